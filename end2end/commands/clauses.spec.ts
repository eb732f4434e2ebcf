import { mkdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { Checkout } from '../support/checkout.ts';
import { Command } from '../support/command.ts';

// tools/clauses.sh itself, with clauses and titles of its own.

let checkout: Checkout;
test.beforeEach(() => {
  checkout = new Checkout('klausul', ['clauses.sh', 'env.sh']);
  mkdirSync(checkout.path('end2end'));
});
test.afterEach(() => checkout.remove());

const saying = (lines: string[]): string => `cat <<'END'\n${lines.join('\n')}\nEND\n`;

/** What it says of these clauses and the titles of these tests, and how it ends. */
function clauses(list: string[], rust: string[], browser: string[]): Promise<{ status: number | null; text: string }> {
  checkout.write('tools/clauses.txt', `${list.join('\n')}\n`);
  checkout.write('bin/cargo', `#!/bin/sh\n${saying(rust.map((title) => `${title}: test`))}`);
  checkout.write('bin/npx', `#!/bin/sh\n${saying(browser.map((title) => `  [ponsel] › journeys/uji.spec.ts:1:1 › ${title}`))}`);
  return Command.run('/bin/bash', [checkout.path('tools/clauses.sh')], checkout.environment);
}

const list = ['# Doors.', '', '9.1 Doors', '9.1a they open', '  doors::a_door_opens', '9.1b they shut'];
const opens = 'doors::a_door_opens_when_it_is_pushed';
const shuts = 'doors::clause_9_1b_a_door_shuts';

test('[4.3] the list names the tests of each clause, by number or by title', async () => {
  const { status, text } = await clauses(list, [opens, shuts], ['[9.1] somebody comes in', 'something else']);
  expect(status, text).toBe(0);
  expect(text).toMatch(/^9\.1 +Doors\n +\[9\.1\] somebody comes in/m);
  expect(text).toMatch(/^9\.1a +they open\n +doors::a_door_opens_when_it_is_pushed$/m);
  expect(text).toMatch(/^9\.1b +they shut\n +doors::clause_9_1b_a_door_shuts$/m);
  expect(text).toMatch(/^Other tests\n +something else/m);
});

test('[4.3] the list fails on a clause without a test and on a test of a clause that is not there', async () => {
  const { status, text } = await clauses(list, [opens], ['[9.2] somebody climbs in']);
  expect(status).not.toBe(0);
  expect(text).toContain('NO TEST');
  expect(text).toMatch(/^error: clauses without a test: 9\.1b$/m);
  expect(text).toContain('[9.2] somebody climbs in');
});
