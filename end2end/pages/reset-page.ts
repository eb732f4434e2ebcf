import type { Locator } from '@playwright/test';
import { FormPage } from './form-page.ts';

export class ResetPage extends FormPage {
  readonly path = '/atur-ulang';
  protected readonly mark = 'password_baru';

  get passwordField(): Locator {
    return this.field('password_baru');
  }

  async choosePassword(password: string): Promise<void> {
    await this.passwordField.fill(password);
    await this.submit();
  }
}
