import { expect, type Locator } from '@playwright/test';
import { arrive } from '../support/arrive.ts';
import { FormPage } from './form-page.ts';

/** Where staff look participants up. */
export class OfficePeoplePage extends FormPage {
  readonly path = '/kantor/peserta';
  protected readonly mark = 'cari';

  async search(what: string): Promise<void> {
    await this.field('cari').fill(what);
    await this.submit();
  }
}

/** One participant in the office. */
export class OfficePersonPage extends FormPage {
  readonly path = '/kantor/peserta/';
  protected readonly mark = 'alasan';

  override async isShown(): Promise<void> {
    await expect(this.page).toHaveURL(({ pathname }) => /^\/kantor\/peserta\/[0-9a-f]{32}$/.test(pathname));
    await expect(this.page.getByRole('heading', { level: 1 })).toContainText('•••');
  }

  /** Everything that the page says. */
  get text(): Promise<string> {
    return this.page.locator('main').innerText();
  }

  #formOf(action: string): Locator {
    return this.page.locator(`form[action="/api/office/${action}"]`);
  }

  get suspendForm(): Locator {
    return this.#formOf('person_suspend');
  }

  get liftForm(): Locator {
    return this.#formOf('person_lift');
  }

  get closeForm(): Locator {
    return this.#formOf('person_full_close');
  }

  /** Says why, and opens the full data. */
  async openFull(reason: string, reference: string): Promise<void> {
    await this.choose(this.form.locator(`[name="alasan"][value="${reason}"]`));
    await this.field('rujukan').fill(reference);
    await this.submit();
  }

  async closeFull(): Promise<void> {
    await arrive(this.closeForm.locator('button'));
  }

  /** Suspends until the end of a day (yyyy-mm-dd), or without an end. */
  async suspend(reason: string, lastDay?: string): Promise<void> {
    await this.choose(this.suspendForm.locator(`[name="sebab"][value="${reason}"]`));
    await this.choose(this.suspendForm.locator(`[name="batas"][value="${lastDay ? 'tanggal' : 'dicabut'}"]`));
    if (lastDay) await this.suspendForm.locator('[name="sampai"]').fill(lastDay);
    await arrive(this.suspendForm.locator('button'));
  }

  async lift(): Promise<void> {
    await arrive(this.liftForm.locator('button'));
  }
}
