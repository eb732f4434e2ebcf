import { OfficePeoplePage, OfficePersonPage } from '../pages/office-people-page.ts';
import { arrive } from '../support/arrive.ts';
import { expect, test } from '../support/fixtures.ts';
import { demoStaff, entersOffice } from '../support/office.ts';

// The journeys look at every page in light. Here are those behind a sign-in in dark; colours depend neither on scripts nor on the width,
// so one project is enough.

test.use({ staffed: true, colorScheme: 'dark' });

/** Pages that open with the session alone, to somebody whom the registry has confirmed. */
const inside = [
  '/dasbor', '/akun', '/akun/nomor-telepon', '/akun/keamanan', '/akun/perangkat', '/akun/riwayat', '/profil', '/profil/alamat',
  '/profil/pendidikan', '/profil/pekerjaan', '/profil/keahlian', '/profil/riwayat',
];

/** Pages that password and code open too. */
const proven = ['/akun/email', '/akun/hapus', '/profil/nik'];

test('[4.1] in dark the pages of a registration and of an account are sound', { tag: ['@skrip', '@ponsel'] }, async ({ visitor, guard, newPerson, portal, periksa, page }) => {
  test.slow();
  guard.expectStatus(403, 422);
  const person = newPerson();
  const { registerData, proof, proofCode, changePassword } = visitor;
  const looksAt = async (paths: string[]): Promise<void> => {
    for (const path of paths) {
      await page.goto(path);
      await expect(page).toHaveURL(({ pathname }) => pathname === path);
      await periksa(page);
    }
  };
  await visitor.startsRegistration(person);
  expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  await periksa(page);
  await visitor.provesMailbox(person);
  await registerData.submit();
  await registerData.showsError('nama');
  await periksa(page);
  await visitor.fillsInPersonalData(person);
  await visitor.dashboard.isShown(person.firstName);
  await looksAt(inside);

  await page.goto(changePassword.path);
  await proof.isShown();
  await periksa(page);
  await proof.give(person.password);
  await proofCode.isShown();
  await periksa(page);
  await proofCode.enter(await portal.mailbox.code(person.email));
  await changePassword.isShown();
  await changePassword.change('bukan-password-saya', `${person.name} ${person.birthDate}`);
  await changePassword.showsError('password_lama');
  await periksa(page);
  await looksAt(proven);
});

test("[4.1] in dark the office's pages are sound", { tag: ['@skrip', '@ponsel'] }, async ({ visitor, anotherVisitor, guard, newPerson, portal, periksa }) => {
  guard.expectStatus(422);
  const participant = newPerson();
  await visitor.isRegistered(participant);
  const administrator = await anotherVisitor();
  await entersOffice(administrator, portal, await demoStaff(portal, 'administrator'));
  for (const path of ['/kantor', '/kantor/staf']) {
    await administrator.page.goto(path);
    await expect(administrator.page).toHaveURL(({ pathname }) => pathname === path);
    await periksa(administrator.page);
  }

  const officer = await anotherVisitor();
  await entersOffice(officer, portal, await demoStaff(portal, 'programme_officer'));
  const people = new OfficePeoplePage(officer.page, officer.powers);
  const person = new OfficePersonPage(officer.page, officer.powers);
  await people.open();
  await people.search(participant.name);
  await people.showsError('cari');
  await periksa(officer.page);
  await people.search(participant.email);
  await person.isShown();
  await periksa(officer.page);
  await arrive(person.suspendForm.locator('button'));
  await expect(officer.page).toHaveTitle(/^Error:/);
  await periksa(officer.page);
});
