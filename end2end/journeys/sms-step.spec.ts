import { SecurityPage } from '../pages/security-page.ts';
import { expect, test, type Person } from '../support/fixtures.ts';
import { inE164 } from '../support/person.ts';
import type { Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';

/** Verifies the number given at registration, on the way to which nothing is typed. */
async function verifiesNumber(visitor: Visitor, person: Person, portal: Portal): Promise<void> {
  const { phone, phoneCode } = visitor;
  await phone.open();
  await phone.verifyPresent();
  await phoneCode.isShown();
  await phoneCode.enter(await portal.mailbox.code(inE164(person.phone)));
  await phone.isVerified(person.phone.slice(-3));
}

for (const lang of ['id', 'en'] as const) {
  test(`whoever chooses SMS gets the code there, and by e-mail when the phone is not at hand (${lang})`, async ({ visitor, guard, newPerson, portal, periksa }) => {
    guard.expectStatus(403, 422);
    const person = newPerson();
    const { page, signInCode, dashboard } = visitor;
    await visitor.isProven(person, lang);
    await verifiesNumber(visitor, person, portal);
    const security = new SecurityPage(page);
    await security.open();
    await security.chooses('sms');
    await security.isShown();
    await expect(security.way('sms')).toBeChecked();
    await periksa(page);
    await dashboard.open();
    await dashboard.signOut();

    await visitor.startsSigningIn(person);
    await signInCode.isShown();
    await expect(page.locator('main')).toContainText(person.phone.slice(-3));
    await periksa(page);
    const dead = await portal.mailbox.code(inE164(person.phone));
    await signInCode.choosesAnotherWay('email');
    await signInCode.isShown();
    const code = await portal.mailbox.code(person.email);
    if (dead !== code) {
      await signInCode.enter(dead);
      await signInCode.showsError('kode');
    }
    await signInCode.enter(code);
    await dashboard.isShown(person.firstName);
    await dashboard.signOut();

    // The SMS that was not used makes the next one wait for a minute.
    await portal.clock.forward(61);
    await visitor.startsSigningIn(person);
    await signInCode.isShown();
    await signInCode.enter(await portal.mailbox.code(inE164(person.phone)));
    await dashboard.isShown(person.firstName);
  });
}

test('a number that somebody else has verified is refused after its code, without saying whose', async ({ visitor, anotherVisitor, guard, newPerson, portal, periksa }) => {
  guard.expectStatus(403, 422);
  const [owner, newcomer] = [newPerson(), newPerson()];
  await visitor.isProven(owner);
  await verifiesNumber(visitor, owner, portal);

  const other = await anotherVisitor();
  await other.isProven(newcomer);
  const { page, phone, phoneCode } = other;
  await phone.open();
  await phone.sendCodeTo(owner.phone);
  await phoneCode.isShown();
  await phoneCode.enter(await portal.mailbox.code(inE164(owner.phone)));
  await phone.isShown();
  await expect(page.getByRole('alert').or(page.getByRole('status')).first()).toBeVisible();
  await expect(phone.present).toContainText(newcomer.phone.slice(-3));
  await expect(phone.present.locator('.tag.good')).toHaveCount(0);
  for (const value of [owner.name, owner.email]) await expect(page.locator('main')).not.toContainText(value);
  await periksa(page);
});
