import { expect, type Locator, type Page } from '@playwright/test';
import { arrive } from '../support/arrive.ts';

/** "Perangkat". */
export class DevicesPage {
  readonly path = '/akun/perangkat';

  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto(this.path);
    await this.isShown();
  }

  async isShown(): Promise<void> {
    await expect(this.page).toHaveURL(({ pathname }) => pathname === this.path);
    await expect(this.devices.first()).toBeVisible();
  }

  get devices(): Locator {
    return this.page.locator('main .checklist > li');
  }

  /** Signs out the first of the other devices. */
  async endOne(): Promise<void> {
    await arrive(this.page.locator('main form[action$="/device_end"] button').first());
  }

  async endOthers(): Promise<void> {
    await arrive(this.page.locator('main form[action$="/devices_end_others"] button'));
  }
}
