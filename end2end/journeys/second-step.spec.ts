import { AccountPage } from '../pages/account-page.ts';
import { ProofCodePage } from '../pages/code-page.ts';
import { ProofPage } from '../pages/proof-page.ts';
import { AppSetupPage, SecurityPage } from '../pages/security-page.ts';
import { Authenticator } from '../support/authenticator.ts';
import { wrongCode } from '../support/code.ts';
import { expect, test, type Person } from '../support/fixtures.ts';
import type { Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';

const pagesOf = ({ page, powers }: Visitor) => ({
  account: new AccountPage(page),
  proof: new ProofPage(page, powers),
  proofCode: new ProofCodePage(page, powers),
  security: new SecurityPage(page),
  setup: new AppSetupPage(page, powers),
});

/** Sets an app up, from somewhere in the account; the portal's clock is one step later then, so that the next value is fresh. */
async function setsUp(visitor: Visitor, person: Person, portal: Portal): Promise<Authenticator> {
  const { proof, proofCode, security, setup } = pagesOf(visitor);
  await security.open();
  await security.begins();
  await proof.isShown();
  await proof.give(person.password);
  await proofCode.isShown();
  await proofCode.enter(await portal.mailbox.code(person.email));
  await security.isShown();
  await security.begins();
  await setup.isShown();
  const app = new Authenticator(await setup.key());
  await setup.enter(app.value(await portal.clock.now()));
  await security.isShown();
  await expect(security.offButton).toBeVisible();
  await portal.clock.forward(30);
  return app;
}

for (const lang of ['id', 'en'] as const) {
  test(`an authenticator app is set up, asked for at sign-in and switched off (${lang})`, async ({ visitor, anotherVisitor, guard, newPerson, portal, periksa }) => {
    // Both buttons refuse before the proof is given.
    guard.expectStatus(403, 422);
    const person = newPerson();
    await visitor.isRegistered(person);
    const { page } = visitor;
    const { account, proof, proofCode, security, setup } = pagesOf(visitor);
    await page.goto(`/akun?lang=${lang}`);
    await account.isShown();
    await account.changes(security.path).click();
    await security.isShown();
    await periksa(page);
    await security.begins();
    await proof.isShown();
    await proof.give(person.password);
    await proofCode.isShown();
    await proofCode.enter(await portal.mailbox.code(person.email));
    await security.isShown();
    await security.begins();

    await setup.isShown();
    await expect(setup.drawing).toBeVisible();
    const app = new Authenticator(await setup.key());
    await periksa(page);
    await setup.enter(wrongCode(app.value(await portal.clock.now())));
    await setup.showsError('kode');
    await expect(setup.field('kode')).toBeVisible();
    await periksa(page);
    await setup.enter(app.value(await portal.clock.now()));
    await security.isShown();
    await expect(security.notice).toBeVisible();
    await expect(security.way('app')).toBeChecked();
    await periksa(page);
    expect((await portal.mailbox.next(person.email, ({ purpose }) => purpose === 'app_on')).text).toContain('/bukan-saya/');

    await portal.clock.forward(30);
    const other = await anotherVisitor();
    await other.page.goto(`/masuk?lang=${lang}`);
    await other.startsSigningIn(person);
    await other.signInCode.isShown();
    await periksa(other.page);
    const value = app.value(await portal.clock.now());
    await other.signInCode.enter(wrongCode(value));
    await other.signInCode.showsError('kode');
    await periksa(other.page);
    await other.signInCode.enter(`${value.slice(0, 3)} ${value.slice(3)}`);
    await other.dashboard.isShown(person.firstName);

    // A value is used once, whoever types it.
    const third = await anotherVisitor();
    await third.startsSigningIn(person);
    await third.signInCode.isShown();
    await third.signInCode.enter(value);
    await third.signInCode.showsError('kode');
    await portal.clock.forward(30);
    await third.signInCode.enter(app.value(await portal.clock.now()));
    await third.dashboard.isShown(person.firstName);

    await portal.clock.forward(5 * 60);
    await security.open();
    await security.switchesOff();
    await proof.isShown();
    await proof.give(person.password);
    await proofCode.isShown();
    await periksa(page);
    await proofCode.enter(app.value(await portal.clock.now()));
    await security.isShown();
    await security.switchesOff();
    await security.isShown();
    await expect(security.offButton).toHaveCount(0);
    await expect(security.notice).toBeVisible();
    await portal.mailbox.next(person.email, ({ purpose }) => purpose === 'app_off');
  });
}

test('without the app at hand a code comes by e-mail, and back', async ({ visitor, anotherVisitor, guard, newPerson, portal, periksa }) => {
  guard.expectStatus(403, 422);
  const person = newPerson();
  await visitor.isRegistered(person);
  const app = await setsUp(visitor, person, portal);
  const other = await anotherVisitor();
  await other.startsSigningIn(person);
  await other.signInCode.isShown();
  await other.signInCode.choosesAnotherWay('email');
  await other.signInCode.isShown();
  await expect(other.signInCode.anotherWay('app')).toBeVisible();
  await periksa(other.page);
  const code = await portal.mailbox.code(person.email);
  await other.signInCode.choosesAnotherWay('app');
  await other.signInCode.isShown();
  await other.signInCode.enter(code);
  await other.signInCode.showsError('kode');
  await other.signInCode.enter(app.value(await portal.clock.now()));
  await other.dashboard.isShown(person.firstName);
});

test('neither another tab nor a new password steps around the app', async ({ visitor, anotherVisitor, guard, newPerson, portal }) => {
  guard.expectStatus(403, 422);
  const person = newPerson();
  await visitor.isRegistered(person);
  await setsUp(visitor, person, portal);
  const other = await anotherVisitor();
  await other.startsSigningIn(person);
  await other.signInCode.isShown();
  const tab = await other.opensTab();
  await tab.startsSigningIn(person);
  await tab.signInCode.isShown();
  await expect(tab.signInCode.anotherWay('email')).toBeVisible();
  await tab.dashboard.open();
  await tab.signIn.isShown();

  await other.forgot.open();
  await other.forgot.ask(person.email);
  await other.page.goto(await portal.mailbox.link(person.email, '/atur-ulang'));
  await other.reset.isShown();
  const password = `${person.password}-baru`;
  await other.reset.choosePassword(password);
  await other.signIn.isShown();
  await other.startsSigningIn({ ...person, password });
  await other.signInCode.isShown();
  await expect(other.signInCode.anotherWay('email')).toBeVisible();
});

test('setting up goes on in another tab, is replaced by beginning again, and given up', async ({ visitor, guard, newPerson, portal }) => {
  guard.expectStatus(403, 409);
  const person = newPerson();
  await visitor.isRegistered(person);
  const { proof, proofCode, security, setup } = pagesOf(visitor);
  await security.open();
  await security.begins();
  await proof.give(person.password);
  await proofCode.isShown();
  await proofCode.enter(await portal.mailbox.code(person.email));
  await security.isShown();
  await security.begins();
  await setup.isShown();
  const first = await setup.key();

  const tab = pagesOf(await visitor.opensTab());
  await tab.setup.open();
  expect(await tab.setup.key()).toBe(first);
  await tab.setup.givesUp();
  await tab.security.isShown();
  await tab.security.begins();
  await tab.setup.isShown();
  const second = await tab.setup.key();
  expect(second).not.toBe(first);

  // The first tab still shows the old key; its value leads to the one that counts.
  await setup.enter(new Authenticator(first).value(await portal.clock.now()));
  await setup.isShown();
  expect(await setup.key()).toBe(second);
  await setup.enter(new Authenticator(second).value(await portal.clock.now()));
  await security.isShown();
  await expect(security.offButton).toBeVisible();
});

test('what comes first is chosen, and a trusted device gives the second step again once an app is set up', async ({ visitor, newPerson, guard, portal, periksa }) => {
  guard.expectStatus(403);
  const person = newPerson();
  await visitor.isRegistered(person);
  await visitor.dashboard.signOut();
  await visitor.startsSigningIn(person);
  await visitor.signInCode.isShown();
  await visitor.signInCode.trustThisDevice();
  await visitor.signInCode.enter(await portal.mailbox.code(person.email));
  await visitor.dashboard.isShown(person.firstName);

  // Signing in with password and code is proof itself.
  const { security, setup } = pagesOf(visitor);
  await security.open();
  await security.begins();
  await setup.isShown();
  const app = new Authenticator(await setup.key());
  await setup.enter(app.value(await portal.clock.now()));
  await security.isShown();
  await visitor.dashboard.open();
  await visitor.dashboard.signOut();
  await visitor.startsSigningIn(person);
  await visitor.signInCode.isShown();
  await portal.clock.forward(30);
  await visitor.signInCode.enter(app.value(await portal.clock.now()));
  await visitor.dashboard.isShown(person.firstName);

  await security.open();
  await security.chooses('email');
  await security.isShown();
  await expect(security.notice).toBeVisible();
  await expect(security.way('email')).toBeChecked();
  await periksa(visitor.page);
  await visitor.dashboard.open();
  await visitor.dashboard.signOut();
  await visitor.startsSigningIn(person);
  await visitor.signInCode.isShown();
  await visitor.signInCode.enter(await portal.mailbox.code(person.email));
  await visitor.dashboard.isShown(person.firstName);
});
