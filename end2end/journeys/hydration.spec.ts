import type { Page } from '@playwright/test';
import { arrive } from '../support/arrive.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Guard } from '../support/guard.ts';
import { Moment } from '../support/moment.ts';
import { Visitor } from '../support/visitor.ts';

// A page's own chunk of the program arrives late, as on a slow line, while the person already uses the page.

interface Held {
  /** Resolves when the program has asked for its chunk: hydration is under way. */
  asked: Promise<void>;
  release: () => void;
}

async function holdChunks(page: Page): Promise<Held> {
  const asked = new Moment();
  const released = new Moment();
  await page.route(/\/pkg\/[^/]+\/chunk_\d+\.wasm$/, async (route) => {
    asked.now();
    await released.reached;
    // The page that asked may be gone.
    await route.continue().catch(() => undefined);
  });
  return { asked: asked.reached, release: released.now };
}

const isAlive = (page: Page): Promise<void> => expect(page.locator('html')).toHaveAttribute('data-siap', '');

test.describe('while a page hydrates', { tag: '@skrip' }, () => {
  test('[2.3] a tapped link leads to its page', async ({ visitor, newPerson, page }) => {
    const held = await holdChunks(page);
    await visitor.signIn.open();
    await visitor.signIn.field('email').click();
    await held.asked;
    await visitor.signIn.forgotLink.click();
    await visitor.forgot.isShown();
    held.release();
    await isAlive(page);
    await visitor.forgot.isShown();
    await visitor.forgot.ask(newPerson().email);
  });

  test('[2.3] a tapped link leads to its page also when the chunk arrives before that', async ({ visitor, newPerson, page }) => {
    const held = await holdChunks(page);
    const alive = new Moment();
    // A locator would wait for the navigation under way.
    await page.exposeFunction('__alive', alive.now);
    await page.addInitScript(() => {
      const tell = (window as unknown as { __alive(): void }).__alive;
      new MutationObserver(() => tell()).observe(document, { subtree: true, attributeFilter: ['data-siap'] });
    });
    const answered = new Moment();
    await page.route('**/lupa-password', async (route) => {
      if (route.request().isNavigationRequest()) await answered.reached;
      await route.continue();
    });
    await visitor.signIn.open();
    await visitor.signIn.field('email').click();
    await held.asked;
    const asked = page.waitForRequest((request) => request.isNavigationRequest() && request.url().endsWith('/lupa-password'));
    // The press counts as done when the navigation is.
    const pressed = visitor.signIn.forgotLink.click();
    await asked;
    held.release();
    await alive.reached;
    expect(new URL(page.url()).pathname, 'the page that was left has come alive first').toBe(visitor.signIn.path);
    answered.now();
    await pressed;
    await visitor.forgot.isShown();
    await isAlive(page);
    await visitor.forgot.ask(newPerson().email);
  });

  test('[2.3] a form that is sent arrives', async ({ visitor, newPerson, portal, page }) => {
    const person = newPerson();
    await visitor.isRegistered(person);
    await visitor.dashboard.signOut();
    const held = await holdChunks(page);
    await visitor.signIn.open();
    await visitor.signIn.fill(person);
    await held.asked;
    await arrive(visitor.signIn.submitButton);
    await visitor.signInCode.isShown();
    held.release();
    await isAlive(page);
    await visitor.signInCode.isShown();
    await visitor.signInCode.enter(await portal.mailbox.code(person.email));
    await visitor.dashboard.isShown(person.firstName);
  });

  test('[2.3] what is typed stays', async ({ visitor, guard, newPerson, page }) => {
    guard.expectStatus(422);
    const person = newPerson();
    const held = await holdChunks(page);
    await visitor.register.open();
    await visitor.register.fill(person);
    await held.asked;
    held.release();
    await isAlive(page);
    for (const name of ['email', 'nik', 'password'] as const) await expect(visitor.register.field(name)).toHaveValue(person[name]);
    await visitor.register.submit();
    await visitor.registerCode.isShown();
  });
});

