import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { expect } from '@playwright/test';
import type { Certified } from './certificate.ts';

/** A mail as it came over the wire. */
export interface Letter {
  from: string;
  to: string;
  data: string;
}

/** The value of a header, unfolded. */
export function headerOf({ data }: Letter, name: string): string {
  const head = (data.split('\r\n\r\n')[0] as string).replace(/\r\n[ \t]+/g, ' ');
  const line = head.split('\r\n').find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim() ?? '';
}

/** The part of a mail that is of this type, decoded. */
export function partOf({ data }: Letter, type: string): string {
  const part = data.split(/\r\n--[^\r\n]+\r\n/).find((part) => part.toLowerCase().startsWith(`content-type: ${type}`)) ?? '';
  const at = part.indexOf('\r\n\r\n');
  const body = part.slice(at + 4);
  const coding = /content-transfer-encoding:\s*(\S+)/i.exec(part.slice(0, at))?.[1]?.toLowerCase();
  if (coding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (coding !== 'quoted-printable') return body;
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** A mail server on loopback that wants user and password. */
export class MailServer {
  readonly letters: Letter[] = [];
  /** While it is set, letters are taken and never answered. */
  silent = false;
  /** With one the server offers STARTTLS, and asks for user and password only after it. */
  certificate: Certified | undefined;
  /** Commands that came without encryption. */
  readonly inClear = new Set<string>();
  /** What was given as user and password, with a blank between. */
  readonly credentials = new Set<string>();
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      socket.write('220 sink ESMTP\r\n');
      this.#serve(socket);
    });
  }

  static async start(): Promise<MailServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new MailServer(server);
  }

  url(user: string, password: string): string {
    return `smtp://${user}:${password}@127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Waits for the letter of this number, counted from 1. */
  async letter(number: number): Promise<Letter> {
    await expect.poll(() => this.letters.length, { message: `mail ${number}`, timeout: 20_000 }).toBeGreaterThanOrEqual(number);
    return this.letters[number - 1] as Letter;
  }

  close(): void {
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #serve(socket: Socket): void {
    const isEncrypted = socket instanceof TLSSocket;
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    const address = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? '';
    let [from, to, waiting, isData, isIn] = ['', '', '', false, false];
    const hear = (line: string): void => {
      const word = line.toUpperCase();
      if (!isEncrypted) this.inClear.add(word.split(' ')[0] ?? '');
      if (word.startsWith('EHLO')) return say(`250-sink\r\n250-${this.certificate && !isEncrypted ? 'STARTTLS' : 'AUTH PLAIN'}\r\n250 8BITMIME`);
      if (word === 'STARTTLS' && this.certificate) {
        say('220 go on');
        socket.removeAllListeners('data');
        // A conversation of its own: what was said before counts for nothing (RFC 3207).
        return this.#serve(new TLSSocket(socket, { isServer: true, cert: this.certificate.cert, key: this.certificate.key }));
      }
      if (word.startsWith('AUTH PLAIN ')) {
        const [, user = '', password = ''] = Buffer.from(line.slice(11), 'base64').toString('utf8').split('\0');
        this.credentials.add(`${user} ${password}`);
        isIn = true;
        return say('235 welcome');
      }
      if (!isIn && /^(MAIL|RCPT|DATA)/.test(word)) return say('530 who are you');
      if (word.startsWith('MAIL FROM:')) from = address(line);
      if (word.startsWith('RCPT TO:')) to = address(line);
      if (word === 'DATA') {
        isData = true;
        return say('354 go on');
      }
      return say(word === 'QUIT' ? '221 bye' : '250 ok');
    };
    // Not by `setEncoding`, which would stay with the socket when TLS takes it over.
    socket.on('data', (chunk: Buffer) => {
      waiting += chunk.toString('latin1');
      for (;;) {
        const end = waiting.indexOf(isData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const text = waiting.slice(0, end);
        waiting = waiting.slice(end + (isData ? 5 : 2));
        if (!isData) {
          hear(text);
          continue;
        }
        isData = false;
        this.letters.push({ from, to, data: text.replace(/(^|\r\n)\.\./g, '$1.') });
        if (!this.silent) say('250 queued');
      }
    });
  }
}

/** An SMS as the gateway got it. */
export interface Text {
  to: string;
  text: string;
  reference: string;
  authorization: string | undefined;
}

/** An SMS gateway on loopback. */
export class Gateway {
  readonly texts: Text[] = [];

  private constructor(private readonly server: HttpServer) {}

  static async start(): Promise<Gateway> {
    const server = createHttpServer();
    const gateway = new Gateway(server);
    server.on('request', (request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        gateway.texts.push({ ...(JSON.parse(body) as Omit<Text, 'authorization'>), authorization: request.headers.authorization });
        response.writeHead(202).end();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/kirim`;
  }

  async text(number: number): Promise<Text> {
    await expect.poll(() => this.texts.length, { message: `SMS ${number}`, timeout: 20_000 }).toBeGreaterThanOrEqual(number);
    return this.texts[number - 1] as Text;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
