import { Camera, looks } from './support/camera.ts';
import { test } from './support/fixtures.ts';
import { codeIn, linkIn } from './support/mailbox.ts';
import { inE164, someNumber } from './support/person.ts';

for (const { name, ...look } of looks) {
  test.describe(name, () => {
    test.use(look);

    test(`[4.5] pictures of every page, ${name}`, async ({ visitor, anotherVisitor, newPerson, portal, guard, page }) => {
      test.setTimeout(300_000);
      guard.expectStatus(404, 422);
      const camera = new Camera(page, name);

      for (const [label, path] of [
        ['beranda', '/'],
        ['bantuan', '/bantuan'],
        ['syarat-ketentuan', '/syarat-ketentuan'],
        ['privasi', '/privasi'],
        ['tidak-ada', '/tidak-ada'],
        ['komponen', '/sandbox/ui'],
        ['beranda-inggris', '/?lang=en'],
      ] as const) {
        await page.goto(path);
        await camera.shoot(label);
      }
      await page.goto('/?lang=id');

      const person = newPerson();
      await visitor.register.open();
      await camera.shoot('daftar');
      await visitor.register.fill({ ...person, nik: person.nik.slice(0, 15), password: 'melati' });
      await visitor.register.submit();
      await visitor.register.showsError('nik');
      await camera.shoot('daftar-galat');
      await visitor.startsRegistration(person);
      await camera.shoot('daftar-kode');

      const mail = await portal.mailbox.next(person.email);
      const other = await anotherVisitor();
      await other.page.goto(linkIn(mail, '/daftar/lanjut') ?? 'the mail has no link');
      await camera.shoot('daftar-lanjut', { shown: other.page });

      await visitor.registerCode.enter(codeIn(mail) ?? 'the mail has no code');
      await visitor.registerData.isShown();
      await camera.shoot('data-diri');
      await visitor.registerData.submit();
      await visitor.registerData.showsError('nama');
      await camera.shoot('data-diri-galat');
      await visitor.fillsInPersonalData(person);
      await visitor.dashboard.isShown(person.firstName);
      await camera.shoot('dasbor');
      await visitor.dashboard.signOut();

      await visitor.signIn.open();
      await camera.shoot('masuk');
      await visitor.signIn.fill({ ...person, password: 'bukan-password-saya' });
      await visitor.signIn.submit();
      await visitor.signIn.showsError('password');
      await camera.shoot('masuk-galat');
      await visitor.startsSigningIn(person);
      await visitor.signInCode.isShown();
      await camera.shoot('masuk-kode');

      await visitor.forgot.open();
      await camera.shoot('lupa-password');
      await visitor.forgot.ask(person.email);
      await page.goto(await portal.mailbox.link(person.email, '/atur-ulang'));
      await visitor.reset.isShown();
      await camera.shoot('atur-ulang');
      await page.goto('/sandbox');
      await camera.shoot('sandbox');
    });
  });
}

for (const { name, lang, ...look } of [
  ...looks.map((look) => ({ ...look, lang: 'id' as const })),
  { ...looks[0], name: 'ponsel-inggris', lang: 'en' },
] as const) {
  test.describe(`the account, ${name}`, () => {
    test.use(look);

    test(`[4.5] pictures of Akun Saya and all that leads from it, ${name}`, async ({ visitor, anotherVisitor, newPerson, portal, guard, page }) => {
      test.setTimeout(300_000);
      guard.expectStatus(403, 422, 429);
      const camera = new Camera(page, name, 'akun-');

      const [person, number, address] = [newPerson(), someNumber(), newPerson().email];
      await visitor.isRegistered(person, lang);
      await camera.shoot('dasbor');
      const stranger = await anotherVisitor();
      await stranger.page.goto(`/?lang=${lang}`);
      await stranger.startsSigningIn({ ...person, password: 'bukan-password-saya' });
      await stranger.signIn.showsError('password');
      await stranger.isSignedIn(person);
      await visitor.account.open();
      await camera.shoot('akun');
      await visitor.phone.open();
      await camera.shoot('nomor');
      await visitor.phone.sendCodeTo(number);
      await visitor.proof.isShown();
      await camera.shoot('konfirmasi');
      await visitor.proof.give(person.password);
      await visitor.proofCode.isShown();
      await camera.shoot('konfirmasi-kode');
      await visitor.proofCode.enter(await portal.mailbox.code(person.email));
      await visitor.phone.isShown();
      await visitor.phone.sendCodeTo('0800 123 4567');
      await visitor.phone.showsError('telepon');
      await camera.shoot('nomor-galat');
      await visitor.phone.sendCodeTo(number);
      await visitor.phoneCode.isShown();
      await camera.shoot('nomor-kode');
      await visitor.phoneCode.enter(await portal.mailbox.code(inE164(number)));
      await visitor.phone.isVerified(number.slice(-3));
      await camera.shoot('nomor-terverifikasi');
      await visitor.email.open();
      await camera.shoot('email');
      await visitor.email.sendCodeTo(address);
      await visitor.emailCode.isShown();
      await camera.shoot('email-kode');
      await visitor.devices.open();
      await camera.shoot('perangkat');
      await visitor.emailCode.open();
      await visitor.emailCode.enter(await portal.mailbox.code(address));
      await visitor.email.isShown();
      await camera.shoot('email-diganti');
      await visitor.devices.open();
      await camera.shoot('perangkat-satu');
      await visitor.history.open();
      await camera.shoot('riwayat');
      await visitor.history.disavows(visitor.history.events.first());
      await camera.shoot('bukan-saya');
      await visitor.changePassword.open();
      await camera.shoot('ubah-password');
      await visitor.changePassword.change(person.password, `${person.password}-baru`);
      await visitor.account.isShown();
      await camera.shoot('akun-password-diubah');
      await visitor.dashboard.open();
      await camera.shoot('dasbor-siap');

      const told = await portal.mailbox.next(person.email, ({ purpose }) => purpose === 'email_changed');
      await stranger.page.goto(linkIn(told, '/email/batal') ?? 'the mail has no link');
      await camera.shoot('email-batal', { shown: stranger.page });
      const disavowal = await portal.mailbox.link(address, '/bukan-saya');
      await stranger.page.goto(disavowal);
      await camera.shoot('tautan-bukan-saya', { shown: stranger.page });
      await stranger.page.goto(`/bukan-saya/${'A'.repeat(43)}`);
      await camera.shoot('tautan-mati', { shown: stranger.page });
      for (const closed of ['terkunci', 'ditangguhkan', 'berakhir']) {
        await stranger.page.goto(`/masuk/${closed}`);
        await camera.shoot(closed, { shown: stranger.page });
      }
    });
  });
}

test.describe('a new person, not verified', () => {
  for (const { name, ...look } of looks) {
    test.describe(name, () => {
      test.use(look);

      test(`[4.5] the dashboard of somebody whose name differs in the registry, ${name}`, async ({ visitor, newPerson, guard, page }) => {
        guard.expectStatus(422);
        const person = newPerson({ serial: 9002 });
        await visitor.startsRegistration(person);
        await visitor.provesMailbox(person);
        await visitor.fillsInPersonalData(person);
        await visitor.registerData.showsError('nama');
        await visitor.registerData.submit();
        await visitor.dashboard.isShown(person.firstName);
        const camera = new Camera(page, name, 'dasbor-');
        await camera.shoot('belum-terverifikasi');
        await page.goto('/profil/data-diri');
        await camera.shoot('data-diri');
      });
    });
  }
});
