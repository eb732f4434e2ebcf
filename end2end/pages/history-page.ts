import { expect, type Locator, type Page } from '@playwright/test';
import { arrive } from '../support/arrive.ts';

/** "Riwayat keamanan". */
export class HistoryPage {
  readonly path = '/akun/riwayat';

  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto(this.path);
    await this.isShown();
  }

  async isShown(): Promise<void> {
    await expect(this.page).toHaveURL(({ pathname, search }) => pathname === this.path && !search.includes('bukan='));
    await expect(this.events.first()).toBeVisible();
  }

  get events(): Locator {
    return this.page.locator('main .checklist > li');
  }

  event(words: string | RegExp): Locator {
    return this.events.filter({ hasText: words });
  }

  /** "Ini bukan saya" beside an event, which only asks. */
  async disavows(event: Locator): Promise<void> {
    await event.getByRole('link').click();
    await expect(this.page).toHaveURL(({ search }) => search.includes('bukan='));
    await expect(this.button).toBeVisible();
  }

  /** The button that acts. */
  get button(): Locator {
    return this.page.locator('main form[action="/api/account/disavow_event"] button');
  }

  async goesBack(): Promise<void> {
    await this.page.locator('main form[action="/api/account/disavow_event"] a').click();
    await this.isShown();
  }

  async confirms(): Promise<void> {
    await arrive(this.button);
  }
}
