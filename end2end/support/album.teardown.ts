import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test as teardown } from '@playwright/test';
import { looks } from './camera.ts';
import { picturedFile, root } from './folders.ts';

/** Pages without a picture, and why. */
const leftOut = new Map([['/atur-ulang/{token}', 'takes the token out of the address and leads on to /atur-ulang']]);

/** The addresses of the portal's pages as its own list has them, some with a parameter: `/atur-ulang/{token}`. */
function pages(): string[] {
  const list = /^routes! \{\n([\s\S]*?)^\}$/m.exec(readFileSync(join(root, 'src/kernel/route.rs'), 'utf8'))?.[1] ?? '';
  return [...list.matchAll(/^ +\w+ => "([^"]+)",$/gm)].map(([, path]) => path as string);
}

/** Every page that has no picture in this look. */
function missing(look: string, pictured: string[]): string[] {
  const seen = pictured.filter((line) => line.startsWith(`${look} `)).map((line) => line.slice(look.length + 1));
  const isOf = (page: string): RegExp => new RegExp(`^${page.replace(/\{\w+\}/, '[\\w-]+')}$`);
  return pages().filter((page) => !leftOut.has(page) && !seen.some((address) => isOf(page).test(address)));
}

teardown('[4.5] the cameras reach every page, on a phone and on a desktop, in light and in dark', () => {
  expect(pages().length).toBeGreaterThan(45);
  expect([...leftOut.keys()].filter((page) => !pages().includes(page)), 'left out, and no page').toEqual([]);
  const pictured = existsSync(picturedFile) ? readFileSync(picturedFile, 'utf8').trim().split('\n') : [];
  const without = Object.fromEntries(looks.map(({ name }) => [name, missing(name, pictured)]));
  const none = Object.fromEntries(looks.map(({ name }) => [name, []]));
  expect(without, 'pages without a picture (to take a few pictures only: --no-deps)').toEqual(none);
});
