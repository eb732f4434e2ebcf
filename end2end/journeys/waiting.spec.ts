import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';

// The browser's own clock is moved here, as well as the portal's: what counts down on a page runs on the one, what is allowed on the other.

const isAlive = (page: Page): Promise<void> => expect(page.locator('html')).toHaveAttribute('data-siap', '');

test('[3.6b] two and a half minutes before the session ends it says so, and one press keeps it', { tag: '@skrip' }, async ({ visitor, newPerson, portal, periksa, page }) => {
  const person = newPerson();
  await visitor.registers(person);
  await page.clock.install();
  await visitor.dashboard.open();
  await page.locator('main').click();
  await isAlive(page);
  const warning = page.getByRole('dialog');

  await page.clock.fastForward('12:00');
  await expect(warning).toBeHidden();
  await portal.clock.forward(13 * 60 + 35);
  await page.clock.fastForward('01:35');
  await expect(warning).toBeVisible();
  await periksa(page);

  await warning.getByRole('button', { name: 'Ya, tetap masuk' }).click();
  await expect(warning).toBeHidden();
  // Later than the first session would have lasted.
  await portal.clock.forward(10 * 60);
  await visitor.dashboard.open();
  await visitor.dashboard.isShown(person.firstName);
});

test('[3.6b] a warning that nobody answers says that it is over, and where to sign in', { tag: '@skrip' }, async ({ visitor, newPerson, portal, periksa, page }) => {
  await visitor.registers(newPerson());
  await page.clock.install();
  await visitor.dashboard.open();
  await page.locator('main').click();
  await isAlive(page);
  await portal.clock.forward(16 * 60);
  await page.clock.fastForward('16:00');
  const warning = page.getByRole('dialog');
  await expect(warning.getByRole('link')).toHaveAttribute('href', visitor.signIn.path);
  await expect(warning.getByRole('button')).toHaveCount(0);
  await periksa(page);
  await visitor.dashboard.open();
  await visitor.signIn.isShown();
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
