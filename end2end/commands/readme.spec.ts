import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../support/folders.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');

test('[1.3] the README names every folder of src/', () => {
  const map = /## Map\s+```([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).filter((name) => !map.includes(`${name}/`))).toEqual([]);
});

test('[1.3] the README gives one line of why for every dependency', () => {
  const section = readme.slice(readme.indexOf('## Dependencies'), readme.indexOf('## Glossary'));
  const table = /\n\[dependencies\]\n([\s\S]*?)(?=\n\[)/.exec(read('Cargo.toml'))?.[1] ?? '';
  const crates = [...table.matchAll(/^([\w-]+)\s*=/gm)].map(([, name]) => name as string);
  const { devDependencies } = JSON.parse(read('end2end/package.json')) as { devDependencies: Record<string, string> };
  const names = [...crates, ...Object.keys(devDependencies)];
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !section.includes(`**${name}**`))).toEqual([]);
});

test('[1.3] the README lists every setting', () => {
  let section = '';
  const settings: string[] = [];
  for (const line of read('Leptos.toml').split('\n')) {
    section = /^\[(\w[\w.-]*)\]/.exec(line)?.[1] ?? section;
    const name = /^(?:# )?([a-z_]+) = /.exec(line)?.[1];
    if (name && !section.includes('leptos')) settings.push(`PRAKERJA__${section ? `${section}__` : ''}${name}`.toUpperCase());
  }
  expect(settings.length).toBeGreaterThan(10);
  const listed = (setting: string): boolean => readme.includes(setting) || readme.includes(`…__${setting.split('__').at(-1)}`);
  expect(settings.filter((setting) => !listed(setting))).toEqual([]);
});

test('[1.3] the README shows pictures and the two commands, PostgreSQL, SMTP and a glossary', () => {
  const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path]) => path as string);
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  for (const words of ['`make run`', '`make test`', '### With PostgreSQL', '### With a real mail server', '## Glossary']) expect(readme).toContain(words);
});
