import { expect, type Locator, type Page } from '@playwright/test';
import { arrive } from '../support/arrive.ts';
import type { Person } from '../support/person.ts';
import { FormPage } from './form-page.ts';

/** The link of an invitation: one button. */
export class InvitationPage {
  constructor(readonly page: Page) {}

  get button(): Locator {
    return this.page.locator('form[action="/api/office/invitation_open"] button');
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await expect(this.button).toBeVisible();
  }

  async accept(): Promise<void> {
    await arrive(this.button);
  }
}

/** Name and password of the invited person. */
export class AcceptPage extends FormPage {
  readonly path = '/kantor/undangan';
  protected readonly mark = 'password_baru';

  /** The address is asked for where the invitation has none. */
  async give(person: Pick<Person, 'name' | 'email' | 'password'>): Promise<void> {
    await this.field('nama').fill(person.name);
    if ((await this.field('email').count()) > 0) await this.field('email').fill(person.email);
    await this.field('password_baru').fill(person.password);
    await this.submit();
  }
}

/** The authenticator of the invited person. */
export class AuthenticatorPage extends FormPage {
  readonly path = '/kantor/undangan';
  protected readonly mark = 'kode';

  get picture(): Locator {
    return this.page.locator('main svg[role="img"]');
  }

  /** The key as text. */
  async key(): Promise<string> {
    return (await this.page.locator('main code').textContent()) ?? '';
  }

  async enter(value: string): Promise<void> {
    await this.field('kode').fill(value);
    await this.submit();
  }
}

export class OfficeSignInPage extends FormPage {
  readonly path = '/kantor/masuk';
  protected readonly mark = 'password';

  async enter(person: Pick<Person, 'email' | 'password'>): Promise<void> {
    await this.field('email').fill(person.email);
    await this.field('password').fill(person.password);
    await this.solveCaptcha();
    await this.submit();
  }
}

export class OfficeCodePage extends FormPage {
  readonly path = '/kantor/masuk/kode';
  protected readonly mark = 'kode';

  async enter(value: string): Promise<void> {
    await this.field('kode').fill(value);
    await this.submit();
  }
}

/** Password and authenticator value once more. */
export class OfficeProofPage extends FormPage {
  readonly path = '/kantor/konfirmasi';
  protected readonly mark = 'tujuan';

  async give(password: string, value: string): Promise<void> {
    await this.field('password').fill(password);
    await this.field('kode').fill(value);
    await this.submit();
  }
}

/** The list of staff, and inviting. */
export class StaffPage extends FormPage {
  readonly path = '/kantor/staf';
  protected readonly mark = 'peran';

  async invite(email: string, role: string): Promise<void> {
    await this.field('email').fill(email);
    await this.field('peran').selectOption(role);
    await this.submit();
  }

  row(text: string): Locator {
    return this.page.locator('main tr').filter({ hasText: text });
  }

  async withdraw(email: string): Promise<void> {
    await arrive(this.row(email).locator('button[name="undangan"]'));
  }

  async endAccess(email: string): Promise<void> {
    const row = this.row(email);
    await row.locator('summary').click();
    await arrive(row.locator('button[name="staf"]'));
  }
}

/** The first page behind the sign-in. */
export class OfficePage {
  readonly path = '/kantor';

  constructor(readonly page: Page) {}

  async isShown(name: string): Promise<void> {
    await expect(this.page).toHaveURL(({ pathname }) => pathname === this.path);
    await expect(this.page.locator('main dl').first()).toContainText(name);
  }

  place(path: string): Locator {
    return this.page.locator(`header nav a[href="${path}"]`);
  }

  async signOut(): Promise<void> {
    await arrive(this.page.locator('header form[action="/api/office/sign_out"] button'));
  }
}
