import { expect, test } from '../support/fixtures.ts';

const isProgram = (url: string): boolean => /\.wasm(\?|$)/.test(url);

test('[4.1] with Save-Data no WASM is asked for, and registering works all the same', async ({ anotherVisitor, newPerson, periksa }) => {
  const visitor = await anotherVisitor({ savesData: true });
  const programs: string[] = [];
  visitor.page.context().on('request', (request) => {
    if (isProgram(request.url())) programs.push(request.url());
  });
  await visitor.page.goto('/', { waitUntil: 'networkidle' });
  await periksa(visitor.page);
  await visitor.registers(newPerson());
  await visitor.page.waitForLoadState('networkidle');
  expect(programs).toEqual([]);
});

test("[4.1] the portal's own data saving asks for no WASM either", async ({ page }) => {
  const programs: string[] = [];
  page.on('request', (request) => {
    if (isProgram(request.url())) programs.push(request.url());
  });
  await page.goto('/masuk?hemat=1', { waitUntil: 'networkidle' });
  await page.goto('/daftar', { waitUntil: 'networkidle' });
  await page.locator('[name="email"]').click();
  await page.waitForLoadState('networkidle');
  expect(programs).toEqual([]);
});

test('[4.1] without data saving the page comes alive', { tag: '@skrip' }, async ({ page }) => {
  const program = page.waitForResponse((response) => isProgram(response.url()));
  await page.goto('/masuk');
  await page.locator('[name="email"]').click();
  expect((await program).status()).toBe(200);
});
