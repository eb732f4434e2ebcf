import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The checkout. */
export const root = resolve(import.meta.dirname, '../..');

export const siteRoot = join(root, 'target/site');

/** The server under test; `tools/test.sh` names the one that belongs to the release in `target/site`. */
export const serverBinary = resolve(process.env.PRAKERJA_BIN ?? join(root, 'target/release/prakerja'));

/** The release whose assets the server hands out, as `tools/release.sh` wrote it. */
export const release = (): string => readFileSync(join(siteRoot, 'rilis'), 'utf8').trim();

const results = resolve(import.meta.dirname, '../test-results');

/** Every HTML page that a test was served, for the HTML checker. */
export const htmlFolder = join(results, 'html');

/** What the servers wrote. */
export const logFolder = join(results, 'server');

export const pictureFolder = resolve(import.meta.dirname, '../gambar');

/** Which addresses the cameras have taken a picture of, and in which look: a line for each picture. */
export const picturedFile = join(results, 'gambar.txt');
