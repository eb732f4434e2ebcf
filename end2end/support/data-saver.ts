import { once } from 'node:events';
import { createServer, request as forward, type OutgoingHttpHeaders } from 'node:http';

/**
 * A forward proxy that says `Save-Data: on` with every request, as a browser in that mode does.
 * Chromium drops the header from redirected requests when a test sets it as an extra one.
 */
export async function startDataSaver(): Promise<{ server: string; close: () => void }> {
  const proxy = createServer((incoming, outgoing) => {
    const headers: OutgoingHttpHeaders = { ...incoming.headers, 'save-data': 'on' };
    delete headers['proxy-connection'];
    const onward = forward(incoming.url ?? '', { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('the data-saving proxy has no port');
  return {
    server: `http://127.0.0.1:${address.port}`,
    close: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
