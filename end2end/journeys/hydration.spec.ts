import type { Page } from '@playwright/test';
import { arrive } from '../support/arrive.ts';
import { expect, test } from '../support/fixtures.ts';
import { Moment } from '../support/moment.ts';

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
