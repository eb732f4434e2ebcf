import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { Command } from './command.ts';

/** Certificate and key of a server at 127.0.0.1, and the root certificate of the private authority that vouches for it; all PEM. */
export interface Certified {
  authority: string;
  cert: string;
  key: string;
}

/** Founds an authority that nobody knows and lets it vouch for a server; what that takes stays in `folder`. */
export async function certify(folder: string): Promise<Certified> {
  const place = mkdtempSync(join(folder, 'sertifikat-'));
  const file = (name: string): string => join(place, name);
  const openssl = async (...words: string[]): Promise<void> => {
    const { status, text } = await Command.run('openssl', words);
    expect(status, text).toBe(0);
  };
  const newKey = (name: string): string[] => ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file(name)];
  await openssl('req', '-x509', ...newKey('authority.key'), '-subj', '/CN=Prakerja test', '-days', '2', '-out', file('authority.pem'));
  await openssl('req', ...newKey('server.key'), '-subj', '/CN=127.0.0.1', '-out', file('server.csr'));
  writeFileSync(file('server.ext'), 'subjectAltName = IP:127.0.0.1\n');
  const authority = ['-CA', file('authority.pem'), '-CAkey', file('authority.key'), '-CAcreateserial'];
  await openssl('x509', '-req', '-in', file('server.csr'), ...authority, '-extfile', file('server.ext'), '-days', '2', '-out', file('server.pem'));
  const read = (name: string): string => readFileSync(file(name), 'utf8');
  return { authority: read('authority.pem'), cert: read('server.pem'), key: read('server.key') };
}
