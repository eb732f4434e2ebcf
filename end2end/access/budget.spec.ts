import type { BrowserContext, Request } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';

/** Bytes on the wire, heads and bodies, of everything that a browser fetched. */
function weigh(context: BrowserContext, counts: (url: string) => boolean = () => true): () => Promise<number> {
  const finished: Request[] = [];
  context.on('requestfinished', (request) => finished.push(request));
  return async () => {
    const sizes = await Promise.all(finished.filter((request) => counts(request.url())).map((request) => request.sizes()));
    return sizes.reduce((sum, size) => sum + size.responseBodySize + size.responseHeadersSize, 0);
  };
}

const belongsToHydration = (url: string): boolean => /\.wasm$|\/pkg\/.*\.js$/.test(new URL(url).pathname);

test('[4.4] the first visit to /masuk weighs at most 275 KB, and 45 KB before WASM', async ({ page, context, hasScripts }) => {
  const all = weigh(context);
  const before = weigh(context, (url) => !belongsToHydration(url));
  const program = hasScripts ? page.waitForResponse((response) => response.url().endsWith('.wasm')) : undefined;
  await page.goto('/masuk');
  await page.locator('[name="email"]').click();
  await (await program)?.finished();
  await page.waitForLoadState('networkidle');
  expect(await before()).toBeLessThanOrEqual(45_000);
  expect(await all()).toBeLessThanOrEqual(275_000);
});

test('[4.4] the first visit to /masuk weighs at most 45 KB with Save-Data', async ({ anotherVisitor }) => {
  const { page } = await anotherVisitor({ savesData: true });
  const all = weigh(page.context());
  await page.goto('/masuk', { waitUntil: 'networkidle' });
  expect(await all()).toBeLessThanOrEqual(45_000);
});
