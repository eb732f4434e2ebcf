import { wrongCode } from '../support/code.ts';
import { expect, test } from '../support/fixtures.ts';

test('[3.3] a wrong password is refused, keeps the e-mail, and the right one goes on', { tag: '@pokok' }, async ({ visitor, anotherVisitor, guard, newPerson, periksa }) => {
  guard.expectStatus(422);
  const person = newPerson();
  await visitor.isRegistered(person);

  const { page, signIn, signInCode } = await anotherVisitor();
  await signIn.open();
  await signIn.fill({ ...person, password: 'bukan-password-saya' });
  const spent = visitor.powers.scripts ? await signIn.proof() : '';
  await signIn.submit();
  await signIn.showsError('password');
  await expect(signIn.field('email')).toHaveValue(person.email);
  await periksa(page);

  await signIn.field('password').fill(person.password);
  await signIn.solveCaptcha(spent);
  await signIn.submit();
  await signInCode.isShown();
});

test('[3.3] an unknown e-mail reads exactly like a wrong password', async ({ visitor, anotherVisitor, guard, newPerson, hasScripts }) => {
  guard.expectStatus(422);
  const person = newPerson();
  await visitor.isRegistered(person);
  const answerTo = async (email: string): Promise<string> => {
    const { page, signIn } = await anotherVisitor();
    await signIn.open();
    await signIn.fill({ email, password: 'bukan-password-saya' });
    await signIn.submit();
    await signIn.showsError('password');
    // The fresh captcha solves itself; its words change meanwhile.
    if (hasScripts) await expect(page.locator('[data-captcha]')).toHaveClass(/is-done/);
    const text = await page.getByRole('main').innerText();
    // Without scripts the sum differs from page to page.
    return text.replace(/^.*\b(tambah|plus)\b.*$/gm, '');
  };
  expect(await answerTo(newPerson().email)).toBe(await answerTo(person.email));
});

test('[4.6] an empty sign-in names its fields', async ({ visitor, guard, periksa, page, hasScripts }) => {
  guard.expectStatus(422);
  await visitor.signIn.open();
  if (hasScripts) await visitor.signIn.solveCaptcha();
  await visitor.signIn.submit();
  for (const name of ['email', 'password']) await visitor.signIn.showsError(name);
  await periksa(page);
});

test('[3.3] a wrong sum is named where no script solves the captcha', { tag: '@tanpa-skrip' }, async ({ visitor, guard, newPerson }) => {
  guard.expectStatus(422);
  const person = newPerson();
  await visitor.signIn.open();
  await visitor.signIn.fill(person);
  await visitor.signIn.field('captcha').fill('99');
  await visitor.signIn.submit();
  await visitor.signIn.showsError('captcha');
  await expect(visitor.signIn.field('email')).toHaveValue(person.email);
});

test('[3.3] a wrong code at sign-in is refused, the right one opens the dashboard', async ({ visitor, anotherVisitor, guard, newPerson, portal, periksa }) => {
  guard.expectStatus(422);
  const person = newPerson();
  await visitor.isRegistered(person);
  const other = await anotherVisitor();
  await other.startsSigningIn(person);
  await other.signInCode.isShown();
  const code = await portal.mailbox.code(person.email);
  await other.signInCode.enter(wrongCode(code));
  await other.signInCode.showsError('kode');
  await periksa(other.page);
  await other.signInCode.enter(code);
  await other.dashboard.isShown(person.firstName);
});

test('[3.3] a trusted device skips the code', { tag: '@pokok' }, async ({ visitor, newPerson, portal }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  await visitor.dashboard.signOut();
  await visitor.startsSigningIn(person);
  await visitor.signInCode.isShown();
  await expect(visitor.signInCode.field('percaya'), 'nobody is trusted unasked').not.toBeChecked();
  await visitor.signInCode.trustThisDevice();
  await visitor.signInCode.enter(await portal.mailbox.code(person.email));
  await visitor.dashboard.isShown(person.firstName);
  await visitor.dashboard.signOut();
  await visitor.startsSigningIn(person);
  await visitor.dashboard.isShown(person.firstName);
});

test('[3.3] five wrong passwords lock a strange device, and the owner still signs in on theirs', async ({ visitor, anotherVisitor, guard, newPerson, periksa }) => {
  guard.expectStatus(422, 429);
  const person = newPerson();
  await visitor.isRegistered(person);
  const stranger = await anotherVisitor();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await stranger.startsSigningIn({ ...person, password: 'bukan-password-saya' });
    await stranger.signIn.showsError('password');
  }
  await stranger.startsSigningIn(person);
  if (stranger.powers.program) {
    await expect(stranger.page, 'the right password does not pass the lock').toHaveTitle(/^Error:/);
    await stranger.signIn.isShown();
  } else {
    await expect(stranger.page, 'the right password does not pass the lock').toHaveURL(({ pathname }) => pathname === '/masuk/terkunci');
  }
  await periksa(stranger.page);

  await visitor.dashboard.signOut();
  await visitor.signsIn(person);
});

test('[3.5] signing out ends the session', { tag: '@pokok' }, async ({ visitor, newPerson, page, portal }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  const cookies = await page.context().cookies(portal.url);
  await visitor.dashboard.signOut();
  await visitor.dashboard.open();
  await visitor.signIn.isShown();
  // The old cookie is worth nothing even to somebody who kept a copy.
  await page.context().addCookies(cookies);
  await visitor.dashboard.open();
  await visitor.signIn.isShown();
});

test('[3.6] a session ends after 15 minutes of doing nothing', async ({ visitor, newPerson, portal }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  await portal.clock.forward(14 * 60 + 30);
  await visitor.dashboard.open();
  await visitor.dashboard.isShown(person.firstName);
  await portal.clock.forward(15 * 60 + 10);
  await visitor.dashboard.open();
  await visitor.signIn.isShown();
});
