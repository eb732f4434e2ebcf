import { wrongCode } from '../support/code.ts';
import { expect, test } from '../support/fixtures.ts';
import { inE164, someNumber } from '../support/person.ts';

const lastThree = (number: string): string => number.slice(-3);

/** Each kind of number that cannot be used, and what the page says of it. */
const refusals = {
  id: [
    ['0809 123 4567', /layanan berbayar/],
    ['0804 123 4567', /biaya dibagi/],
    ['0800 123 4567', /bebas pulsa/],
    ['021 555 1234', /telepon rumah atau kantor/],
    ['+65 8123 4567', /luar negeri/],
    ['0813 3344 9001', /VoIP/],
    ['0813 3344 9002', /Operator tidak mengenal/],
    ['0813 3344 9003', /layanan operator tidak menjawab/],
    ['0813 33', /kurang panjang/],
  ],
  en: [
    ['0809 123 4567', /paid service/],
    ['0804 123 4567', /shared-cost/],
    ['0800 123 4567', /toll-free/],
    ['021 555 1234', /landline/],
    ['+65 8123 4567', /foreign number/],
    ['0813 3344 9001', /VoIP/],
    ['0813 3344 9002', /No operator knows/],
    ['0813 3344 9003', /operators' service does not answer/],
    ['0813 33', /too short/],
  ],
} as const;

for (const lang of ['id', 'en'] as const) {
  test(`a new number is asked for proof, verified by its own code, and both ends are told (${lang})`, async ({ visitor, guard, newPerson, portal, periksa, page }) => {
    guard.expectStatus(403, 422);
    const [person, first, second] = [newPerson(), someNumber(), someNumber()];
    portal.keepsSecret({ 'new number': inE164(first).slice(1), 'newer number': inE164(second).slice(1) });
    const { phone, phoneCode } = visitor;
    await visitor.isRegistered(person, lang);
    await page.locator(`.next-step a[href="${phone.path}"]`).click();
    await phone.isShown();
    await expect(phone.present.locator('.tag.good')).toHaveCount(0);
    await periksa(page);

    // What was typed survives the way through password and code.
    await phone.sendCodeTo(first);
    await visitor.givesProof(person);
    await phone.isShown();
    await expect(phone.field('telepon')).toHaveValue(first);
    await phone.submit();
    await phoneCode.isShown();
    await periksa(page);
    const code = await portal.mailbox.code(inE164(first));
    await phoneCode.enter(wrongCode(code));
    await phoneCode.showsError('kode');
    await periksa(page);
    await phoneCode.enter(code);
    await phone.isShown();
    await expect(page.getByRole('status').first()).toBeVisible();
    await phone.isVerified(lastThree(first));
    await periksa(page);
    const mail = await portal.mailbox.next(person.email, ({ purpose }) => purpose === 'phone_changed');
    expect(mail.text).toContain(lastThree(first));
    expect(mail.text, 'no more than the last digits').not.toContain(first);
    await portal.mailbox.next(inE164(first), ({ purpose }) => purpose === 'phone_changed');

    await phone.sendCodeTo(second);
    await phoneCode.isShown();
    await phoneCode.enter(await portal.mailbox.code(inE164(second)));
    await phone.isVerified(lastThree(second));
    const farewell = await portal.mailbox.next(inE164(first), ({ purpose }) => purpose === 'phone_changed');
    expect(farewell.text, 'the old one is told what happened').toMatch(lang === 'id' ? /nomor akun Anda diganti/ : /number was replaced/);
    await portal.mailbox.next(inE164(second), ({ purpose }) => purpose === 'phone_changed');
  });

  test(`each kind of number that cannot be used is refused with its own reason and kept (${lang})`, async ({ visitor, guard, newPerson, periksa, page }) => {
    guard.expectStatus(422, 503);
    await visitor.isProven(newPerson(), lang);
    const { phone } = visitor;
    await phone.open();
    for (const [number, reason] of refusals[lang]) {
      await phone.sendCodeTo(number);
      await phone.showsError('telepon');
      await expect(phone.summary, number).toContainText(reason);
      await expect(phone.field('telepon')).toHaveValue(number);
    }
    await periksa(page);
  });
}

test('the number given at registration is verified without typing it', async ({ visitor, guard, newPerson, portal, page }) => {
  guard.expectStatus(403);
  const person = newPerson();
  await visitor.isRegistered(person);
  const { phone, phoneCode } = visitor;
  await phone.open();
  await phone.verifyPresent();
  await phoneCode.isShown();
  await phoneCode.enter(await portal.mailbox.code(inE164(person.phone)));
  await phone.isVerified(lastThree(person.phone));
  await expect(page.locator('form[action$="/phone_current"]'), 'there is nothing left to verify').toHaveCount(0);
});

test('another number midway voids the code of the first', async ({ visitor, guard, newPerson, portal }) => {
  guard.expectStatus(422);
  const [person, first, second] = [newPerson(), someNumber(), someNumber()];
  await visitor.isProven(person);
  const { phone, phoneCode } = visitor;
  await phone.open();
  await phone.sendCodeTo(first);
  await phoneCode.isShown();
  const dead = await portal.mailbox.code(inE164(first));
  await phoneCode.giveUp();
  await phone.isShown();
  await phone.sendCodeTo(second);
  await phoneCode.isShown();
  const code = await portal.mailbox.code(inE164(second));
  if (dead !== code) {
    await phoneCode.enter(dead);
    await phoneCode.showsError('kode');
  }
  await phoneCode.enter(code);
  await phone.isVerified(lastThree(second));
});
