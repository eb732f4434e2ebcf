import { FormPage } from './form-page.ts';

/** Asks for the password once more. */
export class ProofPage extends FormPage {
  readonly path = '/akun/konfirmasi';
  protected readonly mark = 'tujuan';

  async give(password: string): Promise<void> {
    await this.field('password').fill(password);
    await this.submit();
  }
}
