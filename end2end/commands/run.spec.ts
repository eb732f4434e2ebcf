import { once } from 'node:events';
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Command } from '../support/command.ts';
import { createDatabase } from '../support/database.ts';
import { release, serverBinary } from '../support/folders.ts';
import { bareEnvironment, freePort } from '../support/server.ts';

let folder: string;
test.beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'prakerja-run-'))));
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.describe('make run', () => {
  test('[1.1a] makes data, serves, prints address, sandbox and sign-ins; [1.1b] and starts at once the second time', async () => {
    const built = await Command.run('tools/release.sh', ['--id']);
    expect(built.text.trim(), 'the release in target/site is that of the checkout').toBe(release());
    const address = `127.0.0.1:${await freePort()}`;
    const environment = { ...bareEnvironment(), LEPTOS_SITE_ADDR: address, PRAKERJA__DATA_DIR: join(folder, 'data') };
    // What a first start leaves that was stopped before it came to the demo data: a file with tables and nobody in them.
    const begun = await Command.run(serverBinary, ['migrate'], environment);
    expect(begun.status, begun.text).toBe(0);
    for (const isFirst of [true, false]) {
      const portal = Command.start('make', ['--silent', 'run'], environment);
      try {
        await expect.poll(() => portal.text, { timeout: 30_000 }).toContain(`http://${address}/sandbox`);
        await expect.poll(() => portal.text).toMatch(/\S+@\S+\.example/);
        expect((await fetch(`http://${address}/`)).status).toBe(200);
        expect(portal.text.includes('Adding demo participants'), portal.text).toBe(isFirst);
        expect(portal.text).not.toContain('Building');
      } finally {
        await portal.end();
      }
    }
  });

  test('[1.1a] puts the demo data into an empty PostgreSQL as well, and none into production', async () => {
    const database = createDatabase();
    const address = `127.0.0.1:${await freePort()}`;
    const environment = { ...bareEnvironment(), LEPTOS_SITE_ADDR: address, PRAKERJA__DATA_DIR: join(folder, 'data'), PRAKERJA__DATABASE__URL: database.url };
    try {
      const production = await Command.run(serverBinary, ['seed', '--demo', '--if-empty'], { ...environment, PRAKERJA__MODE: 'production' });
      expect(production).toEqual({ status: 0, text: '' });
      const portal = Command.start('make', ['--silent', 'run'], environment);
      try {
        await expect.poll(() => portal.text, { timeout: 30_000 }).toContain(`http://${address}/sandbox`);
        await expect.poll(() => portal.text).toMatch(/\S+@\S+\.example/);
        expect(portal.text).toContain('Adding demo participants');
      } finally {
        await portal.end();
      }
    } finally {
      database.drop();
    }
  });

  /** A PATH with nothing but these commands of the system, and scripts that stand for others. */
  function pathOf(commands: string[], scripts: Record<string, string> = {}): string {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const find = (command: string): string => {
      for (const place of (process.env.PATH ?? '').split(delimiter)) {
        const path = join(place, command);
        try {
          accessSync(path, constants.X_OK);
          return path;
        } catch {
          // It stands further on.
        }
      }
      throw new Error(`${command} is not on PATH`);
    };
    for (const command of commands) symlinkSync(find(command), join(bin, command));
    for (const [name, script] of Object.entries(scripts)) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    return bin;
  }

  const basics = ['bash', 'dirname', 'sed', 'awk', 'sort', 'head', 'mkdir', 'tail', 'grep', 'cat', 'rm'];
  const rust = { cargo: 'exit 0', rustc: 'echo "rustc 1.999.0"', cc: 'exit 0' };

  async function failsWith(path: string): Promise<string> {
    const environment = { HOME: folder, PATH: path, PRAKERJA_TOOLS: join(folder, 'tools'), LEPTOS_SITE_ADDR: `127.0.0.1:${await freePort()}`, CARGO_TARGET_DIR: join(folder, 'target') };
    const { status, text } = await Command.run('/bin/bash', ['tools/run.sh'], environment);
    expect(status, text).toBe(1);
    return text;
  }

  test('[1.1c] without Rust says so and where it comes from', async () => {
    expect(await failsWith(pathOf(basics))).toMatch(/error: Rust is not installed[\s\S]*https:\/\/rustup\.rs/);
  });

  test('[1.1c] with a Rust too old says which is needed', async () => {
    expect(await failsWith(pathOf(basics, { ...rust, rustc: 'echo "rustc 1.60.0"' }))).toMatch(/error: Rust 1\.60\.0 is too old, the portal needs [\d.]+\.[\s\S]*rustup update/);
  });

  test('[1.1c] without Node says so and where it comes from', async () => {
    expect(await failsWith(pathOf(basics, rust))).toMatch(/error: Node\.js is not installed[\s\S]*https:\/\/nodejs\.org/);
  });

  test('[1.1c] with too little disk says how much is needed and where', async () => {
    const df = 'echo Filesystem 1024-blocks Used Available Capacity Mounted; echo none 1 1 1048576 1% /';
    const text = await failsWith(pathOf([...basics, 'node', 'npm'], { ...rust, df }));
    expect(text).toMatch(/error: only 1 GB free for .*, the build needs 6 GB\.[\s\S]*CARGO_TARGET_DIR/);
  });

  test('[1.1c] on a port that is taken says who holds it and how to choose another', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const address = `127.0.0.1:${(holder.address() as AddressInfo).port}`;
    const { status, text } = await Command.run('tools/run.sh', [], { ...bareEnvironment(), LEPTOS_SITE_ADDR: address });
    holder.close();
    expect(status).toBe(1);
    expect(text).toContain(`error: port ${address} is taken`);
    expect(text).toMatch(/LEPTOS_SITE_ADDR=\S+ make run/);
  });
});
