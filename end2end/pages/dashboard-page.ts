import { expect, type Page } from '@playwright/test';
import { arrive } from '../support/arrive.ts';

export class DashboardPage {
  readonly path = '/dasbor';

  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto(this.path);
  }

  async isShown(firstName?: string): Promise<void> {
    await expect(this.page).toHaveURL(({ pathname }) => pathname === this.path);
    if (firstName) await expect(this.page.getByRole('main')).toContainText(firstName);
  }

  /** Presses "Keluar", which stands in a menu where there is little room. */
  async signOut(): Promise<void> {
    const button = this.page.getByRole('button', { name: /^(Keluar|Sign out)$/ }).filter({ visible: true }).first();
    if (!(await button.isVisible())) await this.page.locator('header summary').filter({ visible: true }).first().click();
    await arrive(button);
    await expect(this.page).not.toHaveURL(({ pathname }) => pathname === this.path);
  }
}
