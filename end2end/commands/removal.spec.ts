import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, request, test } from '@playwright/test';
import { Letters } from '../support/letters.ts';
import { Mailbox } from '../support/mailbox.ts';
import { somebody } from '../support/person.ts';
import { pushClock, Server } from '../support/server.ts';

/** In seconds. */
const HOUR = 3600;

let folder: string;
test.beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'prakerja-hapus-'))));
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** In a browser of its own, which sends plain forms. */
async function inBrowser<T>(server: Server, does: (letters: Letters) => Promise<T>): Promise<T> {
  const browser = await request.newContext({ baseURL: server.url, extraHTTPHeaders: { origin: server.url, accept: 'text/html' } });
  try {
    return await does(new Letters(browser));
  } finally {
    await browser.dispose();
  }
}

test('[5.9g] a portal that stood still for 71 hours erases by itself, within the 72, whoever had asked for it', async () => {
  const person = somebody();
  const secrets = new Map([person.email, person.nik, person.password].map((value) => [value, 'of the person']));

  const first = await Server.start('perintah-hapus', { PRAKERJA__DATA_DIR: folder });
  let asked = 0;
  try {
    const mailbox = new Mailbox(first.url);
    expect(await inBrowser(first, (letters) => letters.register(person, mailbox))).toBe('/dasbor');
    await inBrowser(first, async (letters) => {
      // Password and code of just now open the page that asks for the word.
      expect(await letters.signIn(person, mailbox)).toBe('/dasbor');
      asked = await first.now();
      expect(await letters.send('/akun/hapus', 'kata', { kata: 'HAPUS' })).toBe('/masuk/dihapus');
    });
    await pushClock(first.url, 71 * HOUR);
  } finally {
    expect(await first.stop(secrets)).toEqual([]);
  }

  const second = await Server.start('perintah-hapus-lagi', { PRAKERJA__DATA_DIR: folder });
  try {
    expect(await second.now()).toBeGreaterThanOrEqual(asked + 71 * HOUR * 1000);
    const mailbox = new Mailbox(second.url);
    const farewells = async () => (await mailbox.to(person.email)).filter(({ purpose }) => purpose === 'removed');
    // The server looks once a minute; nobody runs `prakerja maintain`.
    await expect.poll(async () => (await farewells()).length, { message: 'the last mail', timeout: 100_000 }).toBe(1);
    expect((await farewells())[0]?.sent_at).toBeLessThan(asked + 72 * HOUR * 1000);
    // Neither address nor NIK is anybody's any more.
    expect(await inBrowser(second, (letters) => letters.register(person, mailbox))).toBe('/dasbor');
  } finally {
    expect(await second.stop(secrets)).toEqual([]);
  }
});
