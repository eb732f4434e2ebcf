import { expect, type APIRequestContext } from '@playwright/test';
import type { Mailbox } from './mailbox.ts';
import type { Person } from './person.ts';
import { answerSum } from './sum.ts';

const hidden = /<input type="hidden"[^>]*>/g;
const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

/**
 * The portal's plain forms, filled in without a page: what a test needs before it begins and other tests look at already. Cookies are
 * those of the browser in whose name it is done.
 */
export class Letters {
  constructor(private readonly request: APIRequestContext) {}

  /** Sends the form on the page at `path` that has the field `mark`; answers the path where that led. */
  async send(path: string, mark: string, typed: Record<string, string>): Promise<string> {
    const page = await this.request.get(path);
    const form = ((await page.text()).match(/<form.*?<\/form>/gs) ?? []).find((form) => form.includes(`name="${mark}"`));
    if (!form) throw new Error(`no form with ${mark} on ${page.url()}`);
    const fields: Record<string, string> = {};
    for (const [tag] of form.matchAll(hidden)) fields[attribute(tag, 'name')] = attribute(tag, 'value');
    if (form.includes('name="captcha"')) fields.captcha = String(answerSum(form.replace(/<[^>]*>/g, ' ')));
    const answer = await this.request.post(attribute(form, 'action'), { form: { ...fields, ...typed } });
    expect(answer.status(), `${path} takes ${mark}`).toBe(200);
    return new URL(answer.url()).pathname;
  }

  /** Registers with the code from the mail; answers where that led, which is the dashboard. */
  async register(person: Person, mailbox: Mailbox): Promise<string> {
    const { email, nik, password } = person;
    await this.send('/daftar', 'nik', { email, nik, password });
    await this.send('/daftar/kode', 'kode', { kode: await mailbox.code(email) });
    return this.send('/daftar/data-diri', 'tanggal_lahir', {
      nama: person.name,
      tanggal_lahir: person.birthDate,
      jenis_kelamin: person.gender,
      alamat: person.address,
      telepon: person.phone,
      provinsi: person.province,
      kabupaten: person.regency,
      kecamatan: person.district,
      setuju: 'ya',
    });
  }

  /** Signs in with password and code; answers where that led, which is the dashboard. */
  async signIn({ email, password }: Person, mailbox: Mailbox): Promise<string> {
    await this.send('/masuk', 'password', { email, password });
    return this.send('/masuk/kode', 'kode', { kode: await mailbox.code(email) });
  }
}
