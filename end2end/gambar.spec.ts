import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test } from './support/fixtures.ts';
import { pictureFolder } from './support/folders.ts';
import { codeIn, linkIn } from './support/mailbox.ts';
import { inE164, someNumber } from './support/person.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const desktop = { viewport: { width: 1280, height: 900 } };

const looks = [
  { name: 'ponsel', ...phone, colorScheme: 'light' },
  { name: 'meja', ...desktop, colorScheme: 'light' },
  { name: 'ponsel-gelap', ...phone, colorScheme: 'dark' },
  { name: 'meja-gelap', ...desktop, colorScheme: 'dark' },
] as const;

for (const { name, ...look } of looks) {
  test.describe(name, () => {
    test.use(look);

    test(`[4.5] pictures of every page, ${name}`, async ({ visitor, anotherVisitor, newPerson, portal, guard, page }) => {
      test.setTimeout(300_000);
      guard.expectStatus(404, 422);
      mkdirSync(pictureFolder, { recursive: true });
      let count = 0;
      const shoot = async (label: string, shown: Page = page): Promise<void> => {
        count += 1;
        await shown.waitForLoadState('networkidle');
        await shown.evaluate(() => document.fonts.ready.then(() => scrollTo(0, 0)));
        const file = `${String(count).padStart(2, '0')}-${label}-${name}.png`;
        await shown.screenshot({ path: join(pictureFolder, file), fullPage: true, animations: 'disabled' });
      };

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
        await shoot(label);
      }
      await page.goto('/?lang=id');

      const person = newPerson();
      await visitor.register.open();
      await shoot('daftar');
      await visitor.register.fill({ ...person, nik: person.nik.slice(0, 15), password: 'melati' });
      await visitor.register.submit();
      await visitor.register.showsError('nik');
      await shoot('daftar-galat');
      await visitor.startsRegistration(person);
      await shoot('daftar-kode');

      const mail = await portal.mailbox.next(person.email);
      const other = await anotherVisitor();
      await other.page.goto(linkIn(mail, '/daftar/lanjut') ?? 'the mail has no link');
      await shoot('daftar-lanjut', other.page);

      await visitor.registerCode.enter(codeIn(mail) ?? 'the mail has no code');
      await visitor.registerData.isShown();
      await shoot('data-diri');
      await visitor.registerData.submit();
      await visitor.registerData.showsError('nama');
      await shoot('data-diri-galat');
      await visitor.fillsInPersonalData(person);
      await visitor.dashboard.isShown(person.firstName);
      await shoot('dasbor');
      await visitor.dashboard.signOut();

      await visitor.signIn.open();
      await shoot('masuk');
      await visitor.signIn.fill({ ...person, password: 'bukan-password-saya' });
      await visitor.signIn.submit();
      await visitor.signIn.showsError('password');
      await shoot('masuk-galat');
      await visitor.startsSigningIn(person);
      await visitor.signInCode.isShown();
      await shoot('masuk-kode');

      await visitor.forgot.open();
      await shoot('lupa-password');
      await visitor.forgot.ask(person.email);
      await page.goto(await portal.mailbox.link(person.email, '/atur-ulang'));
      await visitor.reset.isShown();
      await shoot('atur-ulang');
      await page.goto('/sandbox');
      await shoot('sandbox');
    });
  });
}

