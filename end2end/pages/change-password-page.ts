import { FormPage } from './form-page.ts';

export class ChangePasswordPage extends FormPage {
  readonly path = '/akun/ubah-password';
  protected readonly mark = 'password_lama';

  async change(old: string, next: string): Promise<void> {
    await this.field('password_lama').fill(old);
    await this.field('password_baru').fill(next);
    await this.submit();
  }
}
