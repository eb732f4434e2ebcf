import { expect } from '@playwright/test';

/** One message as the sandbox shows it. */
export interface Message {
  reference: string;
  channel: 'email' | 'sms';
  purpose: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Milliseconds since 1970. */
  sent_at: number;
}

const alone = /^[ \t]*(\d{3})[ \u00a0-]?(\d{3})[ \t]*$/m;
const among = /(?<![\w.,:-])(\d{3})[ \u00a0]?(\d{3})(?![\w:-]|[.,]\d)/;

/** The one-time code of a message, without the space it may be written with. */
export function codeIn(message: Message): string | undefined {
  const found = alone.exec(message.text) ?? among.exec(message.text);
  return found ? `${found[1]}${found[2]}` : undefined;
}

/** The path of the message's link to `/daftar/lanjut`, `/atur-ulang` and the like. */
export function linkIn(message: Message, page: string): string | undefined {
  const found = new RegExp(`https?://[^\\s"<>]+?(${page}/[\\w.~-]+)`).exec(message.text);
  return found?.[1];
}

/**
 * The mails and SMS that the portal sent, read from its sandbox page.
 *
 * Messages are taken in the order they were sent: the next one is the oldest that fits and was not passed over before.
 */
export class Mailbox {
  readonly #passed = new Set<string>();
  readonly #url: string;

  constructor(portalUrl: string) {
    this.#url = `${portalUrl}/sandbox?format=json`;
  }

  /** All messages to an address or number, oldest first. */
  async to(recipient: string): Promise<Message[]> {
    const response = await fetch(this.#url, { headers: { accept: 'application/json' } });
    expect(response.status, 'the sandbox mailbox answers').toBe(200);
    const { messages } = (await response.json()) as { messages: Message[] };
    return messages.filter((message) => message.to.toLowerCase().includes(recipient.toLowerCase())).reverse();
  }

  async next(recipient: string, wanted: (message: Message) => boolean = () => true): Promise<Message> {
    let found: Message | undefined;
    await expect
      .poll(
        async () => {
          const fresh = (await this.to(recipient)).filter((message) => !this.#passed.has(message.reference));
          const at = fresh.findIndex(wanted);
          found = fresh[at];
          if (found) for (const message of fresh.slice(0, at + 1)) this.#passed.add(message.reference);
          return found !== undefined;
        },
        { message: `a message to ${recipient}`, timeout: 20_000 },
      )
      .toBe(true);
    return found as Message;
  }

  async code(recipient: string): Promise<string> {
    return codeIn(await this.next(recipient, (message) => codeIn(message) !== undefined)) as string;
  }

  async link(recipient: string, page: string): Promise<string> {
    return linkIn(await this.next(recipient, (message) => linkIn(message, page) !== undefined), page) as string;
  }
}
