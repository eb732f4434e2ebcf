import type { Person } from '../support/person.ts';
import { FormPage } from './form-page.ts';

export class RegisterPage extends FormPage {
  readonly path = '/daftar';
  protected readonly mark = 'nik';

  async fill(person: Person): Promise<void> {
    await this.field('email').fill(person.email);
    await this.field('nik').fill(person.nik);
    await this.field('password').fill(person.password);
    await this.solveCaptcha();
  }
}
