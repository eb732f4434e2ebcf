import { expect, test } from '../support/fixtures.ts';
import { someNumber } from '../support/person.ts';

for (const lang of ['id', 'en'] as const) {
  test(`what was typed when the session ended is offered after signing in again (${lang})`, async ({ visitor, guard, newPerson, portal, periksa, page }) => {
    guard.expectStatus(401, 403);
    const [person, number] = [newPerson(), someNumber()];
    await visitor.isRegistered(person, lang);
    const { phone, signIn, dashboard } = visitor;
    await phone.open();
    await phone.field('telepon').fill(number);
    await portal.clock.forward(15 * 60 + 10);
    await phone.submit();
    await signIn.isShown();
    await expect(page.locator('main .notice').first()).toContainText(lang === 'id' ? 'isian Anda disimpan' : 'what you typed is kept');
    await periksa(page);
    await visitor.signsIn(person);
    const offer = page.locator('main .card').filter({ has: page.locator('form[action$="/kept_open"]') });
    await expect(offer).toBeVisible();
    await periksa(page);
    await offer.getByRole('button').first().click();
    await phone.isShown();
    await expect(phone.field('telepon')).toHaveValue(number);
    await dashboard.open();
    await expect(offer, 'offered once').toHaveCount(0);
  });
}

test('what was left unfinished can be thrown away', async ({ visitor, guard, newPerson, portal, page }) => {
  guard.expectStatus(401, 403);
  const person = newPerson();
  await visitor.isRegistered(person);
  await visitor.phone.open();
  await visitor.phone.field('telepon').fill(someNumber());
  await portal.clock.forward(15 * 60 + 10);
  await visitor.phone.submit();
  await visitor.signsIn(person);
  const discard = page.locator('form button[formaction$="/kept_discard"]');
  await discard.click();
  await expect(discard).toHaveCount(0);
});
