import { expect, test } from '../support/fixtures.ts';
import { inE164, someNumber } from '../support/person.ts';

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
  await visitor.signIn.submit();
  await visitor.signIn.showsError('email');
  const id = await visitor.signIn.field('email').getAttribute('id');
  await expect(page.locator(':focus').locator(`a[href$="#${id}"]`)).toBeVisible();
  await page.locator(`main a[href$="#${id}"]`).click();
  await expect(visitor.signIn.field('email')).toBeFocused();
});

test('[4.1] signing in works by keyboard alone', async ({ page, visitor, newPerson }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  await visitor.dashboard.signOut();
  await visitor.signIn.open();
  await visitor.signIn.solveCaptcha();
  await visitor.signIn.comesAlive();
  await visitor.signIn.field('email').focus();
  await page.keyboard.type(person.email);
  await visitor.signIn.field('password').focus();
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await visitor.signInCode.isShown();
});

test('a new number is given and verified by keyboard alone', async ({ page, visitor, newPerson, portal }) => {
  const number = someNumber();
  await visitor.isProven(newPerson());
  const { phone, phoneCode } = visitor;
  await phone.open();
  await phone.comesAlive();
  await phone.field('telepon').focus();
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
  await phoneCode.isShown();
  await phoneCode.comesAlive();
  await phoneCode.field('kode').focus();
  await page.keyboard.type(await portal.mailbox.code(inE164(number)));
  await page.keyboard.press('Enter');
  await phone.isVerified(number.slice(-3));
});

test('a refused number takes the focus to the summary, and its line to the field', { tag: '@skrip' }, async ({ page, visitor, guard, newPerson }) => {
  guard.expectStatus(422);
  await visitor.isProven(newPerson());
  const { phone } = visitor;
  await phone.open();
  await phone.sendCodeTo('0800 123 4567');
  await phone.showsError('telepon');
  await expect(phone.summary).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(phone.field('telepon')).toBeFocused();
});

test('what the keyboard comes to is never under the bar at the bottom', { tag: '@ponsel' }, async ({ page, visitor, newPerson }) => {
  await visitor.isRegistered(newPerson());
  await visitor.account.open();
  const stops = await page.locator('main').locator('a, button').count();
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight), 'the page is scrolled').toBeGreaterThan(0);
  await page.locator('main').focus();
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab');
    const [focused, bar] = await Promise.all([page.locator('main :focus').boundingBox(), page.locator('.bottom').boundingBox()]);
    const words = await page.locator('main :focus').innerText();
    expect((focused?.y ?? 0) + (focused?.height ?? 0), words).toBeLessThanOrEqual(bar?.y ?? 0);
  }
});

test('a page that opens without being loaded takes the focus, and its title is another', { tag: '@skrip' }, async ({ page, visitor, newPerson }) => {
  await visitor.isRegistered(newPerson());
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-siap', '', { timeout: 30_000 });
  const title = await page.title();
  // A page that was loaded would not have it.
  await html.evaluate((element) => element.setAttribute('data-uji', ''));
  await page.locator('a[href="/akun"]').filter({ visible: true }).first().click();
  await visitor.account.isShown();
  await expect(html).toHaveAttribute('data-uji', '');
  await expect(page).not.toHaveTitle(title);
  await expect(page.getByRole('main')).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.keyboard.press('Tab');
  await expect(page.locator('main :focus'), 'the keyboard goes on from there').toHaveCount(1);
});

test('by keyboard the way back comes before the button that signs everybody out', async ({ page, visitor, newPerson }) => {
  await visitor.isRegistered(newPerson());
  const { history } = visitor;
  await history.open();
  await history.event('Akun dibuat').getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(history.button).toBeVisible();
  await page.locator('main .back').focus();
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveAttribute('href', history.path);
  await page.keyboard.press('Tab');
  await expect(history.button).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await history.isShown();
});

test('another device is signed out by keyboard alone', async ({ page, visitor, anotherVisitor, newPerson }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  const other = await anotherVisitor();
  await other.isSignedIn(person);
  const { devices } = visitor;
  await devices.open();
  await page.locator('main .back').focus();
  // Past the links to what each device did.
  const button = page.locator('main button[name="alat"]');
  for (let steps = 0; steps < 5 && !(await button.evaluate((element) => element === document.activeElement)); steps += 1) await page.keyboard.press('Tab');
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(devices.devices).toHaveCount(1);
  await other.dashboard.open();
  await other.signIn.isShown();
});
