import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';

// The browser's own clock is moved here, as well as the portal's: what counts down on a page runs on the one, what is allowed on the other.

const isAlive = (page: Page): Promise<void> => expect(page.locator('html')).toHaveAttribute('data-siap', '');

for (const path of ['/dasbor', '/akun/perangkat']) {
  test(`[3.6b] two and a half minutes before the session ends ${path} says so, and one press keeps it`, { tag: '@skrip' }, async ({ visitor, newPerson, portal, periksa, page }) => {
    const person = newPerson();
    await visitor.isRegistered(person);
    await page.clock.install();
    await page.goto(path);
    const warning = page.getByRole('dialog');
    // A quarter of an hour and up to ten seconds, less the two and a half minutes.
    const due = Number(await page.locator('[data-session]').getAttribute('data-seconds')) - 150;
    expect(due).toBeGreaterThan(12.5 * 60 - 1);
    expect(due).toBeLessThanOrEqual(12.5 * 60 + 10);

    await page.clock.fastForward((due - 8) * 1000);
    await expect(warning).toBeHidden();
    await portal.clock.forward(due + 2);
    await page.clock.fastForward(10_000);
    await expect(warning).toBeVisible();
    await periksa(page);

    await warning.getByRole('button', { name: 'Ya, tetap masuk' }).click();
    await expect(warning).toBeHidden();
    // Later than the first session would have lasted.
    await portal.clock.forward(10 * 60);
    await visitor.dashboard.open();
    await visitor.dashboard.isShown(person.firstName);
  });
}

test('[3.6b] a warning that nobody answers says that it is over, and whoever signs in elsewhere goes on here', { tag: '@skrip' }, async ({ visitor, newPerson, portal, periksa, page, context }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  await page.clock.install();
  await page.goto('/akun/nomor-telepon');
  await page.locator('main input[type=tel]').fill('0812');
  await portal.clock.forward(15 * 60 + 10);
  await page.clock.fastForward('15:10');
  const warning = page.getByRole('dialog');
  await expect(warning.getByRole('link')).toHaveAttribute('href', visitor.signIn.path);
  await periksa(page);
  const tab = context.waitForEvent('page');
  await warning.getByRole('link').click();
  const elsewhere = visitor.in(await tab);
  await elsewhere.signIn.isShown();
  await elsewhere.isSignedIn(person);
  await expect(warning).toBeHidden();
  await expect(page.locator('main input[type=tel]')).toHaveValue('0812');

  await portal.clock.forward(15 * 60 + 10);
  await page.clock.fastForward('15:10');
  await expect(warning).toBeVisible();
  await warning.getByRole('button', { name: 'Tutup' }).click();
  await expect(warning).toBeHidden();
  await visitor.dashboard.open();
  await visitor.signIn.isShown();
});

test('[3.6b] when the eight hours are over no press helps: the warning says when, is closed once, and comes no more', { tag: '@skrip' }, async ({ visitor, newPerson, portal, periksa, page }) => {
  await visitor.isRegistered(newPerson());
  // In use until four minutes before the end.
  const then = (await portal.now()) + (8 * 3600 - 240) * 1000;
  for (let now = await portal.now(); now < then; now = await portal.now()) {
    await portal.clock.forward(Math.min(Math.ceil((then - now) / 1000), 14 * 60));
    const answer = await page.request.get(visitor.dashboard.path);
    expect(new URL(answer.url()).pathname, 'the session lives').toBe(visitor.dashboard.path);
  }
  await page.clock.install();
  await page.goto('/akun/nomor-telepon');
  const warning = page.getByRole('dialog');
  await expect(warning).toBeHidden();
  await page.clock.fastForward('01:30');
  await expect(warning).toContainText(/berakhir paling lambat pukul \d\d\.\d\d WIB/, { useInnerText: true });
  await expect(warning.getByRole('button')).toHaveText(['Tutup']);
  await periksa(page);
  await warning.getByRole('button').click();
  await expect(warning).toBeHidden();

  await page.clock.fastForward('00:30');
  await expect(warning).toBeHidden();
  await portal.clock.forward(120);
  await visitor.dashboard.open();
  await visitor.dashboard.isShown();
  await expect(warning).toBeHidden();
  await portal.clock.forward(150);
  await page.clock.fastForward('02:30');
  await expect(warning.getByRole('link'), 'until it is over').toHaveAttribute('href', visitor.signIn.path);
});

test('[3.6b] what is done in one tab keeps the warning from the other', { tag: '@skrip' }, async ({ visitor, newPerson, portal, page }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  await page.clock.install();
  await visitor.dashboard.open();
  await portal.clock.forward(11 * 60);
  await page.clock.fastForward('11:00');
  const other = await visitor.opensTab();
  await other.dashboard.open();
  await other.dashboard.isShown(person.firstName);
  await page.clock.fastForward('06:00');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.clock.fastForward('08:00');
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('[3.6b] who saves data is warned too', { tag: '@skrip' }, async ({ anotherVisitor, newPerson, portal }) => {
  const visitor = await anotherVisitor({ savesData: true });
  await visitor.registers(newPerson());
  await visitor.page.clock.install();
  await visitor.dashboard.open();
  await portal.clock.forward(13 * 60 + 35);
  await visitor.page.clock.fastForward('13:35');
  await expect(visitor.page.getByRole('dialog')).toBeVisible();
});

test('[3.3c] a new code is counted down to, said, and sent', { tag: '@skrip' }, async ({ visitor, newPerson, portal, page }) => {
  const person = newPerson();
  await page.clock.install();
  await visitor.startsRegistration(person);
  await portal.mailbox.code(person.email);
  await visitor.registerCode.field('kode').click();
  await isAlive(page);
  const { resendButton } = visitor.registerCode;
  await expect(resendButton).toHaveAttribute('aria-disabled', 'true');
  await expect(resendButton).toHaveAccessibleDescription(/\d+ detik/);
  await portal.clock.forward(61);
  await page.clock.fastForward('01:01');
  await expect(resendButton).not.toHaveAttribute('aria-disabled', 'true');
  await expect(page.locator('.countdown').getByRole('status')).not.toBeEmpty();
  await visitor.registerCode.askAgain();
  await visitor.registerCode.enter(await portal.mailbox.code(person.email));
  await visitor.registerData.isShown();
});

test('[3.3c] whoever asks for a new code too early is told how long to wait', { tag: '@tanpa-skrip' }, async ({ visitor, guard, newPerson, portal, page }) => {
  guard.expectStatus(429);
  const person = newPerson();
  await visitor.startsRegistration(person);
  const code = await portal.mailbox.code(person.email);
  await visitor.registerCode.askAgain();
  await visitor.registerCode.isShown();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.locator('main .summary')).toContainText(/\d+ detik|1 menit/);
  await visitor.registerCode.enter(code);
  await visitor.registerData.isShown();
});
