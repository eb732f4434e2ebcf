import { expect, type Locator } from '@playwright/test';
import { FormPage } from './form-page.ts';

export class ForgotPage extends FormPage {
  readonly path = '/lupa-password';
  protected readonly mark = 'email';

  /** Other forms ask for an e-mail too, and one of them stands where this one comes after a link is followed. */
  override get form(): Locator {
    return this.page.locator('form[action$="/forgot"]');
  }

  /** Asks for a link; the answer, which takes the form's place, is the same for every address. */
  async ask(email: string): Promise<void> {
    await this.field('email').fill(email);
    await this.solveCaptcha();
    await this.submit();
    await expect(this.form).toHaveCount(0);
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible();
  }
}
