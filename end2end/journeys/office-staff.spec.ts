import { AcceptPage, AuthenticatorPage, InvitationPage, OfficePage, OfficeProofPage, StaffPage } from '../pages/office-page.ts';
import { Authenticator } from '../support/authenticator.ts';
import { wrongCode } from '../support/code.ts';
import { expect, test } from '../support/fixtures.ts';
import { demoStaff, entersOffice, nextValue } from '../support/office.ts';
import type { Visitor } from '../support/visitor.ts';

test.use({ staffed: true });

const pagesOf = ({ page, powers }: Visitor) => ({
  invitation: new InvitationPage(page),
  accept: new AcceptPage(page, powers),
  authenticator: new AuthenticatorPage(page, powers),
  proof: new OfficeProofPage(page, powers),
  staff: new StaffPage(page, powers),
  office: new OfficePage(page),
});

for (const lang of ['id', 'en'] as const) {
  test(`an invitation that is withdrawn opens nothing, and a wrong value neither proves nor enrols (${lang})`, async ({
    visitor,
    anotherVisitor,
    guard,
    newPerson,
    portal,
    periksa,
  }) => {
    guard.expectStatus(403, 404, 410, 422);
    const [first, second] = [newPerson(), newPerson()];
    const { page } = visitor;
    const { proof, staff } = pagesOf(visitor);
    const administrator = await demoStaff(portal, 'administrator');
    await page.goto(`/kantor/masuk?lang=${lang}`);
    await entersOffice(visitor, portal, administrator);
    await staff.open();
    await staff.invite(first.email, 'support');
    await staff.isShown();
    await expect(staff.row(first.email)).toBeVisible();

    // A wrong value with the right password is no proof.
    await portal.clock.forward(5 * 60);
    await staff.invite(second.email, 'support');
    await proof.isShown();
    const value = await nextValue(portal, administrator.key);
    await proof.give(administrator.password, wrongCode(value));
    await proof.showsError('kode');
    await periksa(page);
    await proof.give(administrator.password, value);
    await staff.isShown();
    await staff.invite(second.email, 'support');
    await expect(staff.row(second.email)).toBeVisible();
    await staff.withdraw(first.email);
    await staff.isShown();
    await expect(staff.row(first.email)).toHaveCount(0);
    await periksa(page);

    const guest = await anotherVisitor();
    const theirs = pagesOf(guest);
    await guest.page.goto(`/kantor/masuk?lang=${lang}`);
    await guest.page.goto(await portal.mailbox.link(first.email, '/kantor/undangan'));
    await expect(theirs.invitation.button).toHaveCount(0);
    await expect(guest.page.getByRole('heading', { level: 1 })).toBeVisible();
    await periksa(guest.page);

    await theirs.invitation.open(await portal.mailbox.link(second.email, '/kantor/undangan'));
    await theirs.invitation.accept();
    await theirs.accept.give(second);
    await theirs.authenticator.isShown();
    const app = new Authenticator(await theirs.authenticator.key());
    await theirs.authenticator.enter(wrongCode(app.value(await portal.now())));
    await theirs.authenticator.showsError('kode');
    await periksa(guest.page);
    await theirs.authenticator.enter(app.value(await portal.now()));
    await theirs.office.isShown(second.name);
  });
}
