import { OfficeProofPage } from '../pages/office-page.ts';
import { OfficePeoplePage, OfficePersonPage } from '../pages/office-people-page.ts';
import { expect, test, type Person } from '../support/fixtures.ts';
import { demoStaff, entersOffice, nextValue } from '../support/office.ts';
import type { Visitor } from '../support/visitor.ts';

test.use({ staffed: true });

const pagesOf = ({ page, powers }: Visitor) => ({
  people: new OfficePeoplePage(page, powers),
  person: new OfficePersonPage(page, powers),
  proof: new OfficeProofPage(page, powers),
});

/** What nobody may see of a participant without a reason. */
const whole = (person: Person): string[] => [person.email, person.nik, person.name, person.address, person.phone.replaceAll('-', ' ')];

for (const lang of ['id', 'en'] as const) {
  test(`support finds a participant, sees them masked, and in full for a reason that the participant reads (${lang})`, async ({
    visitor,
    anotherVisitor,
    guard,
    newPerson,
    portal,
    periksa,
  }) => {
    guard.expectStatus(403, 422);
    const participant = newPerson();
    await visitor.isRegistered(participant);
    const staff = await anotherVisitor();
    const support = await demoStaff(portal, 'support');
    await entersOffice(staff, portal, support);
    const { page } = staff;
    const { people, person, proof } = pagesOf(staff);

    await page.goto(`/kantor/peserta?lang=${lang}`);
    await people.isShown();
    await periksa(page);
    await people.search(participant.name);
    await people.showsError('cari');
    await periksa(page);
    await people.search('tidak-ada@contoh.example');
    await expect(page.getByRole('status').first()).toBeVisible();
    await periksa(page);
    await people.search(participant.nik);
    await person.isShown();
    await periksa(page);
    const masked = await person.text;
    for (const value of whole(participant)) expect(masked).not.toContain(value);

    // The first try is refused for want of a reason, the next for want of fresh proof; what was typed waits.
    await person.submit();
    await person.isShown();
    await expect(person.field('rujukan')).toHaveAttribute('aria-invalid', 'true');
    await periksa(page);
    await portal.clock.forward(5 * 60);
    await person.openFull('ticket', 'TJ-20418');
    await proof.isShown();
    await periksa(page);
    await proof.give(support.password, await nextValue(portal, support.key));
    await person.isShown();
    await expect(person.field('rujukan')).toHaveValue('TJ-20418');
    await person.openFull('ticket', 'TJ-20418');
    await person.isShown();
    await expect(person.closeForm).toBeVisible();
    await periksa(page);
    const full = await person.text;
    for (const value of whole(participant)) expect(full).toContain(value);

    // Another participant stays masked.
    const other = newPerson();
    const stranger = await anotherVisitor();
    await stranger.isRegistered(other);
    await people.open();
    await people.search(other.email);
    await person.isShown();
    expect(await person.text).not.toContain(other.nik);

    await visitor.page.goto(`/akun/riwayat?lang=${lang}`);
    await expect(visitor.page.locator('main')).toContainText(lang === 'id' ? 'melihat data lengkap Anda karena' : 'looked at your full data because');
    await periksa(visitor.page);
  });
}

test('full data close by the button and after ten minutes', async ({ visitor, anotherVisitor, newPerson, portal, periksa }) => {
  const participant = newPerson();
  await visitor.isRegistered(participant);
  const staff = await anotherVisitor();
  await entersOffice(staff, portal, await demoStaff(portal, 'support'));
  const { people, person } = pagesOf(staff);
  await people.open();
  await people.search(participant.email);
  await person.isShown();
  await person.openFull('identity', 'Surat 12/2026');
  await expect(person.closeForm).toBeVisible();
  await person.closeFull();
  await person.isShown();
  expect(await person.text).not.toContain(participant.nik);
  await periksa(staff.page);

  await person.openFull('identity', 'Surat 12/2026');
  await expect(person.closeForm).toBeVisible();
  // In two halves, so that the session in the office does not end meanwhile.
  for (const half of [1, 2]) {
    await portal.clock.forward(5 * 60);
    await staff.page.reload();
    await person.isShown();
    if (half === 1) expect(await person.text).toContain(participant.nik);
  }
  await expect(person.form).toBeVisible();
  expect(await person.text).not.toContain(participant.nik);
});

