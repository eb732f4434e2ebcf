import { expect, type Locator, type Page } from '@playwright/test';
import { arrive } from '../support/arrive.ts';
import { CodePage } from './code-page.ts';
import { FormPage } from './form-page.ts';

const path = '/akun/email';

/** "Ganti email" before a code was sent. */
export class EmailPage extends FormPage {
  readonly path = path;
  protected readonly mark = 'email';

  async sendCodeTo(address: string): Promise<void> {
    await this.field('email').fill(address);
    await this.submit();
  }

  /** The account's address. */
  get present(): Locator {
    return this.page.locator('main dl > div').first();
  }
}

/** The same page while a code is awaited. */
export class EmailCodePage extends CodePage {
  readonly path = path;
}

/** What a link in a security mail opens: one button, and looking changes nothing. */
export class LinkPage {
  constructor(
    readonly page: Page,
    /** Of the address: `/email/batal`, `/bukan-saya`. */
    readonly head: string,
  ) {}

  get button(): Locator {
    return this.page.locator('main form button');
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await expect(this.page).toHaveURL(({ pathname }) => pathname.startsWith(`${this.head}/`));
  }

  async press(): Promise<void> {
    await arrive(this.button);
  }

  /** The link is used up or too old, and the page says how to go on. */
  async isDead(): Promise<void> {
    await expect(this.button).toHaveCount(0);
    await expect(this.page.locator('main a[href="/lupa-password"]')).toBeVisible();
  }
}
