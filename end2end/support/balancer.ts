import type { IncomingMessage, Server } from 'node:http';
import { close, handOn, listen } from './hand-on.ts';

/**
 * Stands in front of the processes of one portal, under one address, as a load balancer does.
 *
 * They take turns at each kind of request: pages among themselves, posts among themselves. If all requests took turns together, posts
 * would always meet the same process, because a page follows every post.
 */
export class Balancer {
  readonly #turns = new Map<string, number>();
  /** How often each process was asked. */
  readonly #asked = new Map<number, number>();
  #addresses: string[] = [];
  #only: number | undefined;

  private constructor(
    readonly url: string,
    private readonly server: Server,
  ) {}

  static async start(): Promise<Balancer> {
    // Nobody asks before there is a process behind it.
    let balancer: Balancer | undefined;
    const { server, url } = await listen((incoming, outgoing) => handOn(incoming, outgoing, `${balancer?.next(incoming)}${incoming.url}`));
    balancer = new Balancer(url, server);
    return balancer;
  }

  standsBefore(addresses: string[]): void {
    this.#addresses = addresses;
  }

  /** From now on one process answers everything; without a number they take turns again. */
  choose(process?: number): void {
    this.#only = process;
  }

  private next(request: IncomingMessage): string {
    const kind = `${request.method} ${request.headers['sec-fetch-mode']}`;
    const turn = this.#turns.get(kind) ?? 0;
    if (this.#only === undefined) this.#turns.set(kind, turn + 1);
    const process = this.#only ?? turn % this.#addresses.length;
    this.#asked.set(process, (this.#asked.get(process) ?? 0) + 1);
    return this.#addresses[process] as string;
  }

  /** The processes that were never asked anything, although there was much to ask. */
  get idle(): number[] {
    const all = [...this.#asked.values()].reduce((sum, count) => sum + count, 0);
    return all < 50 ? [] : [...this.#addresses.keys()].filter((process) => !this.#asked.has(process));
  }

  close(): void {
    close(this.server);
  }
}
