import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';

// The guard that every browser test has, in front of pages that do what none may do.

const misdeeds: [what: string, done: (page: Page) => Promise<unknown>, complaint: RegExp][] = [
  [
    'runs what the policy refuses',
    (page) => page.evaluate(() => document.body.append(Object.assign(document.createElement('script'), { textContent: '0' }))),
    /^CSP: script-src\S* refuses inline /m,
  ],
  ['writes an error to the console', (page) => page.evaluate(() => console.error('ada yang salah')), /^console error: ada yang salah /m],
  [
    'throws what nobody catches',
    (page) => page.evaluate(() => void setTimeout(() => { throw new Error('tidak ditangkap'); })),
    /^page error: .*tidak ditangkap/m,
  ],
  ['is refused what it asks for', (page) => page.evaluate(() => fetch('/tidak-ada').then(() => undefined)), /^console error: Failed to load resource: .* 404 /m],
];

for (const [what, done, complaint] of misdeeds) {
  test(`[4.1o] a browser test fails when its page ${what}`, async ({ page, guard }) => {
    await page.goto('/bantuan');
    await done(page);
    await expect.poll(() => guard.problems.join('\n')).toMatch(complaint);
    // All went well up to here: what fails the test now, as it has to, is the guard.
    test.fail();
  });
}
