import { expect, test } from '../support/fixtures.ts';

const publicPages = ['/', '/daftar', '/masuk', '/lupa-password', '/lupa-email', '/bantuan', '/syarat-ketentuan', '/privasi', '/masuk/terkunci', '/masuk/ditangguhkan', '/masuk/berakhir', '/kantor/masuk', '/sandbox', '/sandbox/ui'];

for (const lang of ['id', 'en'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`[4.1] public pages are sound (${lang}, ${colorScheme})`, async ({ page, periksa }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(`/?lang=${lang}`);
      for (const path of publicPages) {
        const response = await page.goto(path);
        expect(response?.status(), path).toBe(200);
        await expect(page.locator('html')).toHaveAttribute('lang', lang);
        await periksa(page);
      }
    });
  }
}

test('[3.1] the front page leads to Masuk and Daftar', async ({ page }) => {
  for (const path of ['/masuk', '/daftar']) {
    await page.goto('/');
    await page.locator(`header a[href="${path}"]`).filter({ visible: true }).first().click();
    await expect(page).toHaveURL(({ pathname }) => pathname === path);
  }
});

test('[3.1] Masuk and Daftar stand at the top right of every public page', async ({ page }) => {
  for (const path of ['/', '/daftar', '/masuk', '/lupa-password', '/lupa-email', '/bantuan', '/syarat-ketentuan', '/privasi']) {
    await page.goto(path);
    const inBar = (href: string) => page.locator(`header a[href="${href}"]`).filter({ visible: true }).first().boundingBox();
    const [mark, signIn, register] = [await inBar('/'), await inBar('/masuk'), await inBar('/daftar')];
    const main = await page.locator('main').boundingBox();
    if (!mark || !signIn || !register || !main) throw new Error(`${path}: the bar is not all there`);
    expect(signIn.x, path).toBeGreaterThanOrEqual(mark.x + mark.width);
    expect(register.x, path).toBeGreaterThanOrEqual(signIn.x + signIn.width);
    expect(register.x + register.width, path).toBeGreaterThan((page.viewportSize()?.width ?? 0) - 120);
    for (const box of [signIn, register]) expect(box.y + box.height, path).toBeLessThanOrEqual(main.y);
  }
});

test('[3.1] an address that does not exist answers 404 in the look of the portal', async ({ page, guard, periksa }) => {
  guard.expectStatus(404);
  const response = await page.goto('/tidak-ada');
  expect(response?.status()).toBe(404);
  await periksa(page);
  await expect(page.locator('header a[href="/masuk"]').first()).toBeAttached();
});

test('[3.1] every link of the public pages leads somewhere', async ({ page, request }) => {
  const links = new Set<string>();
  for (const path of publicPages) {
    await page.goto(path);
    for (const link of await page.locator('a[href^="/"]').all()) links.add((await link.getAttribute('href')) as string);
  }
  const broken: string[] = [];
  for (const link of links) {
    const response = await request.get(link, { headers: { accept: 'text/html' } });
    if (response.status() >= 400) broken.push(`${link} ${response.status()}`);
  }
  expect(broken).toEqual([]);
});

test('[3.5] the dashboard asks a stranger to sign in', async ({ page, visitor, periksa }) => {
  await page.goto('/dasbor');
  await visitor.signIn.isShown();
  await periksa(page);
});
