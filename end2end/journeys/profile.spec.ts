import { ProofCodePage } from '../pages/code-page.ts';
import { ProfilePage, ProfilePartPage } from '../pages/profile-page.ts';
import { ProofPage } from '../pages/proof-page.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Visitor } from '../support/visitor.ts';

const pagesOf = ({ page, powers }: Visitor) => ({
  profile: new ProfilePage(page),
  part: (path: string) => new ProfilePartPage(page, powers, path),
  proof: new ProofPage(page, powers),
  proofCode: new ProofCodePage(page, powers),
});

for (const lang of ['id', 'en'] as const) {
  test(`[3-profile.1] each part of the profile is saved by itself and its history shows before and after (${lang})`, async ({ visitor, guard, newPerson, periksa }) => {
    guard.expectStatus(422);
    const person = newPerson();
    await visitor.isRegistered(person);
    const { page } = visitor;
    const { profile, part } = pagesOf(visitor);
    await page.goto(`/akun?lang=${lang}`);
    await page.locator('main dl a[href="/profil"]').first().click();
    await profile.isShown();
    await periksa(page);

    const address = part('/profil/alamat');
    await profile.changes(address.path).click();
    await address.isShown();
    await expect(address.field('alamat')).toHaveValue(person.address);
    await address.field('alamat').fill('Jl 5');
    await address.submit();
    await address.showsError('alamat');
    await periksa(page);
    await address.field('alamat').fill('Jalan Kenanga 9');
    await address.chooseRegions({ provinsi: '31', kabupaten: '31.71', kecamatan: '31.71.01' });
    await expect(address.field('alamat')).toHaveValue('Jalan Kenanga 9');
    await address.submit();
    await profile.isShown();
    await expect(profile.status).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Jalan Kenanga 9');
    await periksa(page);

    const education = part('/profil/pendidikan');
    await profile.changes(education.path).click();
    await education.isShown();
    await education.submit();
    await education.showsError('pendidikan');
    await education.field('pendidikan').selectOption('smk');
    await education.choose(education.radio('masih_sekolah', 'tidak'));
    await periksa(page);
    await education.submit();
    await profile.isShown();

    const work = part('/profil/pekerjaan');
    await profile.changes(work.path).click();
    await work.isShown();
    await work.field('pekerjaan').selectOption('bekerja');
    await work.submit();
    await work.showsError('bidang');
    await expect(work.field('pekerjaan')).toHaveValue('bekerja');
    await periksa(page);
    await work.field('bidang').fill('Penjahit');
    await work.submit();
    await profile.isShown();

    const skills = part('/profil/keahlian');
    await profile.changes(skills.path).click();
    await skills.isShown();
    await skills.field('keahlian').fill(Array.from({ length: 21 }, (_, index) => `Keahlian ${index}`).join('\n'));
    await skills.submit();
    await skills.showsError('keahlian');
    await expect(skills.field('keahlian')).toHaveValue(/Keahlian 20/);
    await periksa(page);
    await skills.field('keahlian').fill('Menjahit\nMicrosoft Excel');
    await skills.submit();
    await profile.isShown();
    await expect(page.getByRole('main')).toContainText('Menjahit, Microsoft Excel');

    await page.locator('main a[href="/profil/riwayat"]').click();
    await expect(page.getByRole('main')).toContainText(person.address);
    await expect(page.getByRole('main')).toContainText('Jalan Kenanga 9');
    await periksa(page);
  });
}

test('[3-profile.2] two tabs keep what each of them saves, and a late save is told with both in sight', async ({ visitor, guard, newPerson, periksa }) => {
  guard.expectStatus(409);
  const person = newPerson();
  await visitor.isRegistered(person);
  const other = await visitor.opensTab();
  const mine = pagesOf(visitor).part('/profil/keahlian');
  const theirs = pagesOf(other).part('/profil/keahlian');
  await mine.open();
  const theirWork = pagesOf(other).part('/profil/pekerjaan');
  await theirWork.open();
  await theirWork.field('pekerjaan').selectOption('mencari_kerja');
  await theirWork.submit();
  await theirs.open();
  await theirs.field('keahlian').fill('Menjahit');
  await theirs.submit();
  await pagesOf(other).profile.isShown();

  await mine.field('keahlian').fill('Las listrik');
  await mine.submit();
  await mine.isShown();
  await expect(mine.field('keahlian')).toHaveValue('Las listrik');
  await expect(visitor.page.getByRole('main')).toContainText('Menjahit');
  await periksa(visitor.page);
  await mine.submit();
  const { profile } = pagesOf(visitor);
  await profile.isShown();
  await expect(visitor.page.getByRole('main')).toContainText('Las listrik');
  await expect(visitor.page.getByRole('main')).toContainText(/Mencari kerja|Looking for work/);
});

test('[3-profile.3] a name that differs is corrected here, and the registry is asked again with one button', async ({ visitor, guard, newPerson, periksa }) => {
  guard.expectStatus(422);
  const person = newPerson({ serial: 9002 });
  await visitor.startsRegistration(person);
  await visitor.provesMailbox(person);
  await visitor.fillsInPersonalData(person);
  await visitor.registerData.showsError('nama');
  await visitor.registerData.submit();
  await visitor.dashboard.isShown(person.firstName);
  const { profile, part } = pagesOf(visitor);
  await visitor.page.locator('main a[href="/profil"]').first().click();
  await profile.isShown();
  await periksa(visitor.page);
  await profile.checkAgain();
  await profile.isShown();
  await expect(profile.status).toBeVisible();
  await periksa(visitor.page);

  const data = part('/profil/data-diri');
  await profile.changes(data.path).click();
  await data.isShown();
  await data.field('nama').fill(`${person.firstName} Betul`);
  await data.submit();
  await data.showsError('nama');
  await expect(data.field('nama')).toHaveValue(`${person.firstName} Betul`);
  await periksa(visitor.page);
  await data.submit();
  await profile.isShown();
  await expect(visitor.page.getByRole('main')).toContainText(`${person.firstName} Betul`);
});

test('[3-profile.4] the NIK shows in full after fresh proof only, and once for each press', async ({ visitor, guard, newPerson, portal, periksa }) => {
  guard.expectStatus(403);
  const person = newPerson();
  await visitor.isRegistered(person);
  const { profile, proof, proofCode } = pagesOf(visitor);
  const full = person.nik.replace(/(\d{4})(?=\d)/g, '$1 ');
  await profile.open();
  await expect(visitor.page.getByRole('main')).not.toContainText(full);
  await profile.askForNik();
  await proof.isShown();
  await proof.give(person.password);
  await proofCode.isShown();
  await proofCode.enter(await portal.mailbox.code(person.email));
  await expect(visitor.page).toHaveURL(({ pathname }) => pathname === '/profil/nik');
  await periksa(visitor.page);
  await profile.askForNik();
  await expect(visitor.page.getByRole('main')).toContainText(full);
  await periksa(visitor.page);
  await visitor.page.goto('/profil/nik');
  await expect(visitor.page.getByRole('main')).not.toContainText(full);
  await visitor.page.goto('/akun/riwayat');
  await expect(visitor.page.getByRole('main')).toContainText('NIK lengkap dilihat');
});
