import { AcceptPage, AuthenticatorPage, InvitationPage, OfficeCodePage, OfficeProofPage, OfficeSignInPage, StaffPage } from './pages/office-page.ts';
import { OfficePeoplePage, OfficePersonPage } from './pages/office-people-page.ts';
import { Camera, looks } from './support/camera.ts';
import { expect, test } from './support/fixtures.ts';
import { demoStaff, nextValue } from './support/office.ts';

test.use({ staffed: true });

for (const { name, ...look } of looks) {
  test.describe(name, () => {
    test.use(look);

    test(`[4.5] pictures of the back office, ${name}`, async ({ visitor, anotherVisitor, newPerson, portal, guard }) => {
      test.setTimeout(300_000);
      guard.expectStatus(403, 404, 422);
      const participant = newPerson();
      await visitor.isRegistered(participant);
      const staff = await anotherVisitor();
      const { page, powers } = staff;
      const camera = new Camera(page, name, 'kantor-');

      const administrator = await demoStaff(portal, 'administrator');
      const [signIn, code] = [new OfficeSignInPage(page, powers), new OfficeCodePage(page, powers)];
      await signIn.open();
      await camera.shoot('masuk');
      await signIn.enter(administrator);
      await code.isShown();
      await camera.shoot('kode');
      await code.enter(await nextValue(portal, administrator.key));
      await expect(page).toHaveURL(({ pathname }) => pathname === '/kantor');
      await camera.shoot('ringkasan');
      await page.goto('/kantor/staf');
      await camera.shoot('staf');
      const invited = newPerson();
      await new StaffPage(page, powers).invite(invited.email, 'support');
      const guest = await anotherVisitor();
      const door = new Camera(guest.page, name, 'undangan-');
      const invitation = new InvitationPage(guest.page);
      await invitation.open(await portal.mailbox.link(invited.email, '/kantor/undangan'));
      await door.shoot('tautan');
      await invitation.accept();
      const accept = new AcceptPage(guest.page, guest.powers);
      await accept.isShown();
      await door.shoot('nama');
      await accept.give(invited);
      await new AuthenticatorPage(guest.page, guest.powers).isShown();
      await door.shoot('aplikasi');
      await page.goto('/kantor/tidak-ada');
      await camera.shoot('tidak-ada');
      await staff.page.context().clearCookies();

      const support = await demoStaff(portal, 'support');
      await signIn.open();
      await signIn.enter(support);
      await code.isShown();
      await code.enter(await nextValue(portal, support.key));
      await expect(page).toHaveURL(({ pathname }) => pathname === '/kantor');
      const [people, person] = [new OfficePeoplePage(page, powers), new OfficePersonPage(page, powers)];
      await people.open();
      await camera.shoot('peserta');
      await people.search(participant.name);
      await people.showsError('cari');
      await camera.shoot('peserta-galat');
      await people.search(participant.nik);
      await person.isShown();
      await camera.shoot('satu-peserta');
      await person.openFull('ticket', 'TJ-20418');
      await expect(person.closeForm).toBeVisible();
      await camera.shoot('data-lengkap');
      await portal.clock.forward(5 * 60);
      await person.closeFull();
      await person.openFull('ticket', 'TJ-20418');
      await new OfficeProofPage(page, powers).isShown();
      await camera.shoot('konfirmasi');
      await page.context().clearCookies();

      const officer = await demoStaff(portal, 'programme_officer');
      await signIn.open();
      await signIn.enter(officer);
      await code.isShown();
      await code.enter(await nextValue(portal, officer.key));
      await people.open();
      await people.search(participant.phone);
      await person.isShown();
      await camera.shoot('tangguhkan');
      await person.suspend('misuse');
      await person.isShown();
      await camera.shoot('ditangguhkan');
    });
  });
}
