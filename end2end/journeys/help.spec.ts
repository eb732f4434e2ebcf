import { expect, test } from '../support/fixtures.ts';

test('a link to an answer opens the help page at that answer', async ({ visitor, page }) => {
  await visitor.signIn.open();
  await visitor.signIn.comesAlive();
  await page.locator('main a[href="/bantuan#kode"]').click();
  await expect(page).toHaveURL(({ pathname, hash }) => pathname === '/bantuan' && hash === '#kode');
  await expect(page.locator('#kode').getByRole('heading', { level: 2 })).toBeInViewport();
});

test('a link within the page takes the keyboard along', async ({ visitor, newPerson, page }) => {
  await visitor.isProven(newPerson());
  const { email, emailCode } = visitor;
  await email.open();
  await email.sendCodeTo(newPerson().email);
  await emailCode.isShown();
  await emailCode.comesAlive();
  await page.locator('main a[href="#batal"]').click();
  const button = page.locator('#batal button');
  await expect(button).toBeInViewport();
  await page.keyboard.press('Tab');
  await expect(button).toBeFocused();
});