test('full data leave the screen by themselves, and the office warns before its session ends', { tag: '@skrip' }, async ({ visitor, anotherVisitor, newPerson, portal, periksa }) => {
  const participant = newPerson();
  await visitor.isRegistered(participant);
  const staff = await anotherVisitor();
  const { page } = staff;
  await entersOffice(staff, portal, await demoStaff(portal, 'support'));
  const { people, person } = pagesOf(staff);
  await people.open();
  await people.search(participant.phone);
  await person.isShown();
  await page.clock.install();
  await person.openFull('identity', 'Surat 12/2026');
  await expect(person.closeForm).toBeVisible();

  const warning = page.getByRole('dialog');
  await portal.clock.forward(8 * 60);
  await page.clock.fastForward('08:00');
  await expect(warning).toBeVisible();
  await periksa(page);
  await warning.getByRole('button', { name: 'Ya, tetap masuk' }).click();
  await expect(warning).toBeHidden();
  expect(await person.text).toContain(participant.nik);

  await portal.clock.forward(2 * 60);
  await page.clock.fastForward('02:00');
  await expect(person.closeForm).toBeHidden();
  const left = await page.content();
  for (const value of whole(participant)) expect(left).not.toContain(value);
  await periksa(page);
  await page.getByRole('link', { name: 'Muat ulang halaman' }).click();
  await expect(person.form).toBeVisible();
});

test('a suspension ends the sessions at once, is told, and can be lifted', async ({ visitor, anotherVisitor, guard, newPerson, portal, periksa }) => {
  guard.expectStatus(401, 422);
  const participant = newPerson();
  await visitor.isRegistered(participant);
  const staff = await anotherVisitor();
  await entersOffice(staff, portal, await demoStaff(portal, 'programme_officer'));
  const { people, person } = pagesOf(staff);
  await people.open();
  await people.search(participant.phone);
  await person.isShown();
  await person.suspend('misuse');
  await person.isShown();
  await expect(person.liftForm).toBeVisible();
  await expect(staff.page.getByRole('status').first()).toBeVisible();
  await periksa(staff.page);

  await visitor.dashboard.open();
  await visitor.signIn.isShown();
  const told = await portal.mailbox.next(participant.email, ({ purpose }) => purpose === 'suspended');
  expect(told.subject).not.toContain(participant.name);

  await person.lift();
  await person.isShown();
  await expect(person.suspendForm).toBeVisible();
  await portal.clock.forward(60);
  await visitor.signsIn(participant);
  await visitor.page.goto('/akun/riwayat');
  await expect(visitor.page.locator('main')).toContainText('Akun ditangguhkan');
  await periksa(visitor.page);
});

for (const [lang, reason, locale] of [
  ['id', 'Alasan: sebagian data', 'id-ID'],
  ['en', "Reason: some of this account's data", 'en-GB'],
] as const) {
  test(`the owner of a suspended account is told why and until when, after password and code (${lang})`, async ({ visitor, anotherVisitor, guard, newPerson, portal, periksa }) => {
    guard.expectStatus(401, 422);
    const participant = newPerson();
    await visitor.isRegistered(participant, lang);
    await visitor.dashboard.signOut();
    const staff = await anotherVisitor();
    await entersOffice(staff, portal, await demoStaff(portal, 'programme_officer'));
    const { people, person } = pagesOf(staff);
    await people.open();
    await people.search(participant.email);
    await person.isShown();
    const lastDay = new Date((await portal.now()) + 30 * 86_400_000);
    const timeZone = 'Asia/Jakarta';
    await person.suspend('false_data', lastDay.toLocaleDateString('sv-SE', { timeZone }));
    await person.isShown();
    await expect(person.liftForm).toBeVisible();

    await visitor.startsSigningIn(participant);
    await visitor.signInCode.isShown();
    await visitor.signInCode.enter(await portal.mailbox.code(participant.email));
    await expect(visitor.page).toHaveURL(({ pathname }) => pathname === '/masuk/ditangguhkan');
    const told = visitor.page.getByRole('main');
    await expect(told).toContainText(reason);
    await expect(told).toContainText(`${lastDay.toLocaleDateString(locale, { dateStyle: 'long', timeZone })} ${lang === 'id' ? 'pukul' : 'at'} 23.59 WIB`);
    await periksa(visitor.page);
    await visitor.dashboard.open();
    await visitor.signIn.isShown();
  });
}

test('an auditor sees masked data and nothing to press', async ({ visitor, anotherVisitor, newPerson, portal, periksa }) => {
  const participant = newPerson();
  await visitor.isRegistered(participant);
  const staff = await anotherVisitor();
  await entersOffice(staff, portal, await demoStaff(portal, 'auditor'));
  const { people, person } = pagesOf(staff);
  await people.open();
  await people.search(participant.email);
  await person.isShown();
  await expect(person.form).toHaveCount(0);
  await expect(person.suspendForm).toHaveCount(0);
  await periksa(staff.page);
});
