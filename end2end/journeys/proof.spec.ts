import { expect, test } from '../support/fixtures.ts';

for (const lang of ['id', 'en'] as const) {
  test(`Akun Saya leads to a new password over password and code (${lang})`, { tag: '@pokok' }, async ({ visitor, anotherVisitor, guard, newPerson, portal, periksa }) => {
    // The page behind the link refuses to open before the proof is given.
    guard.expectStatus(403, 422);
    const person = newPerson();
    await visitor.isRegistered(person);
    const other = await anotherVisitor();
    await other.isSignedIn(person);

    const { page, account, proof, proofCode, changePassword: change } = visitor;
    await page.goto(`/akun?lang=${lang}`);
    await account.isShown();
    await periksa(page);
    await account.changes('/akun/ubah-password').click();
    await proof.isShown();
    await periksa(page);
    await proof.give('bukan-password-saya');
    await proof.showsError('password');
    await periksa(page);
    await proof.give(person.password);
    await proofCode.isShown();
    await periksa(page);
    await proofCode.enter(await portal.mailbox.code(person.email));
    await change.isShown();
    await periksa(page);

    await change.change(person.password, person.password);
    await change.showsError('password_baru');
    await periksa(page);
    const password = `${person.password}-baru`;
    await change.change(person.password, password);
    await account.isShown();
    await expect(page.getByRole('status').first()).toBeVisible();
    await periksa(page);

    await other.dashboard.open();
    await other.signIn.isShown();
    await visitor.dashboard.open();
    await visitor.dashboard.isShown(person.firstName);
  });
}

test('proof holds for five minutes', async ({ visitor, newPerson, portal }) => {
  const person = newPerson();
  await visitor.isRegistered(person);
  const { proof, changePassword: change } = visitor;
  await visitor.page.goto(change.path);
  await visitor.givesProof(person);
  await change.isShown();
  await portal.clock.forward(5 * 60);
  await expect(async () => {
    await visitor.page.goto(change.path);
    await proof.isShown();
  }).toPass();
});

test('what to do about a code that does not come opens on the page itself', async ({ visitor, newPerson, periksa }) => {
  const person = newPerson();
  await visitor.startsRegistration(person);
  const answers = visitor.page.locator('main details');
  await expect(answers).toHaveCount(5);
  await answers.first().locator('summary').click();
  await expect(answers.first().locator('p')).toBeVisible();
  await periksa(visitor.page);
});

test('locked, suspended and expired are explained in both languages', async ({ page, periksa }) => {
  for (const lang of ['id', 'en']) {
    for (const path of ['/masuk/terkunci', '/masuk/ditangguhkan', '/masuk/berakhir']) {
      await page.goto(`${path}?lang=${lang}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      await periksa(page);
    }
  }
});

test('a plain form that meets a lock leads to the page that says until when', { tag: '@tanpa-skrip' }, async ({ visitor, anotherVisitor, guard, newPerson, periksa }) => {
  guard.expectStatus(422, 429);
  const person = newPerson();
  await visitor.isRegistered(person);
  const stranger = await anotherVisitor();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await stranger.startsSigningIn({ ...person, password: 'bukan-password-saya' });
    await stranger.signIn.showsError('password');
  }
  await stranger.startsSigningIn(person);
  await expect(stranger.page).toHaveURL(({ pathname }) => pathname === '/masuk/terkunci');
  await expect(stranger.page.getByRole('main')).toContainText(/Terkunci sampai \d{1,2} \p{L}+ \d{4} pukul \d\d\.\d\d WIB/u);
  await expect(stranger.page.locator('main a[href="/lupa-password"]').first()).toBeVisible();
  await periksa(stranger.page);
});
