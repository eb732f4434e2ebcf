import type { Locator } from '@playwright/test';
import { arrive } from '../support/arrive.ts';
import { FormPage } from './form-page.ts';

/** Asks for a one-time code: at registration, at sign-in, and before something that matters. */
export abstract class CodePage extends FormPage {
  protected readonly mark = 'kode';

  async enter(code: string): Promise<void> {
    await this.field('kode').fill(code);
    await this.submit();
  }

  get resendButton(): Locator {
    return this.page.getByRole('button', { name: /^(Kirim Ulang Kode|Send a new code)$/ });
  }

  /** Asks for a new code; returns when the page or the refusal is there. */
  async askAgain(): Promise<void> {
    await this.waits();
    await arrive(this.resendButton);
  }

  /** The button that takes the second step another way. */
  anotherWay(way: 'email' | 'sms' | 'app'): Locator {
    // "Kirim Ulang Kode" carries the way that is shown.
    return this.page.locator(`main button[name="saluran"][value="${way}"]`).last();
  }

  /** Chooses it; returns when the page or the refusal is there. */
  async choosesAnotherWay(way: 'email' | 'sms' | 'app'): Promise<void> {
    await this.waits();
    await arrive(this.anotherWay(way));
  }

  /** What an impatient person does. */
  async askAgainTwice(): Promise<void> {
    await this.waits();
    await arrive(this.resendButton, () => this.resendButton.dblclick());
  }
}

export class RegisterCodePage extends CodePage {
  readonly path = '/daftar/kode';
}

export class SignInCodePage extends CodePage {
  readonly path = '/masuk/kode';

  async trustThisDevice(): Promise<void> {
    await this.choose(this.field('percaya'));
  }
}

export class ProofCodePage extends CodePage {
  readonly path = '/akun/konfirmasi/kode';
}

/** The page about the number asks for a code while a number is being verified. */
export class PhoneCodePage extends CodePage {
  readonly path = '/akun/nomor-telepon';
}