/** The line breaks off before the program is there. Answers what resolves when a page has asked for it in vain. */
async function losesProgram(page: Page, guard: Guard): Promise<() => Promise<unknown>> {
  // The page before would break off in the middle if it had half of the program by now.
  if ((await page.locator('script[data-hydrate]').count()) > 0) await isAlive(page);
  guard.expectNoConnection();
  await page.route('**/*.wasm', (route) => route.abort('internetdisconnected'));
  return () => page.waitForEvent('requestfailed', (request) => request.url().endsWith('.wasm'));
}

/** Half an hour later the captcha on this page offers another challenge, and one press brings it. */
async function getsFreshChallenge({ signIn }: Visitor): Promise<void> {
  await signIn.solveCaptcha();
  const captcha = signIn.form.locator('[data-captcha]');
  const spent = String(await captcha.getAttribute('data-challenge'));
  await signIn.page.clock.fastForward('31:00');
  await signIn.form.getByRole('button', { name: 'Periksa lagi' }).click();
  await expect(captcha).not.toHaveAttribute('data-challenge', spent);
}

test.describe('when a page cannot hydrate', { tag: '@skrip' }, () => {
  // A service worker would fetch the program past the test.
  test.use({ serviceWorkers: 'block' });

  test('[2.3] the captcha still brings another challenge, and signing in is a plain post', async ({ guard, newPerson, portal, page }) => {
    const visitor = new Visitor(page, { scripts: true, program: false, patient: false }, portal.mailbox);
    const person = newPerson();
    await visitor.isRegistered(person);
    await visitor.dashboard.signOut();
    const inVain = await losesProgram(page, guard);
    await page.clock.install();
    const asked = inVain();
    await visitor.signIn.open();
    await visitor.signIn.field('email').click();
    await asked;
    await getsFreshChallenge(visitor);
    await expect(page.locator('html')).not.toHaveAttribute('data-siap');
    await visitor.signIn.fill(person);
    const posted = page.waitForRequest((request) => request.method() === 'POST');
    await visitor.signIn.submit();
    expect((await posted).isNavigationRequest(), 'a plain post').toBe(true);
    await visitor.signInCode.isShown();
    await visitor.signInCode.enter(await portal.mailbox.code(person.email));
    await visitor.dashboard.isShown(person.firstName);
  });

  test('[2.3] the captcha brings another challenge also when the program breaks off in the middle', async ({ visitor, page }) => {
    const held = await holdChunks(page);
    await page.clock.install();
    await visitor.signIn.open();
    await visitor.signIn.field('email').click();
    await held.asked;
    // What a panic in one of its tasks is to the page.
    await page.evaluate(() => dispatchEvent(new ErrorEvent('error')));
    await getsFreshChallenge(visitor);
    held.release();
  });

  test('[3.6b] the warning before the session ends is answered by one press all the same', async ({ visitor, guard, newPerson, portal, page }) => {
    const person = newPerson();
    await visitor.isRegistered(person);
    const inVain = await losesProgram(page, guard);
    await page.clock.install();
    const asked = inVain();
    await visitor.dashboard.open();
    await page.keyboard.press('Shift');
    await asked;
    const due = Number(await page.locator('[data-session]').getAttribute('data-seconds')) - 150;
    await portal.clock.forward(due + 2);
    await page.clock.fastForward((due + 2) * 1000);
    const warning = page.getByRole('dialog');
    await expect(warning).toBeVisible();
    await warning.getByRole('button', { name: 'Ya, tetap masuk' }).click();
    await expect(warning).toBeHidden();
    // Later than the first session would have lasted.
    await portal.clock.forward(10 * 60);
    await visitor.dashboard.open();
    await visitor.dashboard.isShown(person.firstName);
    await expect(page.locator('html')).not.toHaveAttribute('data-siap');
  });
});
