import { expect, test } from '@playwright/test';
import config from '../playwright.config.ts';
import { Command } from '../support/command.ts';

// Which journeys run where, as Playwright itself lists them.

/** What somebody does in their account, each with journeys of its own. */
const tasks = [
  'proof', 'password', 'reset', 'profile', 'phone', 'email', 'forgot-email', 'second-step', 'sms-step', 'devices', 'history', 'kept', 'removal', 'closed',
  'office-staff', 'office-participant',
];

/** The journeys of a project, each as its file and its title. */
type Journeys = (project: string) => ReadonlySet<string>;

async function listed(): Promise<Journeys> {
  const { HOME, PATH } = process.env;
  const words = ['end2end/node_modules/@playwright/test/cli.js', 'test', '--config', 'end2end/playwright.config.ts', '--list'];
  const { status, text } = await Command.run(process.execPath, words, { HOME, PATH });
  expect(status, text).toBe(0);
  const journeys = new Map<string, Set<string>>();
  for (const [, project = '', file = '', title = ''] of text.matchAll(/^ +\[([^\]]+)\] › (?:\S*\/)?(journeys\/[^:]+):\d+:\d+ › (.*)$/gm)) {
    const known = journeys.get(project) ?? new Set<string>();
    // Tags are about where it runs.
    journeys.set(project, known.add(`${file} › ${title.replace(/( @\S+)+$/, '')}`));
  }
  return (project) => journeys.get(project) ?? new Set<string>();
}

const using = (name: string) => config.projects?.find((project) => project.name === name)?.use;

test('[4.1] every journey runs on a phone of 360 px and on a desktop, and those that need no script without scripts', async () => {
  expect(using('ponsel')).toMatchObject({ viewport: { width: 360 } });
  expect(using('meja')).toMatchObject({ viewport: { width: 1280 } });
  expect(using('tanpa-skrip')).toMatchObject({ viewport: { width: 360 }, javaScriptEnabled: false });
  expect(using('meja-tanpa-skrip')).toMatchObject({ viewport: { width: 1280 }, javaScriptEnabled: false });

  const of = await listed();
  expect(of('ponsel').size).toBeGreaterThan(80);
  expect([...of('meja')].sort()).toEqual([...of('ponsel')].sort());
  const [everywhere, withoutScripts] = [of('meja-tanpa-skrip'), of('tanpa-skrip')];
  expect(withoutScripts.size).toBeGreaterThan(80);
  for (const clause of ['[3.2]', '[3.3]', '[3.4]', '[3.5]']) {
    const main = [...of('ponsel')].filter((title) => title.includes(clause) && everywhere.has(title) && withoutScripts.has(title));
    expect(main, `main journeys of ${clause}`).not.toEqual([]);
  }
});

test('each task of the account has journeys in both languages, on a phone and on a desktop, with scripts and without', async () => {
  const of = await listed();
  for (const project of ['ponsel', 'meja', 'tanpa-skrip']) {
    for (const task of tasks) {
      for (const lang of ['(id)', '(en)']) {
        const journeys = [...of(project)].filter((title) => title.startsWith(`journeys/${task}.spec.ts`) && title.includes(lang));
        expect(journeys, `${task} ${lang} in ${project}`).not.toEqual([]);
      }
    }
  }
});

test('[4.2] every journey runs on PostgreSQL with two processes, in one language, and all of them on SQLite', async () => {
  expect(using('dua-proses')).toMatchObject({ processes: 2 });
  for (const project of ['ponsel', 'meja', 'tanpa-skrip', 'meja-tanpa-skrip']) expect(using(project), project).not.toHaveProperty('processes');

  const of = await listed();
  const once = of('dua-proses');
  const missing = [...of('ponsel')].filter((title) => !once.has(title.replace('(en)', '(id)')));
  expect(missing).toEqual([]);
});
