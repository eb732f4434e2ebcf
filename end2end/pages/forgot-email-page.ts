import { FormPage } from './form-page.ts';
import { CodePage } from './code-page.ts';

/** Asks for NIK and name when the e-mail was forgotten. */
export class ForgotEmailPage extends FormPage {
  readonly path = '/lupa-email';
  protected readonly mark = 'nik';

  async ask(person: { nik: string; name: string }): Promise<void> {
    await this.field('nik').fill(person.nik);
    await this.field('nama').fill(person.name);
    await this.solveCaptcha();
    await this.submit();
  }
}

/** Tells everybody the same, and takes a code by SMS. */
export class ForgotEmailCodePage extends CodePage {
  readonly path = '/lupa-email/kode';
}
