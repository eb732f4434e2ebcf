import { expect, test } from '../support/fixtures.ts';
import { inWib } from '../support/moment.ts';

test('a session that ended by itself is explained', async ({ visitor, newPerson, portal, periksa, page }) => {
  await visitor.isRegistered(newPerson());
  await portal.clock.forward(15 * 60 + 10);
  await visitor.dashboard.open();
  await visitor.signIn.isShown();
  await page.locator('main a[href="/masuk/berakhir"]').click();
  await expect(page).toHaveURL(({ pathname }) => pathname === '/masuk/berakhir');
  await expect(page.getByRole('main')).toContainText('15 menit');
  await periksa(page);
  await page.locator(`main a[href="${visitor.signIn.path}"]`).click();
  await visitor.signIn.isShown();
});

for (const [lang, minutes, until] of [
  ['id', /\d+ menit/, 'Terkunci sampai'],
  ['en', /\d+ minutes/, 'Locked until'],
] as const) {
  test(`a lock leads to the page that explains it and says until when, and a new password opens it at once (${lang})`, async ({
    visitor,
    guard,
    newPerson,
    portal,
    periksa,
    page,
  }) => {
    guard.expectStatus(422, 429);
    const person = newPerson();
    await visitor.isRegistered(person, lang);
    await visitor.dashboard.signOut();
    const fails = async (): Promise<void> => {
      await visitor.startsSigningIn({ ...person, password: 'bukan-password-saya' });
      await visitor.signIn.showsError('password');
    };
    for (let attempt = 0; attempt < 4; attempt += 1) await fails();
    const earliest = await portal.now();
    await fails();
    const latest = await portal.now();
    await visitor.startsSigningIn(person);
    // Without the program the post itself leads there.
    if (visitor.powers.program) {
      await expect(page.locator('main .summary')).toContainText(minutes);
      await periksa(page);
      await page.locator('main a[href="/masuk/terkunci"]').click();
    }
    await expect(page).toHaveURL(({ pathname }) => pathname === '/masuk/terkunci');
    const ends = [earliest, latest].map((then) => inWib(then + 15 * 60_000)).join('|');
    await expect(page.getByRole('main')).toContainText(new RegExp(`${until} [^.]* (${ends}) WIB`));
    await periksa(page);
    await page.locator(`main a[href="${visitor.forgot.path}"]`).click();
    await visitor.forgot.isShown();
    await visitor.forgot.ask(person.email);
    await page.goto(await portal.mailbox.link(person.email, '/atur-ulang'));
    const password = `${person.password}-baru`;
    await visitor.reset.choosePassword(password);
    await visitor.signIn.isShown();
    await visitor.signsIn({ ...person, password });
  });
}
