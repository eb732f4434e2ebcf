import { expect, test } from '../support/fixtures.ts';

test('a session that ended by itself is explained', async ({ visitor, newPerson, portal, periksa, page }) => {
  await visitor.isRegistered(newPerson());
  await portal.clock.forward(16 * 60);
  await visitor.dashboard.open();
  await visitor.signIn.isShown();
  await page.locator('main a[href="/masuk/berakhir"]').click();
  await expect(page).toHaveURL(({ pathname }) => pathname === '/masuk/berakhir');
  await expect(page.getByRole('main')).toContainText('15 menit');
  await periksa(page);
  await page.locator(`main a[href="${visitor.signIn.path}"]`).click();
  await visitor.signIn.isShown();
});

test('a lock leads to the page that explains it, and a new password opens it at once', async ({ visitor, guard, newPerson, portal, periksa, page }) => {
  guard.expectStatus(422, 429);
  const person = newPerson();
  await visitor.isRegistered(person);
  await visitor.dashboard.signOut();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await visitor.startsSigningIn({ ...person, password: 'bukan-password-saya' });
    await visitor.signIn.showsError('password');
  }
  await visitor.startsSigningIn(person);
  // Without the program the post itself leads there.
  if (visitor.powers.program) {
    await expect(page.locator('main .summary')).toContainText(/\d+ menit/);
    await periksa(page);
    await page.locator('main a[href="/masuk/terkunci"]').click();
  }
  await expect(page).toHaveURL(({ pathname }) => pathname === '/masuk/terkunci');
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

for (const lang of ['id', 'en'] as const) {
  test(`the owner of a suspended account is told why and until when, after password and code (${lang})`, { tag: '@dua-proses' }, async ({
    visitor,
    newPerson,
    portal,
    periksa,
    page,
  }) => {
    const person = newPerson();
    await page.goto(`/?lang=${lang}`);
    await visitor.isRegistered(person);
    await visitor.dashboard.signOut();
    const until = Date.now() + 30 * 86_400_000;
    portal.changes(
      `UPDATE account SET status = 'suspended', suspended_reason = 'false_data', suspended_until = ${until}
       WHERE id = (SELECT id FROM account ORDER BY created_at DESC LIMIT 1)`,
    );
    await visitor.startsSigningIn(person);
    await visitor.signInCode.isShown();
    await visitor.signInCode.enter(await portal.mailbox.code(person.email));
    await expect(page).toHaveURL(({ pathname }) => pathname === '/masuk/ditangguhkan');
    const year = String(new Date(until).getFullYear());
    await expect(page.getByRole('main')).toContainText(lang === 'id' ? /Alasan: sebagian data/ : /Reason: some of this account's data/);
    await expect(page.getByRole('main')).toContainText(year);
    await periksa(page);
    await visitor.dashboard.open();
    await visitor.signIn.isShown();
  });
}
