import { PhoneCodePage } from '../pages/code-page.ts';
import { ForgotEmailCodePage, ForgotEmailPage } from '../pages/forgot-email-page.ts';
import { arrive } from '../support/arrive.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Visitor } from '../support/visitor.ts';

const pagesOf = ({ page, powers }: Visitor) => ({
  ask: new ForgotEmailPage(page, powers),
  code: new ForgotEmailCodePage(page, powers),
});

for (const lang of ['id', 'en'] as const) {
  test(`[3-email.1] a reminder goes to the address that was forgotten, and the page tells nothing (${lang})`, async ({ visitor, anotherVisitor, guard, newPerson, portal, periksa }) => {
    guard.expectStatus(422);
    const person = newPerson();
    await visitor.isRegistered(person);
    const other = await anotherVisitor();
    const { page } = other;
    const { ask, code } = pagesOf(other);
    await page.goto(`/masuk?lang=${lang}`);
    await page.locator('main a[href="/lupa-email"]').first().click();
    await ask.isShown();
    await periksa(page);
    await ask.ask({ ...person, nik: person.nik.slice(0, 15) });
    await ask.showsError('nik');
    await expect(ask.field('nama')).toHaveValue(person.name);
    await periksa(page);
    await ask.ask(person);
    await code.isShown();
    await periksa(page);
    await expect(page.getByRole('main')).not.toContainText(person.email);
    const reminder = await portal.mailbox.next(person.email, (message) => message.purpose === 'email_reminder');
    expect(reminder.text).toContain(person.email);
    expect(reminder.subject).not.toContain('@');
    await code.enter('000000');
    await code.showsError('kode');
    await periksa(page);
  });
}

test('[3-email.2] the address shows masked after the code to the verified number', async ({ visitor, anotherVisitor, newPerson, portal, periksa }) => {
  const person = newPerson();
  const number = person.phone.replace(/\D/g, '').replace(/^0/, '+62');
  await visitor.isRegistered(person);
  await visitor.page.goto('/akun/nomor-telepon');
  await arrive(visitor.page.locator('form[action$="/phone_current"] button'));
  const verifies = new PhoneCodePage(visitor.page, visitor.powers);
  await verifies.enter(await portal.mailbox.code(number));
  await expect(visitor.page.getByRole('main').getByRole('status').first()).toBeVisible();

  const other = await anotherVisitor();
  const { page } = other;
  const { ask, code } = pagesOf(other);
  const masked = `${person.email[0]}•••••${person.email.split('@')[0]?.slice(-1)}@contoh.example`;
  await ask.open();
  await ask.ask(person);
  await code.isShown();
  await expect(page.getByRole('main')).not.toContainText(masked);
  await code.enter(await portal.mailbox.code(number));
  await expect(page.getByRole('main')).toContainText(masked);
  await expect(page.locator('main a[href="/masuk"]').first()).toBeVisible();
  await expect(page.locator('main a[href="/lupa-password"]').first()).toBeVisible();
  await periksa(page);
});

test('[3-email.3] whoever is not there is answered in the same words', async ({ visitor, anotherVisitor, newPerson }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  const answerFor = async (asked: { nik: string; name: string }): Promise<string> => {
    const other = await anotherVisitor();
    const { ask, code } = pagesOf(other);
    await ask.open();
    await ask.ask(asked);
    await code.isShown();
    return (await other.page.getByRole('main').innerText()).replace(/PJ-\w{6}/g, 'PJ').replace(/\d+/g, '0');
  };
  const known = await answerFor(person);
  expect(await answerFor({ nik: person.nik.replace(/\d{4}$/, '8999'), name: 'Siapa Saja' })).toBe(known);
});
