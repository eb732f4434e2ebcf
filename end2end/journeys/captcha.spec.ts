import { expect, test } from '../support/fixtures.ts';
import { Moment } from '../support/moment.ts';

test('[3.3] without scripts the sum is in sight, and nothing claims to be checking', { tag: '@tanpa-skrip' }, async ({ visitor, page }) => {
  // Nothing here may look at the page with axe first, which lets scripts run meanwhile.
  for (const form of [visitor.signIn, visitor.register, visitor.forgot]) {
    await form.open();
    const id = await form.field('captcha').getAttribute('id');
    await expect(form.form.locator(`label[for="${id}"]`)).toBeVisible();
    await expect(form.field('captcha')).toBeVisible();
    await expect(form.field('captcha')).toBeEditable();
    await expect(page.locator('.captcha-row')).toBeHidden();
    await expect(page.locator('.captcha-failed')).toBeHidden();
    // In the window, not only in the tree: a box without height counts as hidden to the eye.
    await form.field('captcha').scrollIntoViewIfNeeded();
    await expect(form.field('captcha')).toBeInViewport({ ratio: 0.9 });
  }
});

for (const [lang, working, done] of [
  ['id', 'Memeriksa…', 'Saya bukan robot'],
  ['en', 'Checking…', 'I am not a robot'],
] as const) {
  test(`[3.3] with scripts the check says when it is done, where it said that it was working (${lang})`, { tag: '@skrip' }, async ({ visitor, page, periksa }) => {
    await page.goto(`/bantuan?lang=${lang}`);
    const released = new Moment();
    await page.route('**/captcha.js', async (route) => {
      await released.reached;
      await route.continue();
    });
    await page.goto(visitor.signIn.path, { waitUntil: 'commit' });
    // A screen reader says what changes inside a status that was there before.
    const status = page.locator('.captcha-row').getByRole('status');
    await expect(status).toBeVisible();
    await expect(status).toContainText(working);
    const before = await status.elementHandle();
    released.now();
    await expect(status).toContainText(done);
    expect(await status.evaluate((now, then) => now === then, before), 'it is the same status').toBe(true);
    // The sum waits behind it, out of sight and out of the keyboard's way.
    await expect(visitor.signIn.field('captcha')).toBeHidden();
    await periksa(page);
  });
}

test('[3.3] where the check cannot run the sum comes forward', { tag: '@skrip' }, async ({ visitor, newPerson, page, guard }) => {
  guard.expectStatus(422);
  await page.route('**/captcha.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await visitor.signIn.open();
  await expect(visitor.signIn.field('captcha')).toBeVisible();
  const person = newPerson();
  await visitor.signIn.field('email').fill(person.email);
  await visitor.signIn.field('password').fill(person.password);
  await visitor.signIn.answerSum();
  await visitor.signIn.submit();
  // The sum was right: what is wrong is that nobody has this account.
  await visitor.signIn.showsError('password');
});
