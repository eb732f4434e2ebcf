import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { logFolder, release, root, serverBinary, siteRoot } from './folders.ts';
import { Mailbox } from './mailbox.ts';

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** The settings of whoever runs the tests must not reach the server under test. */
function bareEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PRAKERJA__|LEPTOS_)/.test(name)));
}

/** A server of its own with a database of its own, in sandbox mode. */
export class Portal {
  readonly mailbox: Mailbox;
  /** Values that belong to a person and may not appear in what the server writes. */
  readonly #secrets = new Map<string, string>();

  private constructor(
    readonly url: string,
    private readonly server: ChildProcess,
    private readonly dataFolder: string,
    private readonly logFile: string,
  ) {
    this.mailbox = new Mailbox(url);
  }

  static async start(name: string): Promise<Portal> {
    const address = `127.0.0.1:${await freePort()}`;
    const dataFolder = mkdtempSync(join(tmpdir(), 'prakerja-e2e-'));
    mkdirSync(logFolder, { recursive: true });
    const logFile = join(logFolder, `${name}.log`);
    const log = createWriteStream(logFile);
    await once(log, 'open');
    const server = spawn(serverBinary, ['serve'], {
      cwd: root,
      stdio: ['ignore', log, log],
      env: {
        ...bareEnvironment(),
        LEPTOS_SITE_ADDR: address,
        LEPTOS_SITE_ROOT: siteRoot,
        LEPTOS_SITE_PKG_DIR: `pkg/${release()}`,
        LEPTOS_HASH_FILES: 'false',
        PRAKERJA__MODE: 'sandbox',
        PRAKERJA__DATA_DIR: dataFolder,
        // Each test says where it comes from, so that no test feels another one's limits.
        PRAKERJA__SERVER__TRUSTED_PROXIES: '127.0.0.1',
      },
    });
    log.close();
    const portal = new Portal(`http://${address}`, server, dataFolder, logFile);
    try {
      await portal.#becomesReady();
    } catch (error) {
      server.kill('SIGKILL');
      rmSync(dataFolder, { recursive: true, force: true });
      throw error;
    }
    return portal;
  }

  async #becomesReady(): Promise<void> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      if (this.server.exitCode !== null) throw new Error(`the server stopped at once:\n${this.log().slice(-4000)}`);
      const ready = await fetch(`${this.url}/readyz`).then(
        (response) => response.ok,
        () => false,
      );
      if (ready) return;
      if (Date.now() > deadline) throw new Error(`the server is not ready after 30 s:\n${this.log().slice(-4000)}`);
      await pause(50);
    }
  }

  log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  /** What time the portal has, in milliseconds since 1970. */
  async now(): Promise<number> {
    const response = await fetch(`${this.url}/sandbox?format=json`, { headers: { accept: 'application/json' } });
    return ((await response.json()) as { now: number }).now;
  }

  /** Moves the portal's clock forward, and returns when it is that late. */
  readonly clock = {
    forward: async (seconds: number): Promise<void> => {
      const then = (await this.now()) + seconds * 1000;
      const response = await fetch(`${this.url}/api/sandbox/jam`, {
        method: 'POST',
        headers: { accept: 'application/json', origin: this.url },
        body: new URLSearchParams({ detik: String(seconds) }),
        redirect: 'manual',
      });
      if (response.status >= 400) throw new Error(`the clock answered ${response.status}: ${await response.text()}`);
      await expect.poll(() => this.now(), { message: 'the portal has the new time' }).toBeGreaterThanOrEqual(then);
    },
  };

  /** Has the server's log searched for these values when it stops. */
  keepsSecret(values: Record<string, string>): void {
    for (const [kind, value] of Object.entries(values)) this.#secrets.set(value, kind);
  }

  /** Ends the server as an operator would, and looks at how it went. */
  async stop(): Promise<void> {
    const exited = this.server.exitCode === null ? once(this.server, 'exit') : undefined;
    this.server.kill('SIGTERM');
    const inTime = await Promise.race([Promise.resolve(exited).then(() => true), pause(10_000, false, { ref: false })]);
    if (!inTime) this.server.kill('SIGKILL');
    rmSync(this.dataFolder, { recursive: true, force: true });

    const log = this.log();
    const leaked = [...this.#secrets].filter(([value]) => log.includes(value)).map(([, kind]) => kind);
    if (!inTime) throw new Error('the server did not stop within 10 s of SIGTERM');
    if (this.server.exitCode !== 0) throw new Error(`the server ended with ${this.server.exitCode ?? this.server.signalCode}:\n${log.slice(-4000)}`);
    if (leaked.length > 0) throw new Error(`the server's log ${this.logFile} holds personal data: ${[...new Set(leaked)].join(', ')}`);
    if (/panicked at/.test(log)) throw new Error(`the server panicked, see ${this.logFile}`);
  }
}
