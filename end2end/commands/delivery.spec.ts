import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, request, test } from '@playwright/test';
import { certify } from '../support/certificate.ts';
import { Letters } from '../support/letters.ts';
import { inE164, somebody } from '../support/person.ts';
import { Gateway, headerOf, type Letter, MailServer, partOf } from '../support/post-office.ts';
import { pushClock, Server } from '../support/server.ts';

const PASSWORD = 'melati-hujan-sore-42';
/** A little more than the lease of a letter, in seconds. */
const LEASE = 31;

let folder: string;
let mail: MailServer;
let gateway: Gateway;
test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prakerja-surat-'));
  [mail, gateway] = await Promise.all([MailServer.start(), Gateway.start()]);
});
test.afterEach(() => {
  mail.close();
  gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (name: string, more: Record<string, string> = {}): Promise<Server> =>
  Server.start(name, {
    PRAKERJA__DATA_DIR: folder,
    PRAKERJA__MAIL__SMTP_URL: mail.url('portal', 'rahasia-surat'),
    PRAKERJA__SMS__URL: gateway.url,
    PRAKERJA__SMS__TOKEN: 'rahasia-pesan',
    ...more,
  });

/** Insists on encryption, and trusts a mail server that one of these authorities vouches for. */
const startEncrypted = (name: string, authorities: string[]): Promise<Server> => {
  const file = join(folder, 'ca.pem');
  writeFileSync(file, authorities.join(''));
  return start(name, { PRAKERJA__MAIL__SMTP_URL: `${mail.url('portal', 'rahasia-surat')}?tls=required`, PRAKERJA__MAIL__SMTP_CA: file });
};

/** A browser without pages, which sends plain forms. */
const browser = (server: Server) => request.newContext({ baseURL: server.url, extraHTTPHeaders: { origin: server.url, accept: 'text/html' } });

const codeIn = (text: string): string => {
  const found = /(?<![\w.,:-])(\d{3})[ \u00a0]?(\d{3})(?![\w:-]|[.,]\d)/.exec(text);
  if (!found) throw new Error(`no code in: ${text}`);
  return `${found[1]}${found[2]}`;
};

test('[2.4c] a mail server and an SMS gateway receive the codes that open an account and a session', async () => {
  const server = await start('perintah-surat');
  const visitor = await browser(server);
  try {
    const person = somebody();
    const letters = new Letters(visitor);
    const { email, nik, password } = person;
    await letters.send('/daftar', 'nik', { email, nik, password });
    const letter = await mail.letter(1);
    expect(letter.to).toBe(email);
    expect(mail.credentials).toEqual(new Set(['portal rahasia-surat']));
    expect(headerOf(letter, 'Content-Type')).toContain('multipart/alternative');
    expect(headerOf(letter, 'Content-Language')).toBe('id');
    expect(headerOf(letter, 'Message-ID')).toMatch(/^<[0-9a-f]{32}@127\.0\.0\.1>$/);
    const text = partOf(letter, 'text/plain');
    const code = codeIn(text);
    expect(headerOf(letter, 'Subject')).not.toContain(code);
    expect(partOf(letter, 'text/html').replace(/<[^>]*>/g, ' ')).toContain(`${code.slice(0, 3)} ${code.slice(3)}`);
    expect(await letters.send('/daftar/kode', 'kode', { kode: code })).toBe('/daftar/data-diri');

    // Somebody who gets codes by SMS.
    expect((await server.command(['seed', '--demo'])).status).toBe(0);
    const other = await browser(server);
    const bima = new Letters(other);
    await bima.send('/masuk', 'password', { email: 'bima@contoh.example', password: PASSWORD });
    const sms = await gateway.text(1);
    expect(sms).toMatchObject({ to: inE164('085733449102'), authorization: 'Bearer rahasia-pesan' });
    expect(sms.reference).toMatch(/^PJ-\w{6}$/);
    expect(await bima.send('/masuk/kode', 'kode', { kode: codeIn(sms.text) })).toBe('/dasbor');
    await other.dispose();
  } finally {
    await visitor.dispose();
    expect(await server.stop(new Map([['rahasia-surat', 'password of the mail server'], ['rahasia-pesan', 'token of the gateway']]))).toEqual([]);
  }
});

test('[2.4c] a mail server that a private authority vouches for gets the mail encrypted, and the password only after STARTTLS', async () => {
  const [other, ours] = await Promise.all([certify(folder), certify(folder)]);
  mail.certificate = ours;
  const server = await startEncrypted('perintah-surat-sandi', [other.authority, ours.authority]);
  const visitor = await browser(server);
  try {
    const { email, nik, password } = somebody();
    await new Letters(visitor).send('/daftar', 'nik', { email, nik, password });
    expect((await mail.letter(1)).to).toBe(email);
    expect(mail.credentials).toEqual(new Set(['portal rahasia-surat']));
    expect(mail.inClear).toEqual(new Set(['EHLO', 'STARTTLS']));
  } finally {
    await visitor.dispose();
    expect(await server.stop(new Map([['rahasia-surat', 'password of the mail server']]))).toEqual([]);
  }
});

for (const [what, isStranger] of [['offers no encryption', false], ['has a certificate that nobody vouches for', true]] as const) {
  test(`[2.4c] a mail server that ${what} gets neither password nor mail, and the letter waits until that is mended`, async () => {
    const [stranger, ours] = await Promise.all([certify(folder), certify(folder)]);
    mail.certificate = isStranger ? stranger : undefined;
    const server = await startEncrypted(`perintah-surat-${isStranger ? 'asing' : 'terbuka'}`, [ours.authority]);
    const visitor = await browser(server);
    try {
      const { email, nik, password } = somebody();
      await new Letters(visitor).send('/daftar', 'nik', { email, nik, password });
      await expect.poll(() => server.log(), { timeout: 20_000 }).toContain('letter waits for another attempt');
      expect(mail.inClear).toEqual(new Set(isStranger ? ['EHLO', 'STARTTLS'] : ['EHLO']));
      expect(mail.credentials.size).toBe(0);
      expect(mail.letters).toEqual([]);

      mail.certificate = ours;
      expect((await mail.letter(1)).to).toBe(email);
      expect(mail.inClear).toEqual(new Set(['EHLO', 'STARTTLS']));
    } finally {
      await visitor.dispose();
      expect(await server.stop(new Map([['rahasia-surat', 'password of the mail server']]))).toEqual([]);
    }
  });
}

test('[4.3c] when a process is killed in the middle of a delivery the next one delivers the same letter', async () => {
  const first = await start('perintah-surat-mati');
  mail.silent = true;
  const visitor = await browser(first);
  const person = somebody();
  const { email, nik, password } = person;
  await new Letters(visitor).send('/daftar', 'nik', { email, nik, password });
  await visitor.dispose();
  const half = await mail.letter(1);
  await first.kill();

  mail.silent = false;
  const second = await start('perintah-surat-lagi');
  try {
    // Until its lease ends the letter belongs to whoever may still be delivering it.
    await pushClock(second.url, LEASE);
    const whole = await mail.letter(2);
    expect(headerOf(whole, 'Message-ID')).toBe(headerOf(half, 'Message-ID'));
    // The second process stands at another port.
    const withoutPort = (letter: Letter): Letter => ({ ...letter, data: letter.data.replace(/(127\.0\.0\.1):\d+/g, '$1') });
    expect(withoutPort(whole)).toEqual(withoutPort(half));
    expect(mail.letters).toHaveLength(2);
  } finally {
    expect(await second.stop(new Map())).toEqual([]);
  }
});
