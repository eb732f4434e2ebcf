import type { Locator } from '@playwright/test';
import { arrive } from '../support/arrive.ts';
import { FormPage } from './form-page.ts';

/** "Hapus Akun". */
export class RemovalPage extends FormPage {
  readonly path = '/akun/hapus';
  protected readonly mark = 'kata';

  async ask(word: string): Promise<void> {
    await this.field('kata').fill(word);
    await this.submit();
  }

  async askTwice(word: string): Promise<void> {
    await this.field('kata').fill(word);
    await this.submitTwice();
  }
}

/** The page behind the link of its mail. */
export class CancelRemovalPage extends FormPage {
  readonly path = '/hapus/batal';
  protected readonly mark = 'token';

  get button(): Locator {
    return this.page.locator('form[action="/api/account/removal_cancel"] button');
  }

  async press(): Promise<void> {
    await arrive(this.button);
  }
}
