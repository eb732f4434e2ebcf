import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './folders.ts';

/** A checkout of a test's own: scripts of `tools/` as they are, and whatever the test writes around them. */
export class Checkout {
  readonly folder: string;

  /** With these scripts of `tools/`. */
  constructor(name: string, tools: string[]) {
    this.folder = mkdtempSync(join(tmpdir(), `prakerja-${name}-`));
    for (const tool of tools) this.write(`tools/${tool}`, readFileSync(join(root, 'tools', tool), 'utf8'));
  }

  /** Where something in it stands. */
  path(path: string): string {
    return join(this.folder, path);
  }

  /** Writes a file, which may be run. */
  write(path: string, text: string): void {
    const file = this.path(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, 0o755);
  }

  /** For what is run in it: what stands in `bin/` comes before the system's commands, and no tool is installed. */
  get environment(): NodeJS.ProcessEnv {
    const { HOME, PATH } = process.env;
    return { HOME, PATH: `${this.path('bin')}:${PATH}`, PRAKERJA_TOOLS: this.path('none') };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
