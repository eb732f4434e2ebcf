import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Command } from '../support/command.ts';
import { createDatabase } from '../support/database.ts';
import { serverBinary } from '../support/folders.ts';
import { bareEnvironment, Server } from '../support/server.ts';

let folder: string;
test.beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'prakerja-db-'))));
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('[2.2c] a second serve on one SQLite file is refused, and every other command works beside it', async () => {
  const settings = { PRAKERJA__DATA_DIR: folder };
  const server = await Server.start('perintah-sqlite', settings);
  try {
    await expect(Server.start('perintah-sqlite-2', settings)).rejects.toThrow(/prakerja\.db|database/);
    for (const words of [['migrate'], ['seed', '--demo'], ['audit', 'verify'], ['keys', 'rotate'], ['maintain']]) {
      const { status, text } = await Command.run(serverBinary, words, { ...bareEnvironment(), ...settings });
      expect(status, `${words.join(' ')}: ${text}`).toBe(0);
    }
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  } finally {
    expect(await server.stop(new Map())).toEqual([]);
  }
});

test('a seed of many participants runs beside a server, goes on where it stopped, and refuses what is not built', async () => {
  const settings = { PRAKERJA__DATA_DIR: folder };
  const server = await Server.start('perintah-peserta', settings);
  try {
    const seed = (...words: string[]) => Command.run(serverBinary, ['seed', '--demo', ...words], { ...bareEnvironment(), ...settings });
    for (const [count, added] of [[2_500, 2_500], [3_000, 500], [3_000, 0]]) {
      const { status, text } = await seed('--participants', String(count));
      expect(status, text).toBe(0);
      expect(text).toContain(`${added} participants were generated`);
    }
    expect((await Command.run(serverBinary, ['audit', 'verify'], { ...bareEnvironment(), ...settings })).status).toBe(0);
    for (const words of [['--jobs', '5'], ['--participants', '5', '--courses', '5'], ['--participants', 'banyak'], ['--participants', '10000001']]) {
      expect((await seed(...words)).status, words.join(' ')).toBe(2);
    }
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  } finally {
    expect(await server.stop(new Map())).toEqual([]);
  }
});

test('[2.2b] processes that start at once on an empty database migrate it once', async () => {
  const database = createDatabase();
  try {
    // There are no keys yet, either: one process makes them and all take those.
    const settings = { PRAKERJA__DATA_DIR: folder, PRAKERJA__DATABASE__URL: database.url };
    const servers = await Promise.all([1, 2, 3].map((number) => Server.start(`perintah-postgres-${number}`, settings)));
    const problems = await Promise.all(servers.map((server) => server.stop(new Map())));
    expect(problems.flat()).toEqual([]);
  } finally {
    database.drop();
  }
});

test('[2.2b] a server and commands that start at once on a new SQLite file migrate it once', async () => {
  for (const round of [1, 2, 3]) {
    const settings = { PRAKERJA__DATA_DIR: join(folder, String(round)) };
    const commands = [['migrate'], ['seed', '--demo'], ['migrate']];
    const [server, ...ended] = await Promise.all([
      Server.start(`perintah-sqlite-sekaligus-${round}`, settings),
      ...commands.map((words) => Command.run(serverBinary, words, { ...bareEnvironment(), ...settings })),
    ]);
    for (const { status, text } of ended) expect(status, text).toBe(0);
    expect(await server.stop(new Map())).toEqual([]);
  }
});

test('[2.2d] an auditor who may only read has the views', async () => {
  const database = createDatabase();
  try {
    const server = await Server.start('perintah-pandangan', { PRAKERJA__DATA_DIR: folder, PRAKERJA__DATABASE__URL: database.url });
    const queries = ['otp', 'session', 'reset', 'outbox', 'audit'].map((name) => `--command=SELECT count(*) FROM chk_${name}`);
    const environment = { ...process.env, PGOPTIONS: '-c default_transaction_read_only=on' };
    const { status, text } = await Command.run('psql', ['--no-psqlrc', '--set=ON_ERROR_STOP=1', `--dbname=${database.url}`, ...queries], environment);
    expect(status, text).toBe(0);
    expect(await server.stop(new Map())).toEqual([]);
  } finally {
    database.drop();
  }
});
