import { FormPage } from './form-page.ts';

export class ForgotPage extends FormPage {
  readonly path = '/lupa-password';
  protected readonly mark = 'email';

  async ask(email: string): Promise<void> {
    await this.field('email').fill(email);
    await this.solveCaptcha();
    await this.submit();
  }
}
