import { expect, type Locator, type Page } from '@playwright/test';
import { arrive } from '../support/arrive.ts';
import { answerSum } from '../support/sum.ts';

/** What a visitor's browser can do. */
export interface Powers {
  /** It runs scripts: the captcha solves itself. */
  scripts: boolean;
  /** It also gets the portal's WASM, which one that saves data does not. */
  program: boolean;
  /** Presses only what the program has taken over, so that the hydrated forms are tried for certain. Others press as soon as they can. */
  patient: boolean;
}

/** What all pages with one main form share. Fields are found by their names, which are the same in both languages. */
export abstract class FormPage {
  /** Address of the page. */
  abstract readonly path: string;
  /** The field that tells this page's form from others on it. */
  protected abstract readonly mark: string;

  constructor(
    readonly page: Page,
    readonly powers: Powers,
  ) {}

  get form(): Locator {
    return this.page.locator('form').filter({ has: this.page.locator(`[name="${this.mark}"]`) });
  }

  get submitButton(): Locator {
    return this.form.locator('button:not([type="button"]):not([type="reset"]):not([name="aksi"])').first();
  }

  /** What is wrong, first in the form; a page may hold several forms. */
  get summary(): Locator {
    return this.form.locator('.summary');
  }

  field(name: string): Locator {
    return this.form.locator(`[name="${name}"]`);
  }

  async open(): Promise<void> {
    await this.page.goto(this.path);
    await this.isShown();
  }

  async isShown(): Promise<void> {
    await expect(this.page).toHaveURL(({ pathname }) => pathname === this.path);
    await expect(this.form).toBeVisible();
  }

  /** Waits until the program has taken the page over, where it does: what is pressed from now on is the hydrated form. */
  async comesAlive(): Promise<void> {
    if (!this.powers.program) return;
    const awaited = await this.page.evaluate(
      () => !('siap' in document.documentElement.dataset) && document.querySelector('script[data-hydrate]') !== null,
    );
    if (!awaited) return;
    // It begins as soon as the page is touched.
    await this.submitButton.focus();
    await expect(this.page.locator('html'), 'the page comes alive').toHaveAttribute('data-siap', '', { timeout: 30_000 });
  }

  /** What a patient visitor does before pressing. */
  protected async waits(): Promise<void> {
    if (this.powers.patient) await this.comesAlive();
  }

  /** Returns when the next page or the refusal is there. */
  async submit(): Promise<void> {
    await this.waits();
    await arrive(this.submitButton);
  }

  /** What an impatient person does. */
  async submitTwice(): Promise<void> {
    await this.waits();
    await arrive(this.submitButton, () => this.submitButton.dblclick());
  }

  /** The browser's answer to the captcha's work, empty while it is being done. */
  proof(): Promise<string> {
    return this.field('pow').inputValue();
  }

  /** Waits for the work that solves itself, or answers the sum where no script runs. `spent` is a proof already used. */
  async solveCaptcha(spent = ''): Promise<void> {
    if (this.powers.scripts) {
      await expect.poll(() => this.proof().then((proof) => proof !== '' && proof !== spent), { message: 'the captcha is solved', timeout: 30_000 }).toBe(true);
    } else {
      await this.answerSum();
    }
  }

  async answerSum(): Promise<void> {
    await this.field('captcha').fill(String(answerSum(await this.question())));
  }

  /** The label that asks the sum. */
  async question(): Promise<string> {
    const id = await this.field('captcha').getAttribute('id');
    return this.form.locator(`label[for="${id}"]`).textContent().then((text) => text ?? '');
  }

  /** Ticks a radio button or checkbox by keyboard, which works however it is drawn. */
  async choose(field: Locator): Promise<void> {
    if (!(await field.isChecked())) await field.press('Space');
    await expect(field).toBeChecked();
  }

  /** The title says so, the field says so, and the summary leads to the field. */
  async showsError(name: string): Promise<void> {
    await this.isShown();
    const field = this.field(name).first();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    const id = await field.getAttribute('id');
    await expect(this.page.locator(`main a[href$="#${id}"]`).first()).toBeVisible();
    await expect(this.page).toHaveTitle(/^Error:/);
    const described = (await field.getAttribute('aria-describedby'))?.split(/\s+/) ?? [];
    const texts = await Promise.all(described.map((part) => this.page.locator(`[id="${part}"]`).allInnerTexts()));
    expect(texts.flat().join('').trim(), `what is wrong with ${name} stands beside it`).not.toBe('');
  }
}
