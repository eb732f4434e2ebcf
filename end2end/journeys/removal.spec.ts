import { ProofCodePage } from '../pages/code-page.ts';
import { ProofPage } from '../pages/proof-page.ts';
import { CancelRemovalPage, RemovalPage } from '../pages/removal-page.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Mailbox } from '../support/mailbox.ts';
import type { Person } from '../support/person.ts';
import type { Visitor } from '../support/visitor.ts';

const pagesOf = ({ page, powers }: Visitor) => ({
  proof: new ProofPage(page, powers),
  proofCode: new ProofCodePage(page, powers),
  removal: new RemovalPage(page, powers),
  cancel: new CancelRemovalPage(page, powers),
});

/** From anywhere inside to the page that asks for the word. */
async function opensRemoval(visitor: Visitor, person: Person, mailbox: Mailbox): Promise<void> {
  const { proof, proofCode, removal } = pagesOf(visitor);
  await visitor.page.goto(removal.path);
  await proof.isShown();
  await proof.give(person.password);
  await proofCode.isShown();
  await proofCode.enter(await mailbox.code(person.email));
  await removal.isShown();
}

const isOut = async ({ page }: Visitor): Promise<void> => {
  await expect(page).toHaveURL(({ pathname }) => pathname === '/masuk/dihapus');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
};

for (const lang of ['id', 'en'] as const) {
  test(`an account is removed, and the mail's link takes it back (${lang})`, async ({ visitor, anotherVisitor, guard, newPerson, portal, periksa }) => {
    guard.expectStatus(403, 422);
    const person = newPerson();
    await visitor.isRegistered(person);
    const other = await anotherVisitor();
    await other.isSignedIn(person);
    const { page } = visitor;
    const { removal } = pagesOf(visitor);
    await page.goto(`/akun?lang=${lang}`);
    await expect(page.locator(`main a[href="${removal.path}"]`)).toBeVisible();
    await opensRemoval(visitor, person, portal.mailbox);
    await periksa(page);
    await removal.ask('hapus akun');
    await removal.showsError('kata');
    await periksa(page);
    await removal.ask('hapus');
    await isOut(visitor);
    await periksa(page);

    const link = await portal.mailbox.link(person.email, '/hapus/batal');
    await other.dashboard.open();
    await other.signIn.isShown();
    await other.startsSigningIn(person);
    await other.signInCode.isShown();
    await other.signInCode.enter(await portal.mailbox.code(person.email));
    await isOut(other);
    await periksa(other.page);

    const owner = await anotherVisitor();
    await owner.page.goto(link);
    const { cancel } = pagesOf(owner);
    await expect(cancel.button).toBeVisible();
    await periksa(owner.page);
    await cancel.press();
    await owner.signIn.isShown();
    await expect(owner.page.getByRole('status').first()).toBeVisible();
    await owner.page.goto(link);
    await expect(cancel.button, 'the link works once').toHaveCount(0);
    await periksa(owner.page);
    await owner.signsIn(person);
  });
}

test('after a day it cannot be taken back, and address and NIK are free again', async ({ visitor, anotherVisitor, guard, newPerson, portal }) => {
  guard.expectStatus(401, 403, 409, 422);
  const person = newPerson();
  await visitor.isRegistered(person);
  const { removal } = pagesOf(visitor);
  await opensRemoval(visitor, person, portal.mailbox);
  await removal.askTwice('HAPUS');
  await isOut(visitor);
  const link = await portal.mailbox.link(person.email, '/hapus/batal');
  await portal.clock.forward(24 * 3600 + 1);
  const late = await anotherVisitor();
  await expect(async () => {
    await late.page.goto(link);
    await expect(late.page.locator('main a[href="/daftar"]').first()).toBeVisible();
    await expect(pagesOf(late).cancel.button).toHaveCount(0);
  }).toPass();

  // The server does so every minute; nobody needs to wait for that.
  const cleared = await portal.command('maintain');
  expect(cleared.status, cleared.text).toBe(0);
  await expect
    .poll(() => portal.mailbox.to(person.email).then((messages) => messages.filter((message) => message.purpose === 'removed').length), {
      message: 'the last mail',
      timeout: 30_000,
    })
    .toBe(1);
  const again = await anotherVisitor();
  await again.registers(person);
});
