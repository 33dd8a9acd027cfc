import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { backends } from '../../src/agents/index.ts';
import type { AgentEvent, AgentReport, Sandbox } from '../../src/agents/types.ts';
import { createTerminal } from '../../src/terminal/create-terminal.ts';
import { createIsolation, type Isolation } from '../../src/terminal/isolation/isolation.ts';
import type { Strength } from '../../src/terminal/isolation/policy/paths/paths.ts';
import { listProcesses } from '../../src/terminal/process/processes.ts';
import { judge } from '../../src/verdict/judge.ts';
import type { Verdict } from '../../src/verdict/types.ts';
import { type Cli, clis, type Setup } from './clis.ts';
import { watchOutside } from './outside.ts';
import { cacheDir } from './programs.ts';
import { type ModelServer, startModelServer } from './server/model-server.ts';
import type { Turn } from './server/turns.ts';

const root = resolve(import.meta.dirname, '..', '..');

/** A fresh home and working tree for one CLI. */
export interface Place {
  readonly backend: string;
  readonly setup: Setup;
  /** What only this backend reads. */
  readonly options: Readonly<Record<string, string>>;
  readonly program: string;
  readonly strength: Strength;
  /** What its sandbox leaves within reach. */
  readonly allow?: readonly string[];
  readonly folder: string;
  readonly home: string;
  readonly work: string;
  readonly logs: string;
}

export function makePlace(
  cli: Cli | Pick<Place, 'backend' | 'setup' | 'options' | 'allow'>,
  program: string,
  strength: Strength,
): Place {
  const facts = typeof cli === 'string' ? { backend: cli, setup: clis[cli], options: {} } : cli;
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `real-${facts.backend}-`)));
  const [home, work, logs] = ['home', 'work', 'logs'].map((name) => join(folder, name)) as [string, string, string];
  for (const path of [home, work, logs, tempOf(folder)]) mkdirSync(path);
  return { ...facts, program, strength, folder, home, work, logs };
}

/** Where a CLI unpacks libraries and listens: what it leaves there goes with its place. */
export const tempOf = (folder: string): string => join(folder, 'tmp');

export function removePlace(place: Place): void {
  rmSync(place.folder, { recursive: true, force: true, maxRetries: 5 });
}

/** What an attempt is ordered beside its place. */
export interface Order {
  readonly prompt?: string;
  readonly session?: string | null;
  readonly sandbox?: Sandbox;
  readonly failFast?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly idleTimeoutMs?: number;
  readonly timeoutMs?: number;
  /** Called once the model has this many requests. */
  readonly stopAfter?: number;
}

/** The sandboxes of an attempt: on a machine that has none a story fails. */
export function openIsolation(
  { strength, home, work, logs, allow = [] }: Place,
  env: Readonly<Record<string, string | undefined>>,
  notice: (text: string) => void,
): Isolation {
  return createIsolation({
    ...{ strength, allow, writable: [], env, home, workdir: work, cacheDir, backends, notice },
    dist: join(root, 'dist'),
    logs,
    runnerFiles: [],
    uid: process.getuid?.() ?? -1,
    announce: () => {},
  });
}

export interface Told {
  readonly report: AgentReport;
  readonly events: readonly AgentEvent[];
  readonly verdict: Verdict;
  readonly server: ModelServer;
  /** Names in the working tree after it. */
  readonly files: readonly string[];
  /** Contacts outside loopback. */
  readonly outside: readonly string[];
  /** Processes that it left behind. */
  readonly left: readonly number[];
  /** Between the order to stop and the end; null: nobody stopped it. */
  readonly stopMs: number | null;
  /** The working tree. */
  readonly work: string;
  /** What a person would have been warned of. */
  readonly notices: readonly string[];
}

/** Runs the real CLI for one attempt against a model that follows `turns`, through the product's own terminal. */
export async function drive(place: Place, turns: readonly Turn[], order: Order = {}): Promise<Told> {
  const server = await startModelServer(turns);
  const watch = await watchOutside(randomUUID());
  const { backend, setup, options } = place;
  const loopback = setup.loopback(server.url, place.home);
  const patience = order.failFast ? (setup.failFast ?? []) : [];
  const own = { PATH: process.env.PATH, HOME: place.home, TMPDIR: tempOf(place.folder) };
  const env = { ...own, ...watch.env, ...loopback.env, ...order.env };
  const notices: string[] = [];
  const notice = (text: string): void => void notices.push(text);
  const isolation = openIsolation(place, env, notice);
  const terminal = await createTerminal({
    mode: 'off',
    session: null,
    spec: 'story',
    runId: 'story',
    node: process.execPath,
    paneScript: join(root, 'src', 'pane.ts'),
    env,
    logDir: place.logs,
    secrets: [],
    program: () => place.program,
    notice,
    isolation,
    timing: { lingerMs: 3_000 },
  });
  const events: AgentEvent[] = [];
  const stop = new AbortController();
  let stoppedAt: number | null = null;
  if (order.stopAfter !== undefined) {
    void server.reached(order.stopAfter).then(() => {
      stoppedAt = Date.now();
      stop.abort();
    });
  }
  const before = new Set(readdirSync(place.work));
  try {
    notices.push(...(await isolation.ready()));
    const report = await terminal.run(
      {
        backend,
        order: {
          prompt: order.prompt ?? 'Do the task and finish with the promise tag.',
          session: order.session ?? null,
          model: loopback.model ?? null,
          sandbox: order.sandbox ?? 'full',
          extraArgs: [...(loopback.args ?? []), ...patience],
          workdir: place.work,
          options: order.sandbox === 'read-only' ? { ...options, assignment: 'true' } : options,
        },
        window: 'task-1',
        title: 'a story',
        attempt: 1,
        maxAttempts: 1,
        timeoutMs: order.timeoutMs ?? 240_000,
        idleTimeoutMs: order.idleTimeoutMs ?? 240_000,
        allowEnv: loopback.allowEnv ?? [],
      },
      (event) => events.push(event),
      stop.signal,
    );
    const stopMs = stoppedAt === null ? null : Date.now() - stoppedAt;
    const files = readdirSync(place.work).sort();
    const changed = files.some((name) => !before.has(name));
    const verdict = judge(report, { backend, backends, now: Date.now(), changed });
    const outside = await watch.close();
    const tag = { variable: `STORY_MARK=${watch.env.STORY_MARK}`, limits: null };
    const left = (await listProcesses(tag)).filter(({ tagged }) => tagged);
    return {
      left: left.map(({ pid }) => pid),
      report,
      events,
      verdict,
      server,
      files,
      outside,
      stopMs,
      work: place.work,
      notices,
    };
  } finally {
    await watch.close();
    await terminal.close();
    await isolation.close();
    await server.close();
  }
}
