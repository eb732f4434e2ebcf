import { expect, test } from '../support/fixtures.ts';

test('[3.3] pressing twice signs in once', async ({ visitor, anotherVisitor, newPerson, portal }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  const other = await anotherVisitor();
  await other.signIn.open();
  await other.signIn.fill(person);
  await other.signIn.submitTwice();
  await other.signInCode.isShown();
  const code = await portal.mailbox.code(person.email);
  await other.signInCode.field('kode').fill(code);
  await other.signInCode.submitTwice();
  await other.dashboard.isShown(person.firstName);
  const mails = (await portal.mailbox.to(person.email)).filter(({ purpose }) => purpose === 'sign_in');
  expect(mails.map(({ subject }) => subject), 'codes sent').toHaveLength(1);
});

test('[3.2] pressing twice asks for one more code', async ({ visitor, newPerson, portal }) => {
  const person = newPerson();
  await visitor.startsRegistration(person);
  await portal.mailbox.code(person.email);
  await portal.clock.forward(61);
  await visitor.registerCode.open();
  await visitor.registerCode.askAgainTwice();
  await visitor.registerCode.isShown();
  await visitor.registerCode.enter(await portal.mailbox.code(person.email));
  await visitor.registerData.isShown();
  const mails = (await portal.mailbox.to(person.email)).filter(({ purpose }) => purpose === 'register');
  expect(mails.map(({ subject }) => subject), 'codes sent').toHaveLength(2);
});

test('[3.4] pressing twice sends one link, and replaces the password once', async ({ visitor, anotherVisitor, newPerson, portal }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  const other = await anotherVisitor();
  await other.forgot.open();
  await other.forgot.field('email').fill(person.email);
  await other.forgot.solveCaptcha();
  await other.forgot.submitTwice();
  await expect(other.forgot.form).toHaveCount(0);
  await other.page.goto(await portal.mailbox.link(person.email, '/atur-ulang'));
  const password = `${person.password}-baru`;
  await other.reset.passwordField.fill(password);
  await other.reset.submitTwice();
  await other.signIn.isShown();
  await other.isSignedIn({ ...person, password });
  const mails = await portal.mailbox.to(person.email);
  expect(mails.filter(({ purpose }) => purpose === 'reset'), 'links sent').toHaveLength(1);
  expect(mails.filter(({ purpose }) => purpose === 'password_replaced'), 'notices sent').toHaveLength(1);
});

test('[3.2] after the registration the back button leads to no form that could open a second account', async ({ visitor, newPerson, page }) => {
  const person = newPerson();
  await visitor.registers(person);
  await page.goBack();
  await expect(visitor.registerData.form).toHaveCount(0);
  await visitor.dashboard.open();
  await visitor.dashboard.isShown(person.firstName);
});

test('[3.2] two tabs of one registration open one account', async ({ visitor, guard, newPerson, portal }) => {
  // What was done in the other tab already leads to where that one stands.
  guard.expectStatus(409);
  const person = newPerson();
  await visitor.startsRegistration(person);
  const tab = await visitor.opensTab();
  await tab.registerCode.open();
  const code = await portal.mailbox.code(person.email);
  await visitor.registerCode.enter(code);
  await visitor.registerData.isShown();
  // The code was used in the first tab; the second goes on where that one stands.
  await tab.registerCode.enter(code);
  await tab.registerData.isShown();

  await visitor.fillsInPersonalData(person);
  await visitor.dashboard.isShown(person.firstName);
  await tab.registerData.submit();
  await tab.dashboard.isShown(person.firstName);
  const welcome = (await portal.mailbox.to(person.email)).filter(({ purpose }) => purpose !== 'register');
  expect(new Set(welcome.map(({ purpose }) => purpose)).size, 'no notice comes twice').toBe(welcome.length);
});

test('[3.5] signing out in one tab, the other is asked to sign in', async ({ visitor, newPerson }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  const tab = await visitor.opensTab();
  await tab.dashboard.open();
  await tab.dashboard.isShown(person.firstName);
  await visitor.dashboard.signOut();
  await tab.page.reload();
  await tab.signIn.isShown();
});

test('[3.3] two tabs that sign in meet at one code', async ({ visitor, anotherVisitor, guard, newPerson, portal }) => {
  guard.expectStatus(409);
  const person = newPerson();
  await visitor.isRegistered(person);
  const one = await anotherVisitor();
  await one.signIn.open();
  const two = await one.opensTab();
  await two.signIn.open();
  await one.signIn.fill(person);
  await one.signIn.submit();
  await one.signInCode.isShown();
  await two.signIn.fill(person);
  await two.signIn.submit();
  // The next code comes after a minute; the second tab goes on to the one that is on its way.
  await two.signInCode.isShown();
  const codes = (await portal.mailbox.to(person.email)).filter(({ purpose }) => purpose === 'sign_in');
  expect(codes).toHaveLength(1);
  await one.signInCode.enter(await portal.mailbox.code(person.email));
  await one.dashboard.isShown(person.firstName);
  await two.dashboard.open();
  await two.dashboard.isShown(person.firstName);
});
