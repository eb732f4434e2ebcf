import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { Checkout } from '../support/checkout.ts';
import { Command } from '../support/command.ts';
import { Server } from '../support/server.ts';

// tools/release.sh itself, in a checkout whose build takes no time and leaves the style as the release's only asset.

let checkout: Checkout;
test.beforeEach(() => {
  checkout = new Checkout('rilis', ['release.sh', 'env.sh']);
  checkout.write('bin/rustc', '#!/bin/sh\necho rustc 1.999.0\n');
  // As the real one does, it empties the folder before it fills it.
  checkout.write(
    'bin/cargo',
    `#!/bin/sh
set -e
rm -rf "$LEPTOS_SITE_ROOT"
mkdir -p "$LEPTOS_SITE_ROOT/$LEPTOS_SITE_PKG_DIR" target/release
cp style/main.css "$LEPTOS_SITE_ROOT/$LEPTOS_SITE_PKG_DIR/prakerja.css"
cp "$0" target/release/prakerja
`,
  );
});
test.afterEach(() => checkout.remove());

/** Builds the release of a checkout with this style; answers the release's name. */
async function release(style: string): Promise<string> {
  checkout.write('style/main.css', style);
  const { status, text } = await Command.run('/bin/bash', [checkout.path('tools/release.sh')], checkout.environment);
  expect(status, text).toBe(0);
  return readFileSync(checkout.path('target/site/rilis'), 'utf8').trim();
}

test('[2.3d] pages of an earlier release still find their assets beside those of the new one, which may be kept for ever as well', async () => {
  const styles = [1, 2, 3, 4, 5, 6].map((number) => `main { order: ${number} }\n`);
  const releases: string[] = [];
  for (const style of styles) releases.push(await release(style));
  expect(new Set(releases).size).toBe(styles.length);

  const settings = { LEPTOS_SITE_ROOT: checkout.path('target/site'), LEPTOS_SITE_PKG_DIR: `pkg/${releases.at(-1)}`, PRAKERJA__DATA_DIR: checkout.path('data') };
  const server = await Server.start('perintah-rilis', settings);
  try {
    expect(await (await fetch(server.url)).text()).toContain(`/pkg/${releases.at(-1)}/prakerja.css`);
    const answers = await Promise.all(releases.map((name) => fetch(`${server.url}/pkg/${name}/prakerja.css`)));
    const [forgotten, ...kept] = answers;
    expect(forgotten?.status, 'five are kept').toBe(404);
    expect(kept.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    for (const { headers } of kept) expect(headers.get('cache-control')).toMatch(/public.*max-age=31536000.*immutable/);
    expect(await Promise.all(kept.map((answer) => answer.text()))).toEqual(styles.slice(1));
  } finally {
    expect(await server.stop(new Map())).toEqual([]);
  }
});
