import { expect, test } from '../support/fixtures.ts';

test('[4.1] the first stop of the keyboard skips to the content', async ({ page }) => {
  await page.goto('/masuk');
  await page.keyboard.press('Tab');
  const target = await page.locator(':focus').getAttribute('href');
  expect(target).toMatch(/^#.+/);
  await expect(page.locator(`main${target}, main ${target}`).first()).toBeAttached();
});

test('[4.1] the error summary takes the focus', { tag: '@skrip' }, async ({ page, visitor, guard }) => {
  guard.expectStatus(422);
  await visitor.signIn.open();
  await visitor.signIn.solveCaptcha();
  await page.waitForLoadState('networkidle');
  await visitor.signIn.submit();
  await visitor.signIn.showsError('email');
  const id = await visitor.signIn.field('email').getAttribute('id');
  await expect(page.locator(':focus').locator(`a[href$="#${id}"]`)).toBeVisible();
  await page.locator(`main a[href$="#${id}"]`).click();
  await expect(visitor.signIn.field('email')).toBeFocused();
});

test('[4.1] signing in works by keyboard alone', async ({ page, visitor, newPerson }) => {
  const person = newPerson();
  await visitor.registers(person);
  await visitor.dashboard.signOut();
  await visitor.signIn.open();
  await visitor.signIn.solveCaptcha();
  await visitor.signIn.field('email').focus();
  await page.keyboard.type(person.email);
  await visitor.signIn.field('password').focus();
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await visitor.signInCode.isShown();
});