for (const { name, lang, ...look } of [
  { ...looks[0], lang: 'id' },
  { ...looks[1], lang: 'id' },
  { ...looks[2], lang: 'id' },
  { ...looks[0], name: 'ponsel-inggris', lang: 'en' },
] as const) {
  test.describe(`the account, ${name}`, () => {
    test.use(look);

    test(`[4.5] pictures of Akun Saya and all that leads from it, ${name}`, async ({ visitor, anotherVisitor, newPerson, portal, guard, page }) => {
      test.setTimeout(300_000);
      guard.expectStatus(403, 422, 429);
      mkdirSync(pictureFolder, { recursive: true });
      let count = 0;
      const shoot = async (label: string, shown: Page = page): Promise<void> => {
        count += 1;
        await shown.waitForLoadState('networkidle');
        await shown.evaluate(() => document.fonts.ready.then(() => scrollTo(0, 0)));
        const file = `akun-${String(count).padStart(2, '0')}-${label}-${name}.png`;
        await shown.screenshot({ path: join(pictureFolder, file), fullPage: true, animations: 'disabled' });
      };

      const [person, number, address] = [newPerson(), someNumber(), newPerson().email];
      await page.goto(`/?lang=${lang}`);
      await visitor.isRegistered(person);
      await shoot('dasbor');
      const stranger = await anotherVisitor();
      await stranger.page.goto(`/?lang=${lang}`);
      await stranger.startsSigningIn({ ...person, password: 'bukan-password-saya' });
      await stranger.signIn.showsError('password');
      await stranger.isSignedIn(person);
      await visitor.account.open();
      await shoot('akun');
      await visitor.phone.open();
      await shoot('nomor');
      await visitor.phone.sendCodeTo(number);
      await visitor.proof.isShown();
      await shoot('konfirmasi');
      await visitor.proof.give(person.password);
      await visitor.proofCode.isShown();
      await shoot('konfirmasi-kode');
      await visitor.proofCode.enter(await portal.mailbox.code(person.email));
      await visitor.phone.isShown();
      await visitor.phone.sendCodeTo('0800 123 4567');
      await visitor.phone.showsError('telepon');
      await shoot('nomor-galat');
      await visitor.phone.sendCodeTo(number);
      await visitor.phoneCode.isShown();
      await shoot('nomor-kode');
      await visitor.phoneCode.enter(await portal.mailbox.code(inE164(number)));
      await visitor.phone.isVerified(number.slice(-3));
      await shoot('nomor-terverifikasi');
      await visitor.email.open();
      await shoot('email');
      await visitor.email.sendCodeTo(address);
      await visitor.emailCode.isShown();
      await shoot('email-kode');
      await visitor.devices.open();
      await shoot('perangkat');
      await visitor.emailCode.open();
      await visitor.emailCode.enter(await portal.mailbox.code(address));
      await visitor.email.isShown();
      await shoot('email-diganti');
      await visitor.devices.open();
      await shoot('perangkat-satu');
      await visitor.history.open();
      await shoot('riwayat');
      await visitor.history.disavows(visitor.history.events.first());
      await shoot('bukan-saya');
      await visitor.changePassword.open();
      await shoot('ubah-password');
      await visitor.changePassword.change(person.password, `${person.password}-baru`);
      await visitor.account.isShown();
      await shoot('akun-password-diubah');
      await visitor.dashboard.open();
      await shoot('dasbor-siap');

      const told = await portal.mailbox.next(person.email, ({ purpose }) => purpose === 'email_changed');
      await stranger.page.goto(linkIn(told, '/email/batal') ?? 'the mail has no link');
      await shoot('email-batal', stranger.page);
      const disavowal = await portal.mailbox.link(address, '/bukan-saya');
      await stranger.page.goto(disavowal);
      await shoot('tautan-bukan-saya', stranger.page);
      await stranger.page.goto(`/bukan-saya/${'A'.repeat(43)}`);
      await shoot('tautan-mati', stranger.page);
      for (const closed of ['terkunci', 'ditangguhkan', 'berakhir']) {
        await stranger.page.goto(`/masuk/${closed}`);
        await shoot(closed, stranger.page);
      }
    });
  });
}

test.describe('a new person, not verified', () => {
  for (const { name, ...look } of looks.filter((each) => each.colorScheme === 'light')) {
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
        mkdirSync(pictureFolder, { recursive: true });
        await page.waitForLoadState('networkidle');
        await page.screenshot({ path: join(pictureFolder, `dasbor-belum-terverifikasi-${name}.png`), fullPage: true, animations: 'disabled' });
      });
    });
  }
});
