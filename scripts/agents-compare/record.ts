import { spawn } from 'node:child_process';
import { getBackend } from '../../src/agents/index.ts';
import { type Cli, clis } from '../../test/real-agents/clis.ts';
import { makePlace, removePlace } from '../../test/real-agents/drive.ts';
import { startModelServer } from '../../test/real-agents/server/model-server.ts';
import type { Scenario } from './scenarios.ts';

/** It waits in silence for a limit, or hangs. */
const PATIENCE_MS = 90_000;

/** What a CLI printed in one scenario, with the names of its own folders and ports taken out. */
export interface Recording {
  readonly stdout: string;
  readonly stderr: string;
  /** null: it was ended after its time. */
  readonly exitCode: number | null;
  readonly requests: number;
  readonly seconds: number;
  readonly argv: readonly string[];
}

/** Runs the CLI as an attempt would, on the product's own command line, against the scripted model. */
export async function record(cli: Cli, program: string, scenario: Scenario): Promise<Recording> {
  const server = await startModelServer(scenario.turns);
  const place = makePlace(cli, program, 'auto');
  const { loopback, failFast = [] } = clis[cli];
  const own = loopback(server.url, place.home);
  const { argv, env, defaultEnv, stdin } = getBackend(cli).command(program, {
    prompt: 'Do the task and finish with the promise tag.',
    session: null,
    model: scenario.model ?? own.model ?? null,
    sandbox: 'full',
    extraArgs: [...(own.args ?? []), ...failFast],
    workdir: place.work,
    options: {},
  });
  const startedAt = Date.now();
  try {
    const ended = await run(argv, stdin, place.work, {
      ...{ PATH: process.env.PATH ?? '', HOME: place.home, ...defaultEnv, ...own.env, ...env },
      ...scenario.env,
    });
    const plain = (text: string) =>
      text
        .replaceAll(place.work, '/repo')
        .replaceAll(place.home, '/home/agent')
        .replaceAll(place.folder, '/place')
        .replaceAll(server.url, 'http://127.0.0.1:4700');
    return {
      ...ended,
      stdout: plain(ended.stdout),
      stderr: plain(ended.stderr),
      requests: server.seen.length,
      seconds: Math.round((Date.now() - startedAt) / 100) / 10,
      argv: [cli, ...argv.slice(1)].map(plain),
    };
  } finally {
    await server.close();
    removePlace(place);
  }
}

/** What a program prints to an empty terminal: help texts. */
export async function printed(program: string, args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run([program, ...args], '', process.cwd(), process.env);
  return `${stdout}${stderr}`;
}

function run(
  [program = '', ...args]: readonly string[],
  stdin: string,
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Pick<Recording, 'stdout' | 'stderr' | 'exitCode'>> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, detached: true, stdio: 'pipe' });
    const timer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), PATIENCE_MS);
    const text = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (chunk: string) => {
        text[stream] += chunk;
      });
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ ...text, exitCode });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
  });
}
