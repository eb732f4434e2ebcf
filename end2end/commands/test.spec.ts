import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Command } from '../support/command.ts';
import { root } from '../support/folders.ts';

// tools/test.sh itself, in a checkout where everything it starts only writes down that it was started.

let folder: string;
let diary: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prakerja-test-'));
  diary = join(folder, 'diary');
  for (const name of ['test.sh', 'env.sh', 'postgres.sh']) write(`tools/${name}`, readFileSync(join(root, 'tools', name), 'utf8'));
  copyFileSync(join(root, 'Makefile'), join(folder, 'Makefile'));
  for (const name of ['setup.sh', 'release.sh', 'clauses.sh']) write(`tools/${name}`, noting(name));
  for (const name of ['java', 'chromium-headless-shell', 'psql', 'openssl']) write(`bin/${name}`, noting(name));
  write('bin/cargo', noting('cargo "$@"'));
  write('bin/npm', noting('npm "$@"'));
  write('bin/npx', noting('npx "$@" on $TEST_POSTGRES_URL with $PRAKERJA_BIN'));
  write('end2end/package-lock.json', '{}');
  write('target/site/rilis', '0123456789ab');
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const noting = (what: string): string => `#!/bin/sh\necho ${what} >>${diary}\n`;

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}

function environment(): NodeJS.ProcessEnv {
  const { HOME, PATH } = process.env;
  return { HOME, PATH: `${join(folder, 'bin')}:${PATH}`, PRAKERJA_TOOLS: join(folder, 'none'), TEST_POSTGRES_URL: 'postgres://uji@127.0.0.1:1/uji' };
}

function makeTest(): Promise<{ status: number | null; text: string }> {
  return Command.run('make', ['--silent', `--directory=${folder}`, 'test'], environment());
}

test('[1.2] make test runs Rust, release, browser and clauses on the database it is given, and sums up', async () => {
  const { status, text } = await makeTest();
  expect(status, text).toBe(0);
  const done = readFileSync(diary, 'utf8').trim().split('\n');
  expect(done).toEqual([
    'setup.sh',
    'cargo test --features ssr --lib --bins',
    'release.sh',
    'npm ci --prefix end2end --no-audit --no-fund --loglevel=error',
    'npm run --silent --prefix end2end check',
    `npx playwright test on postgres://uji@127.0.0.1:1/uji with ${folder}/target/rilis/bin/0123456789ab/prakerja`,
    'clauses.sh',
  ]);
  for (const step of ['Rust tests', 'Release build', 'Browser tests', 'Clauses shown by tests']) expect(text).toMatch(new RegExp(`^${step} +\\d+ s +passed$`, 'm'));
  expect(text).toMatch(/^==> All tests passed in \d+ s$/m);
});

test('[1.2] a part of the browser tests does not claim to have shown every clause', async () => {
  const { status, text } = await Command.run('/bin/bash', [join(folder, 'tools/test.sh'), '--project', 'ponsel'], environment());
  expect(status, text).toBe(0);
  expect(text).toContain('Partial run (--project ponsel)');
  const done = readFileSync(diary, 'utf8');
  expect(done).toContain('npx playwright test --project ponsel on');
  expect(done).not.toContain('clauses.sh');
});

test('[1.2] make test stops at the first step that fails and says which', async () => {
  write('bin/cargo', `#!/bin/sh\n[ "$1" != test ]\n`);
  const { status, text } = await makeTest();
  expect(status).not.toBe(0);
  expect(text).toMatch(/^Rust tests +\d+ s +FAILED$/m);
  expect(text).not.toContain('Browser tests');
  expect(text).toMatch(/^==> Tests failed after \d+ s$/m);
});
