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

  /** What a refusal leads to differs between a plain post and the program's, so this page is always waited for. */
  protected override async waits(): Promise<void> {
    await this.comesAlive();
  }

  get forgotLink(): Locator {
    return this.page.locator('main').getByRole('link', { name: /^(Lupa Password|Forgotten password)$/ });
  }
}
