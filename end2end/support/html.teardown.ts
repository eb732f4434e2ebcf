import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { expect, test as teardown } from '@playwright/test';
import { htmlFolder } from './folders.ts';

interface Remark {
  type: string;
  url: string;
  lastLine: number;
  message: string;
  extract?: string;
}

/** Leptos marks the places between nodes with `<!>`; the checker calls that a bogus comment. */
function isLeptosMarker(remark: Remark): boolean {
  // The checker now and then places its highlight a little off, so the extract as a whole is what counts.
  return remark.message === 'Bogus comment.' && (remark.extract?.includes('<!>') ?? false);
}

teardown('[4.1] every page that was served is valid HTML', () => {
  teardown.setTimeout(300_000);
  if (readdirSync(htmlFolder).length === 0) return;
  const jar = createRequire(import.meta.url)('vnu-jar') as string;
  const checker = spawnSync('java', ['-Xss2m', '-jar', jar, '--format', 'json', '--exit-zero-always', '--skip-non-html', htmlFolder], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  expect(checker.status, `the HTML checker did not run: ${checker.error ?? checker.stderr.slice(0, 2000)}`).toBe(0);
  const { messages } = JSON.parse(checker.stderr) as { messages: Remark[] };
  const errors = messages.filter((remark) => remark.type !== 'info' && !isLeptosMarker(remark));
  expect(errors.map((error) => `${basename(error.url)}:${error.lastLine} ${error.message} … ${error.extract ?? ''}`)).toEqual([]);
});
