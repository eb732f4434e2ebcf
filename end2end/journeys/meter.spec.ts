import type { Locator, Page } from '@playwright/test';
import type { FormPage } from '../pages/form-page.ts';
import { expect, test } from '../support/fixtures.ts';

/** Every password that the meter's server was asked about. */
function asked(page: Page): string[] {
  const passwords: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname !== '/api/account/password_strength') return;
    passwords.push(new URLSearchParams(request.postData() ?? '').get('password') ?? '');
  });
  return passwords;
}

/** Types letter by letter without a rest: in one go, so that no machine is too slow for it. */
const typeAtOnce = (field: Locator, text: string): Promise<void> =>
  field.evaluate((input, text) => {
    if (!(input instanceof HTMLInputElement)) throw new Error('no field');
    for (const letter of text) {
      input.value += letter;
      input.dispatchEvent(new InputEvent('input', { bubbles: true, data: letter, inputType: 'insertText' }));
    }
  }, text);

const meterOf = (form: FormPage): Locator => form.form.locator('.meter').getByRole('status');

for (const [lang, common] of [
  ['id', 'paling sering dipakai orang'],
  ['en', 'that people use most'],
] as const) {
  test(`[3.2] once typing rests the meter asks, one time, and says what would help (${lang})`, { tag: '@skrip' }, async ({ visitor, page, periksa }) => {
    await page.goto(`/?lang=${lang}`);
    const { register } = visitor;
    const passwords = asked(page);
    await register.open();
    await register.comesAlive();
    const [password, meter] = [register.field('password'), meterOf(register)];
    await expect(meter).toBeHidden();

    await typeAtOnce(password, 'prakerja12');
    await expect(meter).toContainText(common);
    expect(passwords).toEqual(['prakerja12']);

    await password.fill('');
    await expect(meter).toBeHidden();
    await typeAtOnce(password, 'kuda terbang ungu 71');
    await expect(meter).toContainText(/(kuat|strong)\s*$/);
    expect(passwords).toEqual(['prakerja12', 'kuda terbang ungu 71']);
    await periksa(page);
  });
}

for (const [lang, personal] of [
  ['id', 'Jangan pakai nama, email, NIK, atau tanggal lahir Anda'],
  ['en', 'Leave out your name, email, NIK and birth date'],
] as const) {
  test(`[5.1e] the meter of a new password knows the person's own data (${lang})`, { tag: '@skrip' }, async ({ visitor, newPerson, page, periksa }) => {
    const person = newPerson();
    await visitor.isProven(person, lang);
    const { changePassword } = visitor;
    const passwords = asked(page);
    await changePassword.open();
    await changePassword.comesAlive();
    const own = `${person.name} ${person.birthDate}`;
    await typeAtOnce(changePassword.field('password_baru'), own);
    await expect(meterOf(changePassword)).toContainText(personal);
    expect(passwords).toEqual([own]);
    await periksa(page);
  });
}
