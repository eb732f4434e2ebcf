import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { Balancer } from './balancer.ts';
import { createDatabase } from './database.ts';
import { Mailbox } from './mailbox.ts';
import { pushClock, Server } from './server.ts';

/** A portal of its own: one process on SQLite, or several on PostgreSQL under one address. */
export class Portal {
  readonly mailbox: Mailbox;
  /** Values that belong to a person and may not appear in what the processes write. */
  readonly #secrets = new Map<string, string>();

  private constructor(
    readonly url: string,
    readonly servers: readonly Server[],
    private readonly balancer: Balancer | undefined,
    private readonly tidyUp: () => void,
  ) {
    this.mailbox = new Mailbox(url);
  }

  static async start(name: string, processes: number): Promise<Portal> {
    const dataFolder = mkdtempSync(join(tmpdir(), 'prakerja-e2e-'));
    const toUndo = [() => rmSync(dataFolder, { recursive: true, force: true })];
    const tidyUp = (): void => toUndo.splice(0).reverse().forEach((undo) => undo());
    const servers: Server[] = [];
    try {
      if (processes === 1) {
        servers.push(await Server.start(name, { PRAKERJA__DATA_DIR: dataFolder }));
        return new Portal((servers[0] as Server).url, servers, undefined, tidyUp);
      }
      const database = createDatabase();
      toUndo.push(database.drop);
      const balancer = await Balancer.start();
      toUndo.push(() => balancer.close());
      for (let number = 1; number <= processes; number += 1) {
        const settings = { PRAKERJA__DATA_DIR: dataFolder, PRAKERJA__DATABASE__URL: database.url, PRAKERJA__SERVER__PUBLIC_URL: balancer.url };
        servers.push(await Server.start(`${name}-${number}`, settings));
      }
      balancer.standsBefore(servers.map(({ url }) => url));
      return new Portal(balancer.url, servers, balancer, tidyUp);
    } catch (error) {
      for (const server of servers) await server.stop(new Map());
      tidyUp();
      throw error;
    }
  }

  /** Until it is called again, one process answers everything (the first is 0); without a number they take turns. */
  answersFrom(process?: number): void {
    if (!this.balancer) throw new Error('this portal has one process');
    this.balancer.choose(process);
  }

  /** Runs a command of the portal beside its processes. */
  command(...words: string[]): Promise<{ status: number | null; text: string }> {
    return (this.servers[0] as Server).command(words);
  }

  /** The portal's time, in milliseconds since 1970. */
  async now(): Promise<number> {
    return Math.max(...(await this.#times()));
  }

  readonly clock = {
    /** What the portal takes for now, in milliseconds since 1970. */
    now: async (): Promise<number> => Math.max(...(await this.#times())),

    /** Moves the portal's clock forward, and returns when it is that late in every process. */
    forward: async (seconds: number): Promise<void> => {
      const then = Math.max(...(await this.#times())) + seconds * 1000;
      await this.clock.push(this.url, seconds);
      await expect.poll(async () => Math.min(...(await this.#times())), { message: 'the portal has the new time' }).toBeGreaterThanOrEqual(then);
    },

    /** Moves the clock through the process at `url` and does not wait. */
    push: (url: string, seconds: number): Promise<void> => pushClock(url, seconds, this.url),
  };

  #times(): Promise<number[]> {
    return Promise.all(this.servers.map((server) => server.now()));
  }

  /** Has the logs searched for these values when the portal stops. */
  keepsSecret(values: Record<string, string>): void {
    for (const [kind, value] of Object.entries(values)) this.#secrets.set(value, kind);
  }

  /** Ends every process as an operator would, and looks at how it went. */
  async stop(): Promise<void> {
    const problems = (await Promise.all(this.servers.map((server) => server.stop(this.#secrets)))).flat();
    const idle = this.balancer?.idle ?? [];
    this.tidyUp();
    if (idle.length > 0) problems.push(`process ${idle.join(', ')} was never asked anything`);
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }
}
