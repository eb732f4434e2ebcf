import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Command } from './command.ts';
import { logFolder, release, root, serverBinary, siteRoot } from './folders.ts';

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** The settings of whoever runs the tests must not reach the server under test. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PRAKERJA__|LEPTOS_)/.test(name)));
}

/** Moves the clock of a portal forward through the process at `url`; `origin` is the address by which browsers know the portal. */
export async function pushClock(url: string, seconds: number, origin = url): Promise<void> {
  const response = await fetch(`${url}/api/sandbox/jam`, {
    method: 'POST',
    headers: { accept: 'application/json', origin },
    body: new URLSearchParams({ detik: String(seconds) }),
    redirect: 'manual',
  });
  if (response.status >= 400) throw new Error(`the clock answered ${response.status}: ${await response.text()}`);
}

/** One process of the portal, in sandbox mode. */
export class Server {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly logFile: string,
  ) {}

  /** Starts a process and waits until it is ready. `settings` are those of its environment. */
  static start(name: string, settings: Record<string, string>): Promise<Server> {
    return Server.#launch(name, settings).catch((error: unknown) => {
      // Since the port was found free somebody else took it.
      if (String(error).includes('cannot listen on')) return Server.#launch(name, settings);
      throw error;
    });
  }

  static async #launch(name: string, settings: Record<string, string>): Promise<Server> {
    const address = `127.0.0.1:${await freePort()}`;
    mkdirSync(logFolder, { recursive: true });
    const logFile = join(logFolder, `${name}.log`);
    const log = createWriteStream(logFile);
    await once(log, 'open');
    const environment = {
      ...bareEnvironment(),
      LEPTOS_SITE_ADDR: address,
      LEPTOS_SITE_ROOT: siteRoot,
      LEPTOS_SITE_PKG_DIR: `pkg/${release()}`,
      LEPTOS_HASH_FILES: 'false',
      PRAKERJA__MODE: 'sandbox',
      // Each test says where it comes from, so that no test feels another one's limits.
      PRAKERJA__SERVER__TRUSTED_PROXIES: '127.0.0.1',
      ...settings,
    };
    const child = spawn(serverBinary, ['serve'], { cwd: root, stdio: ['ignore', log, log], env: environment });
    log.close();
    const server = new Server(`http://${address}`, child, environment, logFile);
    try {
      await server.#becomesReady();
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
    return server;
  }

  async #becomesReady(): Promise<void> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      if (this.process.exitCode !== null) throw new Error(`the server stopped at once:\n${this.log().slice(-4000)}`);
      // Before it says so, whoever answers at this address is not this process.
      const ready = this.log().includes('Prakerja is running') && (await fetch(`${this.url}/readyz`).then(
        (response) => response.ok,
        () => false,
      ));
      if (ready) return;
      if (Date.now() > deadline) throw new Error(`the server is not ready after 30 s:\n${this.log().slice(-4000)}`);
      await pause(50);
    }
  }

  log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  /** Runs a command of the portal beside this process, with its settings. */
  command(words: string[]): Promise<{ status: number | null; text: string }> {
    return Command.run(serverBinary, words, this.environment);
  }

  /** What time this process has, in milliseconds since 1970. */
  async now(): Promise<number> {
    const response = await fetch(`${this.url}/sandbox?format=json`, { headers: { accept: 'application/json' } });
    return ((await response.json()) as { now: number }).now;
  }

  /** Ends the process as a power cut would. */
  async kill(): Promise<void> {
    const exited = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await exited;
  }

  /** Ends the process as an operator would. Answers what was wrong with how it went or with what it wrote. */
  async stop(secrets: ReadonlyMap<string, string>): Promise<string[]> {
    const exited = this.process.exitCode === null ? once(this.process, 'exit') : undefined;
    this.process.kill('SIGTERM');
    const inTime = await Promise.race([Promise.resolve(exited).then(() => true), pause(10_000, false, { ref: false })]);
    if (!inTime) this.process.kill('SIGKILL');

    const log = this.log();
    const problems: string[] = [];
    const leaked = new Set([...secrets].filter(([value]) => log.includes(value)).map(([, kind]) => kind));
    if (!inTime) problems.push('the server did not stop within 10 s of SIGTERM');
    else if (this.process.exitCode !== 0) problems.push(`the server ended with ${this.process.exitCode ?? this.process.signalCode}:\n${log.slice(-4000)}`);
    if (leaked.size > 0) problems.push(`the server's log ${this.logFile} holds personal data: ${[...leaked].join(', ')}`);
    if (/panicked at/.test(log)) problems.push(`the server panicked, see ${this.logFile}`);
    return problems;
  }
}
