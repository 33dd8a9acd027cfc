import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { claude } from '../../../src/agents/backends/claude/claude.ts';
import { createIsolation, type IsolationOptions, leaveSandbox } from '../../../src/terminal/isolation/isolation.ts';

/** A home and a working tree, and this machine's sandbox over them. */
export interface Place {
  readonly folder: string;
  readonly home: string;
  readonly work: string;
  /** What a command prints in a sandbox; `backend`: whose agent runs it. */
  inside(script: string, more?: Partial<IsolationOptions>, backend?: string | null): Promise<string>;
  /** The same; `meanwhile`: what others do once the sandbox is made. `told`: what a person is told at its end. */
  insideWhile(
    meanwhile: () => void | Promise<void>,
    script: string,
    more?: Partial<IsolationOptions>,
  ): Promise<{ readonly stdout: string; readonly told: readonly string[] }>;
  /** Files in the home. */
  write(files: Readonly<Record<string, string>>): void;
  /** Links in the home, by what in it they lead to. */
  link(links: Readonly<Record<string, string>>): void;
  close(): void;
}

export function createPlace(): Place {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'inside-')));
  const [home, work] = [join(folder, 'home'), join(folder, 'work')];
  for (const path of [home, work]) mkdirSync(path);
  const env = { PATH: process.env.PATH ?? '', HOME: home };
  const parent = (path: string) => mkdirSync(dirname(join(home, path)), { recursive: true });
  const start = async (
    meanwhile: () => void | Promise<void>,
    script: string,
    more: Partial<IsolationOptions> = {},
    backend: string | null = null,
  ) => {
    const isolation = createIsolation({
      ...{ strength: 'auto', allow: [], writable: [], env, home, workdir: work, uid: process.getuid?.() ?? -1 },
      ...{ dist: work, cacheDir: join(folder, 'cache'), logs: join(folder, 'logs'), runnerFiles: [] },
      ...{ backends: [claude], notice: () => undefined, announce: () => undefined },
      ...more,
    });
    const entry = await isolation.enter(backend);
    if (entry.kind !== 'sandbox') throw new Error(entry.kind);
    const started = entry.sandbox.start(more.env ? ({ ...env, ...more.env } as typeof env) : env);
    await meanwhile();
    const [program = '', ...args] = [...started.prefix, 'sh', '-c', script];
    const { stdout } = spawnSync(program, args, { cwd: work, env: started.env, encoding: 'utf8' });
    const told: string[] = [];
    await leaveSandbox(entry.sandbox, (text) => told.push(text));
    await isolation.close();
    return { stdout, told };
  };
  return {
    ...{ folder, home, work },
    inside: async (script, more, backend) => (await start(async () => {}, script, more, backend)).stdout,
    insideWhile: start,
    write(files) {
      for (const [path, text] of Object.entries(files)) {
        parent(path);
        writeFileSync(join(home, path), text);
      }
    },
    link(links) {
      for (const [path, target] of Object.entries(links)) {
        parent(path);
        symlinkSync(join(home, target), join(home, path));
      }
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}
