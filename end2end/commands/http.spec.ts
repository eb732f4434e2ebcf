import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { release } from '../support/folders.ts';
import { freePort, Server } from '../support/server.ts';

let folder: string;
let server: Server;
let metrics: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prakerja-http-'));
  metrics = `127.0.0.1:${await freePort()}`;
  server = await Server.start('perintah-http', { PRAKERJA__DATA_DIR: folder, PRAKERJA__METRICS__ADDR: metrics });
});

test.afterAll(async () => {
  const problems = await server.stop(new Map());
  rmSync(folder, { recursive: true, force: true });
  expect(problems).toEqual([]);
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** From the first byte sent to the last one received. */
  milliseconds: number;
}

async function ask(path: string, headers: Record<string, string> = {}, agent?: Agent): Promise<Answer> {
  const began = performance.now();
  const [response] = await once(get(`${server.url}${path}`, { headers, ...(agent ? { agent } : {}) }), 'response');
  let text = '';
  response.setEncoding('latin1');
  for await (const part of response) text += part;
  return { status: response.statusCode, headers: response.headers, text, milliseconds: performance.now() - began };
}

test('[2.3d] the assets of a release may be kept for ever, and what is not among them is not found', async () => {
  const style = await ask(`/pkg/${release()}/prakerja.css`);
  expect(style.status).toBe(200);
  expect(style.headers['cache-control']).toMatch(/public.*max-age=31536000.*immutable/);
  expect((await ask(`/pkg/${release()}/tidak-ada.css`)).status).toBe(404);
});

test('[2.3f] pages are compressed', async () => {
  for (const coding of ['br', 'gzip']) {
    const page = await ask('/masuk', { accept: 'text/html', 'accept-encoding': coding });
    expect(page.headers['content-encoding']).toBe(coding);
    expect(page.headers.vary).toMatch(/accept-encoding/i);
  }
});

test('[2.3f] no page waits 40 ms for an acknowledgement', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (let count = 0; count < 20; count += 1) times.push((await ask('/masuk', { accept: 'text/html', 'accept-encoding': 'br' }, agent)).milliseconds);
  agent.destroy();
  // A busy machine makes some slow; the delay would make every one slow.
  expect(Math.min(...times)).toBeLessThan(40);
});

test('[2.3e] a request whose head does not end is cut off after ten seconds', async () => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const began = performance.now();
  socket.write('GET /masuk HTTP/1.1\r\nHost: portal\r\nX-Never: ');
  socket.resume();
  await once(socket, 'close');
  expect(performance.now() - began).toBeGreaterThan(5_000);
  expect(performance.now() - began).toBeLessThan(20_000);
});

test('[2.3e] a head of more than 32 KB is refused', async () => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('latin1').on('data', (text) => (answer += text));
  socket.on('error', () => undefined);
  socket.write(`GET /masuk HTTP/1.1\r\nHost: portal\r\nX-Long: ${'a'.repeat(64 * 1024)}\r\n\r\n`);
  await once(socket, 'close');
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
});

test('[2.3i] every answer has an id of its own, health and readiness are told, and metrics stand on their own address', async () => {
  const ids = [await ask('/'), await ask('/tidak-ada'), await ask('/healthz'), await ask('/readyz')].map(({ headers }) => headers['x-request-id']);
  expect(new Set(ids).size).toBe(4);
  expect(ids).not.toContain(undefined);
  expect((await ask('/healthz')).status).toBe(200);
  expect((await ask('/readyz')).status).toBe(200);
  expect((await ask('/metrics')).status).toBe(404);
  const counters = await (await fetch(`http://${metrics}/metrics`)).text();
  expect(counters).toMatch(/^# TYPE \w+ counter$/m);
});

test('[2.3j] the server stops within ten seconds, whoever still holds a connection', async () => {
  const other = await Server.start('perintah-henti', { PRAKERJA__DATA_DIR: mkdtempSync(join(folder, 'henti-')) });
  const { hostname, port } = new URL(other.url);
  const idle = connect(Number(port), hostname);
  await once(idle, 'connect');
  idle.write('GET /healthz HTTP/1.1\r\nHost: portal\r\n\r\nGET / HTTP/1.1\r\nHost: ');
  await once(idle, 'data');
  idle.on('error', () => undefined);
  expect(await other.stop(new Map())).toEqual([]);
  idle.destroy();
});
