import { randomInt } from 'node:crypto';
import { test as base, type Page } from '@playwright/test';
import { startDataSaver } from './data-saver.ts';
import { Guard } from './guard.ts';
import { inspect } from './inspect.ts';
import { somebody, type Person } from './person.ts';
import { Portal } from './portal.ts';
import { Visitor } from './visitor.ts';

export { expect } from '@playwright/test';
export type { Person } from './person.ts';

interface TestFixtures {
  /** Whether this project's browser runs scripts. */
  hasScripts: boolean;
  /** What no page may do; a test fails on everything it finds. */
  guard: Guard;
  /** Looks a page over: accessibility, width, heading, title, and its HTML is kept for the checker. */
  periksa: (page: Page) => Promise<void>;
  /** The person in front of the test's first browser. */
  visitor: Visitor;
  /** Opens another browser, which shares nothing with the first; one that saves data says so to every server. */
  anotherVisitor: (options?: { savesData: boolean }) => Promise<Visitor>;
  /** A person whom the portal does not know yet. */
  newPerson: (options?: Parameters<typeof somebody>[0]) => Person;
}

export interface WorkerFixtures {
  /** How many processes the portal has; more than one work on PostgreSQL. */
  processes: number;
  /** Whether the portal has the demo staff, and so an administrator already. Such a portal is not shared with tests that have none. */
  staffed: boolean;
  portal: Portal;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  processes: [1, { option: true, scope: 'worker' }],
  staffed: [false, { option: true, scope: 'worker' }],

  portal: [
    async ({ processes, staffed }, use, info) => {
      const portal = await Portal.start(`${info.project.name}-${info.workerIndex}`, processes);
      if (staffed) await portal.command('seed', '--demo');
      await use(portal);
      await portal.stop();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ portal }, use) => use(portal.url),

  // An address for each test: what one does must not use up the limits of another.
  extraHTTPHeaders: async ({}, use) => use({ 'X-Forwarded-For': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}` }),

  hasScripts: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),

  guard: async ({ portal }, use, info) => {
    const guard = new Guard(portal.url, info.project.name);
    await use(guard);
    base.expect(guard.problems, 'what browsers reported during the test').toEqual([]);
  },

  context: async ({ context, guard }, use) => {
    await guard.attach(context);
    await use(context);
  },

  periksa: async ({ guard, hasScripts }, use) => use((page) => inspect(page, guard, hasScripts)),

  visitor: async ({ page, hasScripts, portal }, use, info) =>
    use(new Visitor(page, { scripts: hasScripts, program: hasScripts, patient: info.project.name === 'ponsel' }, portal.mailbox)),

  anotherVisitor: async ({ browser, guard, hasScripts, portal }, use, info) => {
    const toClose: (() => unknown)[] = [];
    await use(async ({ savesData } = { savesData: false }) => {
      const saver = savesData ? await startDataSaver() : undefined;
      if (saver) toClose.unshift(saver.close);
      const context = await browser.newContext(saver ? { proxy: { server: saver.server } } : {});
      toClose.unshift(() => context.close());
      await guard.attach(context);
      return new Visitor(await context.newPage(), { scripts: hasScripts, program: hasScripts && !savesData, patient: info.project.name === 'ponsel' }, portal.mailbox);
    });
    for (const close of toClose) await close();
  },

  newPerson: async ({ portal }, use) =>
    use((options) => {
      const person = somebody(options);
      const { email, password, nik, phone, address } = person;
      portal.keepsSecret({ email, password, nik, phone, address, 'phone in E.164': phone.replace(/\D/g, '').replace(/^0/, '62') });
      return person;
    }),
});
