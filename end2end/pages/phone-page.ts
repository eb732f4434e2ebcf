import { expect, type Locator } from '@playwright/test';
import { arrive } from '../support/arrive.ts';
import { CodePage } from './code-page.ts';
import { FormPage } from './form-page.ts';

const path = '/akun/nomor-telepon';

/** "Ganti Nomor Telepon" before a code was sent. */
export class PhonePage extends FormPage {
  readonly path = path;
  protected readonly mark = 'telepon';

  async sendCodeTo(number: string): Promise<void> {
    await this.field('telepon').fill(number);
    await this.submit();
  }

  /** Sends a code to the number given at registration. */
  async verifyPresent(): Promise<void> {
    await this.waits();
    await arrive(this.page.locator('form[action$="/phone_current"] button'));
  }

  /** The account's number and how it stands. */
  get present(): Locator {
    return this.page.locator('main dl > div').first();
  }

  async isVerified(ending: string): Promise<void> {
    await expect(this.present).toContainText(ending);
    await expect(this.present.locator('.tag.good')).toBeVisible();
  }
}

/** The same page while a code is awaited. */
export class PhoneCodePage extends CodePage {
  readonly path = path;

  async giveUp(): Promise<void> {
    await this.waits();
    await arrive(this.page.locator('form[action$="/phone_cancel"] button'));
  }
}
