import { expect } from '@playwright/test';
import { FormPage } from './form-page.ts';

/** The link of the registration mail: one button, and opening the page changes nothing. */
export class ContinuePage extends FormPage {
  readonly path = '/daftar/lanjut';
  protected readonly mark = 'token';

  override async isShown(): Promise<void> {
    await expect(this.page).toHaveURL(({ pathname }) => pathname.startsWith(`${this.path}/`));
    await expect(this.submitButton).toBeVisible();
  }
}
