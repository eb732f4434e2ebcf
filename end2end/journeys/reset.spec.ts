import { expect, test } from '../support/fixtures.ts';
import { linkIn } from '../support/mailbox.ts';

for (const lang of ['id', 'en'] as const) {
  test(`[3.4] a forgotten password is replaced by mail, and every session ends (${lang})`, { tag: '@pokok' }, async ({
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
    await visitor.isRegistered(person, lang);

    const other = await anotherVisitor();
    await other.page.goto(`/masuk?lang=${lang}`);
    await other.signIn.isShown();
    await other.signIn.forgotLink.click();
    await other.forgot.isShown();
    await periksa(other.page);
    await other.forgot.ask(person.email);
    const mail = await portal.mailbox.next(person.email, ({ purpose }) => purpose === 'reset');
    expect(mail.html).toMatch(new RegExp(`<html[^>]* lang="${lang}"`));
    const link = linkIn(mail, '/atur-ulang') ?? 'the mail has no link';
    await periksa(other.page);

    await other.page.goto(link);
    await other.reset.isShown();
    await expect(other.page.locator('html')).toHaveAttribute('lang', lang);
    await periksa(other.page);
    const password = `${person.password}-baru`;
    await other.reset.choosePassword(password);
    await other.signIn.isShown();
    await periksa(other.page);

    await visitor.dashboard.open();
    await visitor.signIn.isShown();

    await other.startsSigningIn(person);
    await other.signIn.showsError('password');
    await other.signsIn({ ...person, password });

    await page.goto(link);
    await expect(page.locator('input[name="password_baru"]'), 'the link works once').toHaveCount(0);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await periksa(page);
  });
}

test('[3.4] opening the link does not use it up, and it ends after 15 minutes', async ({ visitor, anotherVisitor, newPerson, portal, periksa }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  await visitor.dashboard.signOut();
  await visitor.forgot.open();
  await visitor.forgot.ask(person.email);
  const link = await portal.mailbox.link(person.email, '/atur-ulang');
  for (const browser of [await anotherVisitor(), await anotherVisitor()]) {
    await browser.page.goto(link);
    await browser.reset.isShown();
  }
  await portal.clock.forward(16 * 60);
  const late = await anotherVisitor();
  await late.page.goto(link);
  await expect(late.reset.passwordField).toHaveCount(0);
  await periksa(late.page);
});

test('[3.4] a weak new password is refused with advice', async ({ visitor, guard, newPerson, portal, periksa, page }) => {
  guard.expectStatus(422);
  const person = newPerson();
  await visitor.isRegistered(person);
  await visitor.dashboard.signOut();
  await visitor.forgot.open();
  await visitor.forgot.ask(person.email);
  await page.goto(await portal.mailbox.link(person.email, '/atur-ulang'));
  await visitor.reset.choosePassword('1234567890');
  await visitor.reset.showsError('password_baru');
  await periksa(page);
});

test('[3.4] asking for an unknown e-mail reads the same as for a known one', async ({ visitor, anotherVisitor, newPerson }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  const answerFor = async (email: string): Promise<string> => {
    const { page, forgot } = await anotherVisitor();
    await forgot.open();
    await forgot.ask(email);
    return (await page.getByRole('main').innerText()).replace(/\d+/g, '0').replace(/^.*\b(tambah|plus)\b.*$/gm, '');
  };
  const unknown = person.email.replace(/-.(.*)@/, '-z$1@');
  expect(await answerFor(person.email)).toBe(await answerFor(unknown));
});
