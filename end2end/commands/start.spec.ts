import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Command } from '../support/command.ts';
import { serverBinary } from '../support/folders.ts';
import { bareEnvironment, freePort } from '../support/server.ts';

let folder: string;
test.beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'prakerja-start-'))));
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Whether somebody listens there. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

test('[2.1c] production that is not fit for it ends with 2 and every reason, and its port was never open', async () => {
  const port = await freePort();
  const settings = { LEPTOS_SITE_ADDR: `127.0.0.1:${port}`, PRAKERJA__DATA_DIR: folder, PRAKERJA__MODE: 'production', PRAKERJA__HASHING__MEMORY_KIB: '8192' };
  const running = Command.run(serverBinary, ['serve'], { ...bareEnvironment(), ...settings });
  let ended = false;
  void running.finally(() => (ended = true));
  while (!ended) expect(await answers(port)).toBe(false);
  const { status, text } = await running;
  expect(status, text).toBe(2);
  for (const setting of ['SERVER__PUBLIC_URL', 'KEYS__FILE', 'MAIL__SMTP_URL', 'MAIL__FROM', 'SMS__URL', 'HASHING__MEMORY_KIB']) {
    expect(text).toContain(`PRAKERJA__${setting}`);
  }
  expect(readdirSync(folder), 'and nothing was made').toEqual([]);
});

test('[2.3i] metrics that cannot be served stop the start with the name of the setting', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const taken = `127.0.0.1:${(holder.address() as AddressInfo).port}`;
  const settings = { LEPTOS_SITE_ADDR: `127.0.0.1:${await freePort()}`, PRAKERJA__DATA_DIR: folder, PRAKERJA__METRICS__ADDR: taken };
  const { status, text } = await Command.run(serverBinary, ['serve'], { ...bareEnvironment(), ...settings });
  holder.close();
  expect(status, text).toBe(2);
  expect(text).toContain(`PRAKERJA__METRICS__ADDR: cannot listen on ${taken}`);
  expect(text).not.toContain('Prakerja is running');
});
