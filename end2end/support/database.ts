import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';

/** Runs one statement on a PostgreSQL. */
function tell(server: string, statement: string): void {
  try {
    execFileSync('psql', ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', `--dbname=${server}`, `--command=${statement}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: string };
    throw new Error(code === 'ENOENT' ? 'psql is not installed; on Debian: apt-get install postgresql-client' : `psql: ${stderr}`);
  }
}

/** An empty PostgreSQL database of its own. */
export function createDatabase(): { url: string; drop: () => void } {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) throw new Error('TEST_POSTGRES_URL is not set: two processes need a PostgreSQL. tools/test.sh starts one; or name a running one.');
  const name = `prakerja_e2e_${randomBytes(6).toString('hex')}`;
  tell(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => tell(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}
