import { wrongCode } from '../support/code.ts';
import { expect, test } from '../support/fixtures.ts';

// All journeys run with pages and posts spread over two processes; these say which process answers what.
const [first, second] = [0, 1];

test.describe('two processes of one portal', { tag: '@dua-proses' }, () => {
  test.afterEach(({ portal }) => portal.answersFrom());

  test('[4.2] a code asked for on one is accepted on the other, which goes on from there', async ({ visitor, newPerson, portal }) => {
    const person = newPerson();
    portal.answersFrom(first);
    await visitor.startsRegistration(person);
    portal.answersFrom(second);
    await visitor.provesMailbox(person);
    portal.answersFrom(first);
    await visitor.fillsInPersonalData(person);
    portal.answersFrom(second);
    await visitor.dashboard.open();
    await visitor.dashboard.isShown(person.firstName);
  });

  test('[4.2] a wrong guess on one counts on the other', async ({ visitor, guard, newPerson, portal }) => {
    guard.expectStatus(422, 429);
    const person = newPerson();
    portal.answersFrom(first);
    await visitor.startsRegistration(person);
    const code = await portal.mailbox.code(person.email);
    const wrong = wrongCode(code);
    for (const [process, guess] of [[first, wrong], [second, wrong], [first, wrong], [second, wrong], [first, wrong], [second, code]] as const) {
      portal.answersFrom(process);
      await visitor.registerCode.enter(guess);
      await visitor.registerCode.showsError('kode');
    }
  });

  test('[4.2] signed in through one, continued on the other', async ({ visitor, anotherVisitor, newPerson, portal }) => {
    const person = newPerson();
    await visitor.registers(person);
    const other = await anotherVisitor();
    portal.answersFrom(second);
    await other.startsSigningIn(person);
    await other.signInCode.isShown();
    portal.answersFrom(first);
    await other.signInCode.enter(await portal.mailbox.code(person.email));
    await other.dashboard.isShown(person.firstName);
    portal.answersFrom(second);
    await other.dashboard.open();
    await other.dashboard.isShown(person.firstName);
  });

  test('[4.2] signed out on one, refused on the other at once', async ({ visitor, newPerson, portal, page }) => {
    await visitor.isRegistered(newPerson());
    const cookies = await page.context().cookies(portal.url);
    portal.answersFrom(second);
    await visitor.dashboard.open();
    portal.answersFrom(first);
    await visitor.dashboard.signOut();
    // With the old cookie, as somebody would who kept a copy.
    await page.context().addCookies(cookies);
    portal.answersFrom(second);
    await visitor.dashboard.open();
    await visitor.signIn.isShown();
  });

  test('[4.2] a password replaced on one ends the sessions on the other at once', async ({ visitor, anotherVisitor, guard, newPerson, portal }) => {
    guard.expectStatus(422);
    const person = newPerson();
    await visitor.isRegistered(person);
    portal.answersFrom(second);
    await visitor.dashboard.open();

    portal.answersFrom(first);
    const other = await anotherVisitor();
    await other.forgot.open();
    await other.forgot.ask(person.email);
    await other.page.goto(await portal.mailbox.link(person.email, '/atur-ulang'));
    const password = `${person.password}-baru`;
    await other.reset.choosePassword(password);
    await other.signIn.isShown();

    portal.answersFrom(second);
    await visitor.dashboard.open();
    await visitor.signIn.isShown();
    await visitor.startsSigningIn(person);
    await visitor.signIn.showsError('password');
    await visitor.signsIn({ ...person, password });
  });

  test('[4.2] the clock moved through one is followed by the other within a second', async ({ portal }) => {
    const [mover, follower] = portal.servers;
    if (!mover || !follower) throw new Error('two processes are needed');
    const then = (await follower.now()) + 3_600_000;
    await portal.clock.push(mover.url, 3_600);
    // From the answer on; asking takes time of its own on a busy machine.
    await expect.poll(() => follower.now(), { timeout: 2_500, intervals: [50] }).toBeGreaterThanOrEqual(then);
  });
});
