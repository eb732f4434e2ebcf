import { LinkPage } from '../pages/email-page.ts';
import { expect, test } from '../support/fixtures.ts';

const words = {
  id: { opened: 'Akun dibuat', wrong: 'password salah', signedIn: /^Masuk/ },
  en: { opened: 'Account opened', wrong: 'wrong password', signedIn: /^Signed in/ },
};

for (const lang of ['id', 'en'] as const) {
  test(`the history names every event, and "ini bukan saya" asks before it signs everybody out (${lang})`, async ({
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
    const stranger = await anotherVisitor();
    await stranger.startsSigningIn({ ...person, password: 'bukan-password-saya' });
    await stranger.signIn.showsError('password');
    await stranger.isSignedIn(person);

    const { account, history } = visitor;
    await account.open();
    await account.changes(history.path).click();
    await history.isShown();
    await expect(history.event(words[lang].opened)).toHaveCount(1);
    await expect(history.event(words[lang].wrong)).toHaveCount(1);
    const signedIn = history.event(words[lang].signedIn);
    await expect(signedIn).toHaveCount(1);
    await periksa(page);

    await history.disavows(signedIn);
    await periksa(page);
    await history.goesBack();
    await stranger.dashboard.open();
    await stranger.dashboard.isShown(person.firstName);

    await history.disavows(signedIn);
    await history.confirms();
    await expect(page).toHaveURL(({ pathname }) => pathname === visitor.forgot.path);
    await periksa(page);
    await stranger.dashboard.open();
    await stranger.signIn.isShown();
    await visitor.dashboard.open();
    await visitor.signIn.isShown();

    await page.goto(await portal.mailbox.link(person.email, '/atur-ulang'));
    await visitor.reset.isShown();
    const password = `${person.password}-baru`;
    await visitor.reset.choosePassword(password);
    await visitor.signIn.isShown();
    await visitor.signsIn({ ...person, password });
  });

  test(`the link in the mail about a new device works by its button, once (${lang})`, async ({ visitor, anotherVisitor, newPerson, portal, periksa }) => {
    const person = newPerson();
    await visitor.isRegistered(person, lang);
    const stranger = await anotherVisitor();
    await stranger.page.goto(`/?lang=${lang}`);
    await stranger.isSignedIn(person);
    const path = await portal.mailbox.link(person.email, '/bukan-saya');

    const owner = await anotherVisitor();
    await owner.page.goto(`/?lang=${lang}`);
    const link = new LinkPage(owner.page, '/bukan-saya');
    await link.open(path);
    await expect(link.button).toHaveCount(1);
    await periksa(owner.page);
    await stranger.dashboard.open();
    await stranger.dashboard.isShown(person.firstName);

    await link.press();
    await expect(owner.page).toHaveURL(({ pathname }) => pathname === owner.forgot.path);
    for (const one of [visitor, stranger]) {
      await one.dashboard.open();
      await one.signIn.isShown();
    }
    await portal.mailbox.link(person.email, '/atur-ulang');
    await link.open(path);
    await link.isDead();
    await periksa(owner.page);
  });
}

test('a long history is read page by page', async ({ visitor, newPerson, portal, periksa, page }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  const { history } = visitor;
  // Each sign-in and sign-out leaves two lines.
  for (let count = 0; count < 11; count += 1) {
    await visitor.dashboard.open();
    await visitor.dashboard.signOut();
    await visitor.startsSigningIn(person);
    if (count === 0) {
      await visitor.signInCode.isShown();
      await visitor.signInCode.trustThisDevice();
      await visitor.signInCode.enter(await portal.mailbox.code(person.email));
    }
    await visitor.dashboard.isShown(person.firstName);
  }
  await history.open();
  await expect(history.events).toHaveCount(20);
  await page.locator('main a[href*="sebelum="]').click();
  await expect(history.event('Akun dibuat')).toHaveCount(1);
  await periksa(page);
  await page.locator(`main .buttons a[href="${history.path}"]`).click();
  await expect(history.events).toHaveCount(20);
});
