import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';

/** The service worker starts some seconds after the page, when the browser has nothing to do. */
const isWatchedOver = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 60_000 });

/** Paths of everything that the browser keeps for the portal. */
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(caches_.map((cache) => cache.keys()));
    return requests.flat().map((request) => new URL(request.url).pathname);
  });

const workers = (page: Page): Promise<number> => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

test('[2.3] without a connection the portal says so, and comes back by itself', { tag: '@skrip' }, async ({ page, guard, periksa }) => {
  await page.goto('/masuk');
  await isWatchedOver(page);
  guard.expectNoConnection();
  await page.context().setOffline(true);
  await page.goto('/bantuan');
  await expect(page).toHaveURL(({ pathname }) => pathname === '/bantuan');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tidak ada sambungan internet');
  await expect(page.getByRole('heading', { name: 'No internet connection' })).toBeVisible();
  await periksa(page);
  await page.getByRole('link', { name: 'Coba sekarang' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tidak ada sambungan internet');
  await page.context().setOffline(false);
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Tidak ada sambungan internet');
  await expect(page).toHaveURL(({ pathname }) => pathname === '/bantuan');
});

test('[2.3] only files that never change are kept, and signing out removes them', { tag: '@skrip' }, async ({ visitor, newPerson }) => {
  const { page } = visitor;
  await visitor.isRegistered(newPerson());
  await isWatchedOver(page);
  await visitor.dashboard.open();
  await expect.poll(() => kept(page)).toContainEqual(expect.stringMatching(/^\/pkg\/[0-9a-f]{12}\/prakerja\.css$/));
  const strange = (await kept(page)).filter((path) => !/^\/(pkg\/[0-9a-f]{12}|aset)\/[^/]+$|^\/luring\.(html|css|js)$/.test(path));
  expect(strange, 'nothing of a person').toEqual([]);
  await visitor.dashboard.signOut();
  expect(await kept(page)).toEqual([]);
  expect(await workers(page)).toBe(0);
});

test('[2.3] what an earlier release kept is dropped', { tag: '@skrip' }, async ({ page }) => {
  await page.goto('/masuk');
  await page.evaluate(async () => (await caches.open('prakerja-lama')).put('/aset/lama.svg', new Response('')));
  await isWatchedOver(page);
  expect(await page.evaluate(() => caches.keys())).toEqual([expect.stringMatching(/^prakerja-[0-9a-f]{12}$/)]);
});

test('[4.1] whoever saves data gets no service worker', { tag: '@skrip' }, async ({ anotherVisitor, page }) => {
  const { page: saving } = await anotherVisitor({ savesData: true });
  await page.goto('/?hemat=1');
  await saving.goto('/');
  for (const sparing of [page, saving]) {
    await sparing.waitForLoadState('networkidle');
    expect(await sparing.content()).not.toContain('/sw.js');
    expect(await workers(sparing)).toBe(0);
  }
});
