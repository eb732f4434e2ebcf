import { expect, type Locator, type Page } from '@playwright/test';
import { arrive } from '../support/arrive.ts';
import { FormPage } from './form-page.ts';

/** "Profil": what it says, part by part. */
export class ProfilePage {
  readonly path = '/profil';

  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto(this.path);
    await this.isShown();
  }

  async isShown(): Promise<void> {
    await expect(this.page).toHaveURL(({ pathname }) => pathname === this.path);
    await expect(this.page.locator('main dl > div').first()).toBeVisible();
  }

  /** The link that leads to the page of a part. */
  changes(path: string): Locator {
    return this.page.locator(`main dl a[href="${path}"]`);
  }

  get status(): Locator {
    return this.page.getByRole('main').getByRole('status').first();
  }

  async checkAgain(): Promise<void> {
    await arrive(this.page.locator('form[action$="/profile_recheck"] button'));
  }

  async askForNik(): Promise<void> {
    await arrive(this.page.locator('form[action$="/nik_reveal"] button'));
  }
}

/** One part with its one "Simpan". */
export class ProfilePartPage extends FormPage {
  protected readonly mark = 'versi';

  constructor(
    page: Page,
    powers: FormPage['powers'],
    readonly path: string,
  ) {
    super(page, powers);
  }

  /** Chooses a region, which without the program brings the next list in another page. */
  async chooseRegions(codes: { provinsi: string; kabupaten: string; kecamatan: string }): Promise<void> {
    for (const [name, code] of Object.entries(codes)) {
      await this.field(name).selectOption(code);
      if (name !== 'kecamatan' && !this.powers.program) {
        await arrive(this.form.locator('button[name="aksi"][value="wilayah"]').first());
        await this.isShown();
      }
    }
  }

  radio(name: string, value: string): Locator {
    return this.form.locator(`[name="${name}"][value="${value}"]`);
  }
}
