import type { Locator, Page } from '@playwright/test';
import type { FormPage } from '../pages/form-page.ts';
import { expect, test } from '../support/fixtures.ts';

// The browser's clock is stopped while somebody types, so that no machine is too slow for what is typed without a rest.

/** Every password that the meter's server was asked about. */
function asked(page: Page): string[] {
  const passwords: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname !== '/api/account/password_strength') return;
    passwords.push(new URLSearchParams(request.postData() ?? '').get('password') ?? '');
  });
  return passwords;
}

/** Opens a form whose program runs, and stops the browser's clock there. */
async function opens(form: FormPage): Promise<void> {
  const { page } = form;
  await page.clock.install();
  await form.open();
  await form.comesAlive();
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 60_000);
}

const meterOf = (form: FormPage): Locator => form.form.locator('.meter').getByRole('status');

for (const [lang, common] of [
  ['id', 'paling sering dipakai orang'],
  ['en', 'that people use most'],
] as const) {
  test(`[3.2] once typing rests the meter asks, one time, and says what would help (${lang})`, { tag: '@skrip' }, async ({ visitor, page, periksa }) => {
    await page.goto(`/?lang=${lang}`);
    const { register } = visitor;
    const passwords = asked(page);
    await opens(register);
    const [password, meter] = [register.field('password'), meterOf(register)];
    await expect(meter).toBeHidden();

    await password.pressSequentially('prakerja');
    await page.clock.runFor(300);
    await password.pressSequentially('12');
    await page.clock.runFor(300);
    expect(passwords, 'typing has not rested yet').toEqual([]);
    await page.clock.runFor(200);
    await expect(meter).toContainText(common);
    expect(passwords).toEqual(['prakerja12']);

    await password.fill('');
    await expect(meter).toBeHidden();
    await password.fill('kuda terbang ungu 71');
    await page.clock.runFor(500);
    await expect(meter).toContainText(/(kuat|strong)\s*$/);
    expect(passwords).toEqual(['prakerja12', 'kuda terbang ungu 71']);
    await page.clock.resume();
    await periksa(page);
  });
}

for (const [lang, personal] of [
  ['id', 'Jangan pakai nama, email, NIK, atau tanggal lahir Anda'],
  ['en', 'Leave out your name, email, NIK and birth date'],
] as const) {
  test(`[5.1e] the meter of a new password knows the person's own data (${lang})`, { tag: '@skrip' }, async ({ visitor, newPerson, page, periksa }) => {
    const person = newPerson();
    await page.goto(`/?lang=${lang}`);
    await visitor.isProven(person);
    const { changePassword } = visitor;
    const passwords = asked(page);
    await opens(changePassword);
    const own = `${person.name} ${person.birthDate}`;
    await changePassword.field('password_baru').pressSequentially(own);
    await page.clock.runFor(500);
    await expect(meterOf(changePassword)).toContainText(personal);
    expect(passwords).toEqual([own]);
    await page.clock.resume();
    await periksa(page);
  });
}
