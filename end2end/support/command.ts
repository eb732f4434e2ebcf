import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from './folders.ts';

/** A command of the checkout while it runs, and what it has written so far. */
export class Command {
  #written = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (text: string) => (this.#written += text));
    }
  }

  /** Starts a program in the root of the checkout. An environment that is given replaces the usual one. */
  static start(program: string, words: string[] = [], environment: NodeJS.ProcessEnv = process.env): Command {
    return new Command(spawn(program, words, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** Runs a program to its end. */
  static async run(program: string, words: string[] = [], environment: NodeJS.ProcessEnv = process.env): Promise<{ status: number | null; text: string }> {
    const command = Command.start(program, words, environment);
    await once(command.child, 'close');
    return { status: command.child.exitCode, text: command.text };
  }

  /** Standard output and errors, as they came. */
  get text(): string {
    return this.#written;
  }

  /** Asks it to end, as a service manager would; answers its exit status. */
  async end(): Promise<number | null> {
    if (this.child.exitCode === null) {
      const exited = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await exited;
    }
    return this.child.exitCode;
  }
}
