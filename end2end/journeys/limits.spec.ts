import { availableParallelism } from 'node:os';
import { expect, test } from '../support/fixtures.ts';
import { gather } from '../support/crowd.ts';

for (const [lang, busy, limited] of [
  ['id', /Layanan sedang padat\. Coba lagi dalam \d+ detik/, /Terlalu banyak percobaan\. Coba lagi dalam \d+ menit/],
  ['en', /The service is busy\. Try again in \d+ seconds?/, /Too many tries\. Try again in \d+ minutes/],
] as const) {
  test(`[2.6] when more sign in than the portal can check, one is told so, loses nothing and gets in later (${lang})`, async ({
    visitor,
    guard,
    newPerson,
    periksa,
    page,
    portal,
    hasScripts,
  }) => {
    test.slow();
    guard.expectStatus(422, 503);
    const person = newPerson();
    await visitor.isRegistered(person);
    await visitor.dashboard.signOut();
    await page.goto(`/masuk?lang=${lang}`);
    await visitor.signIn.comesAlive();

    // Each process has a place for every core, and a line of 64 before them.
    const crowd = gather(portal.url, (availableParallelism() + 110) * portal.servers.length);
    const summary = page.locator('main .summary');
    let email = '';
    try {
      // With luck one still gets a place; then the password is wrong, and somebody else makes the next try, so that nobody is locked.
      await expect(async () => {
        const spent = hasScripts ? await visitor.signIn.proof() : '';
        email = newPerson().email;
        await visitor.signIn.field('email').fill(email);
        await visitor.signIn.field('password').fill('bukan-password-saya');
        await visitor.signIn.solveCaptcha();
        await visitor.signIn.submit();
        if (hasScripts) await visitor.signIn.solveCaptcha(spent);
        expect(await summary.innerText()).toMatch(busy);
      }).toPass({ intervals: [0], timeout: 120_000 });
    } finally {
      await crowd.leave();
    }
    await expect(page).toHaveTitle(/^Error:/);
    if (hasScripts) await expect(summary).toBeFocused();
    await expect(visitor.signIn.field('email')).toHaveValue(email);
    await periksa(page);

    await visitor.signIn.field('email').fill(person.email);
    await visitor.signIn.field('password').fill(person.password);
    if (!hasScripts) await visitor.signIn.solveCaptcha();
    await visitor.signIn.submit();
    await visitor.signInCode.isShown();
  });

  test(`[2.6] whoever asks too often is told how long to wait, and is then let through (${lang})`, async ({
    visitor,
    guard,
    newPerson,
    periksa,
    page,
    portal,
    hasScripts,
  }) => {
    guard.expectStatus(429);
    const { email } = newPerson();
    await page.goto(`/lupa-password?lang=${lang}`);
    for (let count = 0; count < 3; count += 1) {
      await visitor.forgot.open();
      await visitor.forgot.ask(email);
    }
    await visitor.forgot.open();
    await visitor.forgot.field('email').fill(email);
    await visitor.forgot.solveCaptcha();
    await visitor.forgot.submit();
    const summary = page.locator('main .summary');
    await expect(summary).toContainText(limited);
    await expect(page).toHaveTitle(/^Error:/);
    if (hasScripts) await expect(summary).toBeFocused();
    await expect(visitor.forgot.field('email')).toHaveValue(email);
    await periksa(page);

    await portal.clock.forward(5 * 60);
    await visitor.forgot.open();
    await visitor.forgot.ask(email);
  });
}
