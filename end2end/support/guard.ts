import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, ConsoleMessage, Page, Response } from '@playwright/test';
import { htmlFolder } from './folders.ts';

const networkLine = /^Failed to load resource: the server responded with a status of (\d{3})\b/;

/** Watches everything that a test's browsers do and collects what must not happen. */
export class Guard {
  readonly problems: string[] = [];
  readonly #expected = new Set<number>();
  #offline = false;
  readonly #saving = new Set<Promise<void>>();
  readonly #savedFor = new WeakMap<Page, string>();

  constructor(
    private readonly portalUrl: string,
    private readonly label: string,
  ) {}

  /** The browser itself writes a line to the console for each of these answers; here they belong to the test. */
  expectStatus(...statuses: number[]): void {
    for (const status of statuses) this.#expected.add(status);
  }

  /** From now on the browser may say that it has no connection. */
  expectNoConnection(): void {
    this.#offline = true;
  }

  async attach(context: BrowserContext): Promise<void> {
    context.on('console', (message) => this.#readConsole(message));
    context.on('weberror', (error) => this.problems.push(`page error: ${error.error().stack ?? error.error()}`));
    context.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== this.portalUrl) {
        this.problems.push(`request to another origin: ${request.url()}`);
      }
    });
    context.on('response', (response) => this.#save(response));
    await context.exposeBinding('__cspViolation', (_source, violation: string) => this.problems.push(`CSP: ${violation}`));
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        const report = (window as unknown as { __cspViolation(text: string): void }).__cspViolation;
        report(`${event.effectiveDirective} refuses ${event.blockedURI} ${event.sample} on ${event.documentURI}`);
      });
    });
  }

  #readConsole(message: ConsoleMessage): void {
    const text = message.text();
    const status = Number(networkLine.exec(text)?.[1]);
    if (this.#expected.has(status)) return;
    if (this.#offline && text.includes('net::ERR_INTERNET_DISCONNECTED')) return;
    if (message.type() === 'error' || text.includes('Content Security Policy')) {
      this.problems.push(`console ${message.type()}: ${text} (${message.location().url})`);
    }
  }

  #save(response: Response): void {
    const request = response.request();
    if (!request.isNavigationRequest() || response.status() >= 300 && response.status() < 400) return;
    if (!(response.headers()['content-type'] ?? '').startsWith('text/html')) return;
    const saving = response.text().then(
      (html) => {
        this.#savedFor.set(request.frame().page(), response.url());
        writeFileSync(join(htmlFolder, this.#fileName(response, html)), html);
      },
      // The page was left before its body could be read; a page that a test looks at is saved by then.
      () => undefined,
    );
    this.#saving.add(saving);
    void saving.finally(() => this.#saving.delete(saving));
  }

  /** Pages that differ only in nonces, tokens and times share a file. */
  #fileName(response: Response, html: string): string {
    const shape = html.replace(/nonce="[^"]*"/g, '').replace(/[\w-]{16,}/g, '').replace(/\d+/g, '');
    const hash = createHash('sha256').update(shape).digest('hex').slice(0, 10);
    const path = new URL(response.url()).pathname.replace(/[\w-]{16,}/g, 'token').replace(/\W+/g, '-');
    return `${this.label}${path}${response.status()}-${hash}.html`;
  }

  /** Waits until the HTML of what the page shows has been saved for the checker. */
  async settled(page: Page): Promise<void> {
    await Promise.all(this.#saving);
    if (!this.#savedFor.has(page)) this.problems.push(`the HTML of ${page.url()} was not seen`);
  }
}
