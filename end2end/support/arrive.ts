import { expect, type Locator, type Response } from '@playwright/test';

/** Whether a refusal told the program to go elsewhere; `undefined` when its body could not be read, as when its page is gone. */
const leadsAway = (refusal: Response): Promise<boolean | undefined> =>
  refusal.json().then(
    (fault: { goto?: string }) => fault.goto !== undefined,
    () => undefined,
  );

/**
 * Presses a button that posts, and returns when what comes of it is there: another document, loaded, or the refusal on this one.
 * Whoever goes on earlier collides with the navigation under way, or types into a page that is about to go.
 */
export async function arrive(button: Locator, press: () => Promise<void> = () => button.click()): Promise<void> {
  const page = button.page();
  const action = (await button.getAttribute('formaction')) ?? (await button.locator('xpath=ancestor::form').getAttribute('action'));
  const answered = page.waitForResponse((response) => response.request().method() === 'POST' && new URL(response.url()).pathname === action);
  const replaced = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
  // A refusal leaves the page where it is, and nobody waits for this one.
  replaced.catch(() => undefined);
  const [answer] = await Promise.all([answered, press()]);
  const idle = (): Promise<void> => expect(button).not.toHaveAttribute('aria-busy', 'true');
  const leaves = answer.request().isNavigationRequest() || answer.ok() || (await leadsAway(answer));
  if (leaves === undefined) await Promise.race([replaced, idle()]);
  else await (leaves ? replaced : idle());
  // A page that stays has long been loaded.
  await page.waitForLoadState('load');
}
