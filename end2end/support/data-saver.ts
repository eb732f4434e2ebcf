import { close, handOn, listen } from './hand-on.ts';

/**
 * A forward proxy that says `Save-Data: on` with every request, as a browser in that mode does.
 * Chromium drops the header from redirected requests when a test sets it as an extra one.
 */
export async function startDataSaver(): Promise<{ server: string; close: () => void }> {
  const { server, url } = await listen((incoming, outgoing) => handOn(incoming, outgoing, incoming.url ?? '', { 'save-data': 'on' }));
  return { server: url, close: () => close(server) };
}
