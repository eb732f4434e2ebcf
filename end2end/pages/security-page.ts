import { expect, type Locator, type Page } from '@playwright/test';
import { arrive } from '../support/arrive.ts';
import { FormPage } from './form-page.ts';

/** The second step at sign-in. */
export class SecurityPage {
  readonly path = '/akun/keamanan';

  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto(this.path);
    await this.isShown();
  }

  async isShown(): Promise<void> {
    await expect(this.page).toHaveURL(({ pathname }) => pathname === this.path);
    await expect(this.button('pasang')).toBeVisible();
  }

  private button(does: 'pasang' | 'matikan'): Locator {
    return this.page.locator(`main button[name="aksi"][value="${does}"]`);
  }

  get offButton(): Locator {
    return this.button('matikan');
  }

  /** Begins to set an app up, or is asked for proof first. */
  async begins(): Promise<void> {
    await arrive(this.button('pasang'));
  }

  /** Takes the app off, or is asked for proof first. */
  async switchesOff(): Promise<void> {
    await arrive(this.offButton);
  }

  way(way: 'email' | 'sms' | 'app'): Locator {
    return this.page.locator(`main [name="cara"][value="${way}"]`);
  }

  /** Has sign-in ask for this way first. */
  async chooses(way: 'email' | 'sms' | 'app'): Promise<void> {
    // By keyboard, which works however it is drawn.
    await this.way(way).press('Space');
    await expect(this.way(way)).toBeChecked();
    await arrive(this.page.locator('form').filter({ has: this.page.locator('[name="cara"]') }).getByRole('button'));
  }

  /** What just happened, as the page says it. */
  get notice(): Locator {
    return this.page.getByRole('status').first();
  }
}

/** The same address while an app is being set up. */
export class AppSetupPage extends FormPage {
  readonly path = '/akun/keamanan';
  protected readonly mark = 'persiapan';

  get drawing(): Locator {
    return this.page.locator('main svg[role="img"]');
  }

  /** The key for typing, behind "Tidak bisa memindai?". */
  async key(): Promise<string> {
    const details = this.page.locator('main details');
    const key = details.locator('p[translate="no"]');
    if (!(await key.isVisible())) await details.locator('summary').click();
    return key.innerText();
  }

  async enter(value: string): Promise<void> {
    await this.field('kode').fill(value);
    await this.submit();
  }

  async givesUp(): Promise<void> {
    await arrive(this.page.locator('main button[name="aksi"][value="batal"]'));
  }
}
