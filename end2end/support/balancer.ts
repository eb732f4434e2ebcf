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
  readonly #answered = new Set<number>();
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
    this.#answered.add(process);
    return this.#addresses[process] as string;
  }

  /** The processes that never were asked anything. */
  get idle(): number[] {
    return [...this.#addresses.keys()].filter((process) => !this.#answered.has(process));
  }

  close(): void {
    close(this.server);
  }
}
