import { wrongCode } from '../support/code.ts';
import { expect, test } from '../support/fixtures.ts';

for (const lang of ['id', 'en'] as const) {
  test(`[3.2] a person registers, signs out and signs in again (${lang})`, { tag: '@pokok' }, async ({ visitor, newPerson, periksa, page, portal }) => {
    const person = newPerson();
    await page.goto(`/?lang=${lang}`);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await periksa(page);

    await page.locator('header').locator('a[href="/daftar"]').filter({ visible: true }).first().click();
    await visitor.register.isShown();
    await periksa(page);
    await visitor.register.fill(person);
    await visitor.register.submit();

    await visitor.registerCode.isShown();
    await periksa(page);
    await expect(page.getByRole('main'), 'the address is masked').not.toContainText(person.email);
    await visitor.registerCode.enter(await portal.mailbox.code(person.email));

    await visitor.registerData.isShown();
    await periksa(page);
    await visitor.fillsInPersonalData(person);

    await visitor.dashboard.isShown(person.firstName);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await periksa(page);
    await visitor.dashboard.signOut();
    await periksa(page);

    await visitor.signIn.open();
    await periksa(page);
    await visitor.signIn.fill(person);
    await visitor.signIn.submit();
    await visitor.signInCode.isShown();
    await periksa(page);
    await visitor.signInCode.enter(await portal.mailbox.code(person.email));
    await visitor.dashboard.isShown(person.firstName);
  });
}

test('[4.6] an empty registration names every field', async ({ visitor, guard, periksa, page, hasScripts }) => {
  guard.expectStatus(422);
  await visitor.register.open();
  if (hasScripts) await visitor.register.solveCaptcha();
  await visitor.register.submit();
  for (const name of ['email', 'nik', 'password']) await visitor.register.showsError(name);
  await periksa(page);
});

test('[4.6] a registration with a NIK too short keeps the e-mail and never the password', async ({ visitor, guard, newPerson, hasScripts }) => {
  guard.expectStatus(422);
  const person = newPerson();
  await visitor.register.open();
  await visitor.register.fill({ ...person, nik: person.nik.slice(0, 15) });
  await visitor.register.submit();
  await visitor.register.showsError('nik');
  await expect(visitor.register.field('email')).toHaveValue(person.email);
  await expect(visitor.register.field('nik')).toHaveValue(person.nik.slice(0, 15));
  if (!hasScripts) await expect(visitor.register.field('password')).toHaveValue('');
});

test('[3.2] a wrong code is refused with the reason, the right one still works', async ({ visitor, guard, newPerson, portal, periksa, page }) => {
  guard.expectStatus(422);
  const person = newPerson();
  await visitor.startsRegistration(person);
  const code = await portal.mailbox.code(person.email);
  await visitor.registerCode.enter(wrongCode(code));
  await visitor.registerCode.showsError('kode');
  await expect(visitor.registerCode.field('kode'), 'a code is never sent back').toHaveValue(/^(000000|000001|)$/);
  await periksa(page);
  await visitor.registerCode.enter(`${code.slice(0, 3)} ${code.slice(3)}`);
  await visitor.registerData.isShown();
});

test('[3.2] five wrong codes end the code, and a new one continues the registration', async ({ visitor, guard, newPerson, portal }) => {
  guard.expectStatus(422, 429);
  const person = newPerson();
  await visitor.startsRegistration(person);
  const first = await portal.mailbox.code(person.email);
  const wrong = wrongCode(first);
  for (const code of [wrong, wrong, wrong, wrong, wrong, first]) {
    await visitor.registerCode.enter(code);
    await visitor.registerCode.showsError('kode');
  }

  await portal.clock.forward(61);
  await visitor.registerCode.open();
  await visitor.registerCode.askAgain();
  await visitor.registerCode.isShown();
  const second = await portal.mailbox.code(person.email);
  await visitor.registerCode.enter(second);
  await visitor.registerData.isShown();
});

