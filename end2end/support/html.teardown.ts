import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test as teardown } from '@playwright/test';
import { htmlFolder } from './folders.ts';

interface Remark {
  type: string;
  url: string;
  lastLine: number;
  message: string;
  extract?: string;
  hiliteStart?: number;
  hiliteLength?: number;
}

/**
 * Leptos marks the places between nodes with `<!>`; the checker calls that a bogus comment, and highlights it in its extract.
 * Where a text ends at the end of the checker's read buffer (4096 characters), the highlight begins with the text's last character.
 */
function isLeptosMarker({ message, extract = '', hiliteStart = 0, hiliteLength = 0 }: Remark): boolean {
  return message === 'Bogus comment.' && /^[^<]?<!>$/.test(extract.slice(hiliteStart, hiliteStart + hiliteLength));
}

/** What the checker has to say about the pages in a folder. */
function check(folder: string): string[] {
  const jar = createRequire(import.meta.url)('vnu-jar') as string;
  const checker = spawnSync('java', ['-Xss2m', '-jar', jar, '--format', 'json', '--exit-zero-always', '--skip-non-html', folder], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  expect(checker.status, `the HTML checker did not run: ${checker.error ?? checker.stderr.slice(0, 2000)}`).toBe(0);
  const { messages } = JSON.parse(checker.stderr) as { messages: Remark[] };
  const errors = messages.filter((remark) => remark.type !== 'info' && !isLeptosMarker(remark));
  return errors.map((error) => `${basename(error.url)}:${error.lastLine} ${error.message} … ${error.extract ?? ''}`);
}

teardown("[4.1d] the HTML check lets Leptos's markers pass, wherever they stand, and nothing else", () => {
  const folder = mkdtempSync(join(tmpdir(), 'prakerja-html-'));
  try {
    const page = (body: string): string => `<!DOCTYPE html><html lang="id"><head><title>Uji</title></head><body><p>${body}</p></body></html>`;
    // Five characters, so that every way of falling across the buffer's end occurs.
    const markers = 'ab<!>'.repeat(5_000);
    writeFileSync(join(folder, 'penanda.html'), page(markers));
    writeFileSync(join(folder, 'komentar.html'), page(`<!x>${markers}<!-><b>`));
    const found = check(folder);
    expect(found.filter((line) => line.startsWith('penanda'))).toEqual([]);
    expect(found.filter((line) => line.includes('Bogus comment.') && line.includes('<!x>'))).toHaveLength(1);
    expect(found.filter((line) => line.includes('Bogus comment.') && line.includes('<!->'))).toHaveLength(1);
    expect(found.filter((line) => line.includes('Unclosed element'))).toHaveLength(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

teardown('[4.1d] every page that was served is valid HTML', () => {
  teardown.setTimeout(300_000);
  if (readdirSync(htmlFolder).length > 0) expect(check(htmlFolder)).toEqual([]);
});
