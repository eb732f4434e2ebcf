import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Checkout } from '../support/checkout.ts';
import { Command } from '../support/command.ts';
import { root } from '../support/folders.ts';

// tools/test.sh itself, in a checkout where everything it starts only writes down that it was started.

let checkout: Checkout;
let diary: string;
test.beforeEach(() => {
  checkout = new Checkout('test', ['test.sh', 'env.sh', 'postgres.sh']);
  diary = checkout.path('diary');
  copyFileSync(join(root, 'Makefile'), checkout.path('Makefile'));
  for (const name of ['setup.sh', 'release.sh', 'clauses.sh']) checkout.write(`tools/${name}`, noting(name));
  for (const name of ['java', 'chromium-headless-shell', 'psql', 'openssl']) checkout.write(`bin/${name}`, noting(name));
  checkout.write('bin/cargo', noting('cargo "$@"'));
  checkout.write('bin/npm', noting('npm "$@"'));
  checkout.write('bin/npx', noting('npx "$@" on $TEST_POSTGRES_URL with $PRAKERJA_BIN'));
  checkout.write('end2end/package-lock.json', '{}');
  checkout.write('target/site/rilis', '0123456789ab');
});
test.afterEach(() => checkout.remove());

const noting = (what: string): string => `#!/bin/sh\necho ${what} >>${diary}\n`;

const environment = (): NodeJS.ProcessEnv => ({ ...checkout.environment, TEST_POSTGRES_URL: 'postgres://uji@127.0.0.1:1/uji' });

function makeTest(): Promise<{ status: number | null; text: string }> {
  return Command.run('make', ['--silent', `--directory=${checkout.folder}`, 'test'], environment());
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
    `npx playwright test on postgres://uji@127.0.0.1:1/uji with ${checkout.folder}/target/rilis/bin/0123456789ab/prakerja`,
    'clauses.sh',
  ]);
  for (const step of ['Rust tests', 'Release build', 'Browser tests', 'Clauses shown by tests']) expect(text).toMatch(new RegExp(`^${step} +\\d+ s +passed$`, 'm'));
  expect(text).toMatch(/^==> All tests passed in \d+ s$/m);
});

test('[1.2] a part of the browser tests does not claim to have shown every clause', async () => {
  const { status, text } = await Command.run('/bin/bash', [checkout.path('tools/test.sh'), '--project', 'ponsel'], environment());
  expect(status, text).toBe(0);
  expect(text).toContain('Partial run (--project ponsel)');
  const done = readFileSync(diary, 'utf8');
  expect(done).toContain('npx playwright test --project ponsel on');
  expect(done).not.toContain('clauses.sh');
});

test('[1.2] make test stops at the first step that fails and says which', async () => {
  checkout.write('bin/cargo', `#!/bin/sh\n[ "$1" != test ]\n`);
  const { status, text } = await makeTest();
  expect(status).not.toBe(0);
  expect(text).toMatch(/^Rust tests +\d+ s +FAILED$/m);
  expect(text).not.toContain('Browser tests');
  expect(text).toMatch(/^==> Tests failed after \d+ s$/m);
});
