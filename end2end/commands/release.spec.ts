import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Command } from '../support/command.ts';
import { root } from '../support/folders.ts';
import { Server } from '../support/server.ts';

// tools/release.sh itself, in a checkout whose build takes no time and leaves the style as the release's only asset.

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prakerja-rilis-'));
  for (const name of ['release.sh', 'env.sh']) write(`tools/${name}`, readFileSync(join(root, 'tools', name), 'utf8'));
  write('bin/rustc', '#!/bin/sh\necho rustc 1.999.0\n');
  // As the real one does, it empties the folder before it fills it.
  write(
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
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}

/** Builds the release of a checkout with this style; answers the release's name. */
async function release(style: string): Promise<string> {
  write('style/main.css', style);
  const { HOME, PATH } = process.env;
  const environment = { HOME, PATH: `${join(folder, 'bin')}:${PATH}`, PRAKERJA_TOOLS: join(folder, 'none') };
  const { status, text } = await Command.run('/bin/bash', [join(folder, 'tools/release.sh')], environment);
  expect(status, text).toBe(0);
  return readFileSync(join(folder, 'target/site/rilis'), 'utf8').trim();
}

test('[2.3d] pages of an earlier release still find their assets beside those of the new one, which may be kept for ever as well', async () => {
  const styles = [1, 2, 3, 4, 5, 6].map((number) => `main { order: ${number} }\n`);
  const releases: string[] = [];
  for (const style of styles) releases.push(await release(style));
  expect(new Set(releases).size).toBe(styles.length);

  const settings = { LEPTOS_SITE_ROOT: join(folder, 'target/site'), LEPTOS_SITE_PKG_DIR: `pkg/${releases.at(-1)}`, PRAKERJA__DATA_DIR: join(folder, 'data') };
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
