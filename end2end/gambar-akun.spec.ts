import { ForgotEmailCodePage, ForgotEmailPage } from './pages/forgot-email-page.ts';
import { ProfilePage, ProfilePartPage } from './pages/profile-page.ts';
import { RemovalPage } from './pages/removal-page.ts';
import { AppSetupPage, SecurityPage } from './pages/security-page.ts';
import { Authenticator } from './support/authenticator.ts';
import { Camera, looks } from './support/camera.ts';
import { expect, test } from './support/fixtures.ts';

for (const { name, ...look } of looks) {
  test.describe(name, () => {
    test.use(look);

    test(`[4.5] pictures of profile, second step, recovery and removal, ${name}`, async ({ visitor, anotherVisitor, newPerson, portal, guard, page }) => {
      test.setTimeout(300_000);
      guard.expectStatus(403, 422);
      const camera = new Camera(page, name, 'profil-');
      const person = newPerson();
      await visitor.isProven(person);

      const profile = new ProfilePage(page);
      await profile.open();
      await camera.shoot('profil');
      for (const part of ['alamat', 'pendidikan', 'pekerjaan', 'keahlian']) {
        await page.goto(`/profil/${part}`);
        await camera.shoot(part);
      }
      const address = new ProfilePartPage(page, visitor.powers, '/profil/alamat');
      await address.open();
      await address.field('alamat').fill('Jl 5');
      await address.submit();
      await address.showsError('alamat');
      await camera.shoot('alamat-galat');
      await address.field('alamat').fill('Jalan Percobaan 14 RT 03 RW 04');
      await address.submit();
      await profile.isShown();
      await camera.shoot('profil-disimpan');
      await page.goto('/profil/riwayat');
      await camera.shoot('riwayat');
      await page.goto('/profil/nik');
      await camera.shoot('nik');

      const security = new SecurityPage(page);
      await security.open();
      await camera.shoot('keamanan');
      await security.begins();
      const setup = new AppSetupPage(page, visitor.powers);
      await setup.isShown();
      await camera.shoot('keamanan-pasang');
      const app = new Authenticator(await setup.key());
      await setup.enter('000000');
      await camera.shoot('keamanan-galat');
      await setup.enter(app.value(await portal.clock.now()));
      await security.isShown();
      await camera.shoot('keamanan-aktif');

      await page.goto('/akun');
      await camera.shoot('akun');
      await portal.clock.forward(30);
      const other = await anotherVisitor();
      await other.startsSigningIn(person);
      await other.signInCode.isShown();
      await camera.shoot('masuk-aplikasi', { shown: other.page });

      const forgotten = await anotherVisitor();
      const forgot = new ForgotEmailPage(forgotten.page, forgotten.powers);
      await forgot.open();
      await camera.shoot('lupa-email', { shown: forgotten.page });
      await forgot.ask(person);
      await new ForgotEmailCodePage(forgotten.page, forgotten.powers).isShown();
      await camera.shoot('lupa-email-kode', { shown: forgotten.page });

      await page.clock.install();
      await page.goto('/profil');
      await page.clock.fastForward('14:00');
      await expect(page.getByRole('dialog')).toBeVisible();
      await camera.shoot('sesi-peringatan', { fullPage: false });
      await page.clock.fastForward('03:00');
      await expect(page.getByRole('dialog').getByRole('link')).toBeVisible();
      await camera.shoot('sesi-berakhir', { fullPage: false });
      await page.clock.resume();

      const removal = new RemovalPage(page, visitor.powers);
      await removal.open();
      await camera.shoot('hapus');
      await removal.ask('hapus akun');
      await removal.showsError('kata');
      await camera.shoot('hapus-galat');
      await removal.ask('hapus');
      await expect(page).toHaveURL(({ pathname }) => pathname === '/masuk/dihapus');
      await camera.shoot('dihapus');
      await page.goto(await portal.mailbox.link(person.email, '/hapus/batal'));
      await camera.shoot('hapus-batal');
    });
  });
}
