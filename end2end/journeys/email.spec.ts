import { expect, test } from '../support/fixtures.ts';
import { LinkPage } from '../pages/email-page.ts';
import { linkIn } from '../support/mailbox.ts';

/** As the pages show an address: first and last letter, bullets, domain. */
const masked = (email: string): string => email.replace(/^(.).*(.)@/, '$1•••••$2@');

for (const lang of ['id', 'en'] as const) {
  test(`a new address proves itself, the old one is told and takes the change back (${lang})`, async ({
    visitor,
    anotherVisitor,
    guard,
    newPerson,
    portal,
    periksa,
    page,
  }) => {
    guard.expectStatus(422);
    const person = newPerson();
    // Masked, the two must not look the same: no address of a test ends like this one.
    const next = newPerson({ email: person.email.replace('@', 'x@') }).email;
    await visitor.isProven(person, lang);
    const other = await anotherVisitor();
    await other.isSignedIn(person);

    const { account, email, emailCode } = visitor;
    await account.open();
    await account.changes(email.path).click();
    await email.isShown();
    await periksa(page);
    await email.sendCodeTo(person.email);
    await email.showsError('email');
    await periksa(page);
    await email.sendCodeTo(next);
    await emailCode.isShown();
    await expect(page.getByRole('main'), 'where the code went').toContainText(masked(next));
    await periksa(page);
    await account.open();
    await expect(account.rows.filter({ hasText: masked(person.email) }), 'until then the old one stays').toHaveCount(1);

    await page.goto(email.path);
    await emailCode.enter(await portal.mailbox.code(next));
    await email.isShown();
    await expect(page.getByRole('status').first()).toBeVisible();
    await expect(email.present).toContainText(masked(next));
    await expect(page.locator('main .notice.info'), 'both are on record').toContainText(masked(person.email));
    await periksa(page);
    await other.dashboard.open();
    await other.signIn.isShown();

    const told = await portal.mailbox.next(person.email, ({ purpose }) => purpose === 'email_changed');
    await portal.mailbox.next(next, ({ purpose }) => purpose === 'email_changed');
    const path = linkIn(told, '/email/batal') ?? 'the mail has no link';
    const undo = new LinkPage(other.page, '/email/batal');
    await other.page.goto(`/?lang=${lang}`);
    await undo.open(path);
    await expect(other.page.getByRole('main')).toContainText(masked(person.email));
    await periksa(other.page);
    await visitor.dashboard.open();
    await visitor.dashboard.isShown(person.firstName);

    await undo.press();
    await expect(other.page).toHaveURL(({ pathname }) => pathname === other.forgot.path);
    await periksa(other.page);
    await visitor.dashboard.open();
    await visitor.signIn.isShown();
    await undo.open(path);
    await undo.isDead();
    await periksa(other.page);

    await other.page.goto(await portal.mailbox.link(person.email, '/atur-ulang'));
    await other.reset.isShown();
    const password = `${person.password}-baru`;
    await other.reset.choosePassword(password);
    await other.signIn.isShown();
    await other.isSignedIn({ ...person, password });
  });
}

test('an address of somebody else is answered like any other, and only its owner learns of it', async ({ visitor, anotherVisitor, newPerson, portal, page }) => {
  const [person, owner] = [newPerson(), newPerson()];
  const other = await anotherVisitor();
  await other.isRegistered(owner);
  await visitor.isProven(person);
  await visitor.email.open();
  await visitor.email.sendCodeTo(owner.email);
  await visitor.emailCode.isShown();
  await expect(page.getByRole('main')).toContainText(masked(owner.email));
  const mail = await portal.mailbox.next(owner.email, ({ purpose }) => purpose === 'email_taken');
  expect(mail.text).not.toMatch(/\d{3} \d{3}/);
});
