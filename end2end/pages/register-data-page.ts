import { expect } from '@playwright/test';
import { arrive } from '../support/arrive.ts';
import type { Person } from '../support/person.ts';
import { FormPage } from './form-page.ts';

export class RegisterDataPage extends FormPage {
  readonly path = '/daftar/data-diri';
  protected readonly mark = 'tanggal_lahir';

  async fill(person: Person): Promise<void> {
    // Asked for again when the mail's link was opened in another browser, as the password is.
    if (await this.isElsewhere()) await this.field('nik').fill(person.nik);
    await this.field('nama').fill(person.name);
    await this.field('tanggal_lahir').fill(person.birthDate);
    await this.choose(this.form.locator(`[name="jenis_kelamin"][value="${person.gender}"]`));
    await this.field('alamat').fill(person.address);
    await this.field('telepon').fill(person.phone);
    await this.chooseRegion('provinsi', person.province);
    await this.fetchNextList();
    await this.chooseRegion('kabupaten', person.regency);
    await this.fetchNextList();
    await this.chooseRegion('kecamatan', person.district);
    if (!this.powers.program) await this.kept(person);
    await this.choose(this.field('setuju'));
    // The server never sends it back, so it comes last.
    if (await this.isElsewhere()) await this.field('password').fill(person.password);
  }

  private async isElsewhere(): Promise<boolean> {
    return (await this.field('password').count()) > 0;
  }

  /** Waits for the list to hold the region, then chooses it. */
  private async chooseRegion(name: string, code: string): Promise<void> {
    await this.field(name).selectOption(code);
  }

  /** Without the program the server sends the next list, and everything typed with it. */
  private async fetchNextList(): Promise<void> {
    if (this.powers.program) return;
    await arrive(this.form.locator('button[name="aksi"][value="wilayah"]').first());
    await this.isShown();
  }

  private async kept(person: Person): Promise<void> {
    if (await this.isElsewhere()) await expect(this.field('nik')).toHaveValue(person.nik);
    await expect(this.field('nama')).toHaveValue(person.name);
    await expect(this.field('tanggal_lahir')).toHaveValue(person.birthDate);
    await expect(this.form.locator(`[name="jenis_kelamin"][value="${person.gender}"]`)).toBeChecked();
    await expect(this.field('alamat')).toHaveValue(person.address);
    await expect(this.field('telepon')).toHaveValue(person.phone);
  }
}