test('[4.6] personal data: empty fields are named, what was typed stays', async ({ visitor, guard, newPerson, periksa, page }) => {
  guard.expectStatus(422);
  const person = newPerson();
  await visitor.startsRegistration(person);
  await visitor.provesMailbox(person);
  await visitor.registerData.field('nama').fill(person.name);
  await visitor.registerData.submit();
  for (const name of ['tanggal_lahir', 'alamat', 'telepon', 'setuju']) await visitor.registerData.showsError(name);
  await expect(visitor.registerData.field('nama')).toHaveValue(person.name);
  await periksa(page);
  await visitor.fillsInPersonalData(person);
  await visitor.dashboard.isShown(person.firstName);
});

test('[3.2] somebody under 17 is told so at the birth date', async ({ visitor, guard, newPerson }) => {
  guard.expectStatus(422);
  const person = newPerson();
  await visitor.startsRegistration(person);
  await visitor.provesMailbox(person);
  await visitor.fillsInPersonalData({ ...person, birthDate: `${new Date().getUTCFullYear() - 15}-06-15` });
  await visitor.registerData.showsError('tanggal_lahir');
});

test('[3.2] an e-mail that has an account gets the same page, and its owner a mail', async ({ visitor, anotherVisitor, newPerson, portal }) => {
  const owner = newPerson();
  await visitor.isRegistered(owner);
  const before = (await portal.mailbox.to(owner.email)).length;

  const pageAfter = async (email: string): Promise<string> => {
    const stranger = await anotherVisitor();
    await stranger.startsRegistration(newPerson({ email }));
    const text = await stranger.page.getByRole('main').innerText();
    return text.replace(/PJ-\w+/g, 'PJ').replace(/\d+/g, '0');
  };
  // Masked, the two addresses look the same: as long, with the same ends.
  const unknown = owner.email.replace(/-.(.*)@/, '-z$1@');
  expect(await pageAfter(owner.email)).toBe(await pageAfter(unknown));

  await expect.poll(async () => (await portal.mailbox.to(owner.email)).length, { message: 'mails to the owner' }).toBe(before + 1);
  const notice = (await portal.mailbox.to(owner.email)).at(-1);
  expect(notice?.text, 'a notice holds no code').not.toMatch(/^\s*\d{3} ?\d{3}\s*$/m);
});

test('[3.2] pressing twice and going back make one registration', async ({ visitor, newPerson, portal, page }) => {
  const person = newPerson();
  await visitor.register.open();
  await visitor.register.fill(person);
  await visitor.register.submitTwice();
  await visitor.registerCode.isShown();
  const code = await portal.mailbox.code(person.email);

  await page.goBack();
  await visitor.register.isShown();
  await page.goForward();
  await visitor.registerCode.isShown();
  await visitor.registerCode.enter(code);
  await visitor.registerData.isShown();

  await visitor.registerData.fill(person);
  await visitor.registerData.submitTwice();
  await visitor.dashboard.isShown(person.firstName);
  await page.goBack();
  await visitor.dashboard.open();
  await visitor.dashboard.isShown(person.firstName);
  const codes = (await portal.mailbox.to(person.email)).filter(({ purpose }) => purpose === 'register');
  expect(codes.map(({ subject }) => subject), 'mails of the registration').toHaveLength(1);
});

test('[3.2] the link of the mail continues the registration in another browser, with the NIK again and a new password', async ({ visitor, anotherVisitor, newPerson, portal, periksa }) => {
  const person = newPerson();
  await visitor.startsRegistration(person);
  const link = await portal.mailbox.link(person.email, '/daftar/lanjut');

  const other = await anotherVisitor();
  await other.page.goto(link);
  await periksa(other.page);
  const password = `${person.password}-baru`;
  await other.continues.isShown();
  await other.continues.submit();
  await other.registerData.isShown();
  await expect(other.registerData.field('password'), 'a new password is asked').toBeVisible();
  await expect(other.registerData.field('nik'), 'nobody is told the NIK').toHaveValue('');
  await other.fillsInPersonalData({ ...person, password });
  await other.dashboard.isShown(person.firstName);
  await other.dashboard.signOut();
  await other.signsIn({ ...person, password });
});

test('[3.2] the code of the mail works only in the browser that asked for it', async ({ visitor, anotherVisitor, newPerson }) => {
  await visitor.startsRegistration(newPerson());
  const other = await anotherVisitor();
  await other.page.goto('/daftar/kode');
  await expect(other.page.locator('input[name="kode"]')).toHaveCount(0);
});
