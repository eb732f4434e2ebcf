import { expect, type Locator, type Page } from '@playwright/test';

/** "Akun Saya". */
export class AccountPage {
  readonly path = '/akun';

  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto(this.path);
    await this.isShown();
  }

  async isShown(): Promise<void> {
    await expect(this.page).toHaveURL(({ pathname }) => pathname === this.path);
    await expect(this.rows.first()).toBeVisible();
  }

  get rows(): Locator {
    return this.page.locator('main dl > div');
  }

  /** The link of the row that leads to this page. */
  changes(path: string): Locator {
    return this.page.locator(`main dl a[href="${path}"]`);
  }
}
