import {
  AcceptPage,
  AuthenticatorPage,
  InvitationPage,
  OfficeCodePage,
  OfficePage,
  OfficeProofPage,
  OfficeSignInPage,
  StaffPage,
} from '../pages/office-page.ts';
import { Authenticator } from '../support/authenticator.ts';
import { wrongCode } from '../support/code.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';

const pagesOf = ({ page, powers }: Visitor) => ({
  invitation: new InvitationPage(page),
  accept: new AcceptPage(page, powers),
  authenticator: new AuthenticatorPage(page, powers),
  signIn: new OfficeSignInPage(page, powers),
  code: new OfficeCodePage(page, powers),
  proof: new OfficeProofPage(page, powers),
  staff: new StaffPage(page, powers),
  office: new OfficePage(page),
});

/** A value that was not used before: the clock goes on by one step. */
async function nextValue(portal: Portal, key: string): Promise<string> {
  await portal.clock.forward(30);
  return new Authenticator(key).value(await portal.now());
}

// One portal has one first administrator, so this is one journey: printed address, first administrator, colleague, and out again.
test('from the command line to a staffed office', async ({ visitor, anotherVisitor, guard, newPerson, portal, periksa }) => {
  guard.expectStatus(403, 409, 422);
  const [admin, colleague] = [newPerson(), newPerson()];
  const { page } = visitor;
  const { invitation, accept, authenticator, signIn, code, proof, staff, office } = pagesOf(visitor);

  const printed = await portal.command('admin', 'bootstrap');
  expect(printed.status, printed.text).toBe(0);
  const address = /^http\S+\/kantor\/undangan\/\S+$/m.exec(printed.text)?.[0] ?? '';
  await invitation.open(address);
  await periksa(page);
  await invitation.accept();
  await accept.isShown();
  await periksa(page);
  await accept.give({ ...admin, password: 'terlalu pendek' });
  await accept.showsError('password_baru');
  await periksa(page);
  await accept.give(admin);
  await authenticator.isShown();
  await expect(authenticator.picture).toBeVisible();
  await periksa(page);
  const key = await authenticator.key();
  portal.keepsSecret({ 'authenticator key': key.replace(/\s/g, '') });
  await authenticator.enter(new Authenticator(key).value(await portal.now()));
  await office.isShown(admin.name);
  await periksa(page);
  expect((await portal.command('admin', 'bootstrap')).status, 'there is an administrator').toBe(2);
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'kantor');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });

  // Granting a role needs fresh proof; what was typed waits for it.
  await office.place('/kantor/staf').click();
  await staff.isShown();
  await periksa(page);
  await portal.clock.forward(5 * 60);
  await staff.invite(colleague.email, 'auditor');
  await proof.isShown();
  await periksa(page);
  await proof.give(admin.password, await nextValue(portal, key));
  await staff.isShown();
  await expect(staff.field('email')).toHaveValue(colleague.email);
  await staff.invite(colleague.email, 'auditor');
  await staff.isShown();
  await expect(page.getByRole('status').first()).toBeVisible();
  await expect(staff.row(colleague.email)).toBeVisible();
  await periksa(page);

  const other = await anotherVisitor();
  const theirs = pagesOf(other);
  await other.page.goto('/kantor/masuk?lang=en');
  await theirs.signIn.isShown();
  await periksa(other.page);
  await theirs.invitation.open(await portal.mailbox.link(colleague.email, '/kantor/undangan'));
  await theirs.invitation.accept();
  await theirs.accept.give(colleague);
  await theirs.authenticator.isShown();
  const theirKey = await theirs.authenticator.key();
  await theirs.authenticator.enter(new Authenticator(theirKey).value(await portal.now()));
  await theirs.office.isShown(colleague.name);
  await theirs.office.place('/kantor/staf').click();
  await expect(other.page.locator('main table').first()).toContainText(admin.name);
  await expect(other.page.locator('main form'), 'an auditor changes nothing').toHaveCount(0);
  await periksa(other.page);

  await office.signOut();
  await signIn.isShown();
  await expect(page.getByRole('status').first()).toBeVisible();
  await periksa(page);
  await signIn.enter(admin);
  await code.isShown();
  await periksa(page);
  const value = await nextValue(portal, key);
  await code.enter(wrongCode(value));
  await code.showsError('kode');
  await code.enter(value);
  await office.isShown(admin.name);

  // Ending somebody's access holds at their next request.
  await office.place('/kantor/staf').click();
  await staff.endAccess(colleague.email);
  await staff.isShown();
  await other.page.goto('/kantor');
  await theirs.signIn.isShown();
});

test('a participant finds no way into the office', async ({ visitor, guard, newPerson, periksa }) => {
  guard.expectStatus(401, 403);
  await visitor.isRegistered(newPerson());
  for (const path of ['/kantor', '/kantor/staf', '/kantor/konfirmasi']) {
    await visitor.page.goto(path);
    await expect(visitor.page).toHaveURL(({ pathname }) => pathname === '/kantor/masuk');
  }
  await periksa(visitor.page);
});
