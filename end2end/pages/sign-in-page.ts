import type { Locator } from '@playwright/test';
import type { Person } from '../support/person.ts';
import { FormPage } from './form-page.ts';

export class SignInPage extends FormPage {
  readonly path = '/masuk';
  protected readonly mark = 'password';

  async fill(person: Pick<Person, 'email' | 'password'>): Promise<void> {
    await this.field('email').fill(person.email);
    await this.field('password').fill(person.password);
    await this.solveCaptcha();
  }

  get forgotLink(): Locator {
    return this.page.locator('main').getByRole('link', { name: 'Lupa Password' });
  }
}
