import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Hands a request on to an address, with further headers, and the answer back as it is. */
export function handOn(incoming: IncomingMessage, outgoing: ServerResponse, address: string, further: Record<string, string> = {}): void {
  // A connection for each request: one that is kept may be closed by the server at the very moment it is used again.
  const headers = { ...incoming.headers, ...further, connection: 'close' };
  delete (headers as Record<string, unknown>)['proxy-connection'];
  const onward = request(address, { method: incoming.method, headers, agent: false }, (answer) => {
    for (let at = 0; at < answer.rawHeaders.length; at += 2) {
      const [name, value] = answer.rawHeaders.slice(at, at + 2) as [string, string];
      if (!/^(connection|keep-alive|transfer-encoding)$/i.test(name)) outgoing.appendHeader(name, value);
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  outgoing.on('close', () => onward.destroy());
  incoming.pipe(onward);
}

/** Listens on a free port of this machine; answers the address. */
export async function listen(answer: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export function close(server: Server): void {
  server.closeAllConnections();
  server.close();
}
