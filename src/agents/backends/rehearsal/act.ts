import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../../errors.ts';
import type { AgentEvent, Usage } from '../../types.ts';
import { type CommandResult, changeFile, runCommand } from './change-files.ts';
import { failureEvent, limitEvents } from './scripted-limit.ts';
import type { Step } from './scripted-steps.ts';

/** Where a rehearsal is acted out, and how it is heard. */
export interface RehearsalContext {
  readonly workdir: string;
  /** tasks.md beside the script; null without one. */
  readonly tasks: string | null;
  readonly unit: string;
  readonly attempt: number;
  /** Nothing may be changed. */
  readonly readOnly: boolean;
  /** Limits and overloads that this attempt has met and survived so far. */
  readonly limitsPassed: number;
  emit(event: AgentEvent): void;
  /** Raw output, no event; resolves when there is room for more. */
  print(text: string, stream: 'stdout' | 'stderr'): Promise<void>;
  /** Told before a limit is met, so that whoever resumes the session knows of it. */
  onInterruption(): void;
}

const STUBBORN_SCRIPT = "trap '' TERM INT HUP; sleep 600";
const STUBBORN_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Acts the steps out in order; the exit code of the agent. A list that just ends says done. */
export async function runSteps(steps: readonly Step[], context: RehearsalContext): Promise<number> {
  const state = { stage: context, survived: context.limitsPassed, usage: NO_USAGE, calls: 0 };
  for (const step of steps) {
    const exitCode = await runStep(step, state);
    if (exitCode !== null) return exitCode;
  }
  return emitFinished(state, 'Done.\n<promise>TASK_DONE</promise>');
}

interface RehearsalState {
  readonly stage: RehearsalContext;
  survived: number;
  usage: Usage;
  calls: number;
}

const NO_USAGE: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null };

/** An exit code ends the rehearsal; null goes on. */
type Act<S extends Step = Step> = (step: S, state: RehearsalState) => Promise<number | null> | number | null;

type StepOf<Verb extends Step['verb']> = Extract<Step, { verb: Verb }>;

const ACTS: { readonly [Verb in Step['verb']]: Act<StepOf<Verb>> } = {
  say: ({ say }, state) => emit(state, { kind: 'message', text: fill(say, state), delta: false }),
  think: ({ think }, state) => emit(state, { kind: 'thinking', text: fill(think, state) }),
  tool: (step, state) =>
    runToolCall(
      state,
      fill(step.tool, state),
      async () => {
        await sleep(step.takes ?? 0);
        return { ok: !step.failed, output: fill(step.result ?? '', state) };
      },
      true,
    ),
  write: ({ write, text }, state) => runFileChange(state, '+', write, text),
  append: ({ append, text }, state) => runFileChange(state, '~', append, text, true),
  delete: (step, state) => runFileChange(state, '-', step.delete, null),
  run: ({ run }, state) =>
    runToolCall(state, `$ ${fill(run, state)}`, () =>
      runCommand(state.stage.workdir, ['/bin/sh', '-c', fill(run, state)]),
    ),
  commit: (step, state) =>
    runToolCall(state, '$ git commit', () => commit(state.stage.workdir, fill(step.commit, state))),
  tick: (step, state) =>
    runToolCall(state, `~ tasks.md ticks ${step.tick.join(', ')}`, () => tick(state.stage.tasks, step.tick)),
  wait: async ({ wait }) => {
    await sleep(wait);
    return null;
  },
  usage(step, state) {
    state.usage = {
      inputTokens: state.usage.inputTokens + (step.input ?? 0),
      cachedTokens: state.usage.cachedTokens + (step.cached ?? 0),
      outputTokens: state.usage.outputTokens + (step.output ?? 0),
      costUsd: step.cost_usd === undefined ? state.usage.costUsd : (state.usage.costUsd ?? 0) + step.cost_usd,
    };
    return emit(state, { kind: 'usage', usage: state.usage });
  },
  warn(step, state) {
    const resetsAt = step.resets_in === undefined ? null : Date.now() + step.resets_in;
    return emit(state, { kind: 'limit', window: { name: step.warn, used: step.used, resetsAt, status: 'warning' } });
  },
  retry: ({ retry, status = null, after = null }, state) =>
    emit(state, { kind: 'retry', message: retry, status, waitMs: after }),
  limit: meetLimit,
  overload: meetLimit,
  fail({ fail, status = null, code = null }, state) {
    emit(state, failureEvent({ message: fill(fail, state), status, code }));
    return 1;
  },
  exit: ({ exit }) => exit,
  ask: ({ ask }, state) => emitFinished(state, `${fill(ask, state)}\n<promise>HALT</promise>`),
  async done({ done, linger = 0 }, state) {
    emitFinished(state, `${fill(done, state)}\n<promise>TASK_DONE</promise>`);
    await sleep(linger);
    return 0;
  },
  incomplete: ({ incomplete }, state) => emitFinished(state, fill(incomplete, state)),
  hang({ stubborn }) {
    if (stubborn) for (const signal of STUBBORN_SIGNALS) process.on(signal, () => undefined);
    return hangForever();
  },
  spawn: (step, state) =>
    runToolCall(state, `starts ${step.spawn} stubborn children`, async () => {
      const pids = Array.from({ length: step.spawn }, () => startStubbornChild(step.detached ?? false));
      return { ok: true, output: pids.join(' ') };
    }),
  async print({ print, times = 1, stderr }, state) {
    for (let i = 0; i < times; i++) await state.stage.print(fill(print, state), stderr ? 'stderr' : 'stdout');
    return null;
  },
};

async function runStep(step: Step, state: RehearsalState): Promise<number | null> {
  const act = ACTS[step.verb] as Act;
  return act(step, state);
}

function fill(text: string, { stage }: RehearsalState): string {
  return text.replaceAll('{unit}', stage.unit).replaceAll('{attempt}', String(stage.attempt));
}

function emit(state: RehearsalState, event: AgentEvent): null {
  state.stage.emit(event);
  return null;
}

function meetLimit(step: StepOf<'limit' | 'overload'>, state: RehearsalState): number | null {
  if (state.survived >= (step.times ?? 1)) {
    state.survived -= step.times ?? 1;
    return null;
  }
  state.stage.onInterruption();
  for (const event of limitEvents(step, Date.now())) emit(state, event);
  return 1;
}

function runFileChange(
  state: RehearsalState,
  sign: string,
  file: string,
  text: string | null,
  append = false,
): Promise<null> {
  const path = fill(file, state);
  return runToolCall(state, `${sign} ${path}`, async () => {
    await changeFile(state.stage.workdir, path, text === null ? null : fill(text, state), append);
    return { ok: true, output: '' };
  });
}

function emitFinished(state: RehearsalState, message: string): number {
  state.stage.emit({ kind: 'message', text: message, delta: false });
  state.stage.emit({ kind: 'finished', ok: true, finalMessage: null, error: null });
  return 0;
}

/** A tool call with its result; whatever goes wrong in it is its result. */
async function runToolCall(
  state: RehearsalState,
  title: string,
  work: () => Promise<CommandResult>,
  allowedReadOnly = false,
): Promise<null> {
  const id = `call-${++state.calls}`;
  state.stage.emit({ kind: 'tool-call', id, title });
  let result: CommandResult;
  try {
    result = state.stage.readOnly && !allowedReadOnly ? { ok: false, output: 'refused: read-only' } : await work();
  } catch (error) {
    if (!(error instanceof UserError) && !(error instanceof Error && 'code' in error)) throw error;
    result = { ok: false, output: error.message };
  }
  state.stage.emit({ kind: 'tool-result', id, ok: result.ok, text: result.output });
  return null;
}

function startStubbornChild(detached: boolean): number | undefined {
  const child = spawn('/bin/sh', ['-c', STUBBORN_SCRIPT], { stdio: 'ignore', detached });
  child.unref();
  return child.pid;
}

async function commit(root: string, message: string): Promise<CommandResult> {
  const staged = await runCommand(root, ['git', 'add', '--all']);
  if (!staged.ok) return staged;
  const author = ['-c', 'user.name=rehearsal', '-c', 'user.email=rehearsal@localhost'];
  return runCommand(root, ['git', ...author, 'commit', '--no-verify', '-m', message]);
}

async function tick(tasks: string | null, ids: readonly string[]): Promise<CommandResult> {
  if (tasks === null) return { ok: false, output: 'there is no tasks.md beside a script' };
  const text = await readFile(tasks, 'utf8');
  const ticked = text.replace(
    /^([^\S\n\r\u2028\u2029]*[-*+] \[)[ ~-](\]\*? +)(\S+?)(?=\.?(?:\s|$))/gm,
    (line, before, after, id) => (ids.includes(id) ? `${before}x${after}${id}` : line),
  );
  await writeFile(tasks, ticked);
  return { ok: ticked !== text, output: '' };
}

function hangForever(): Promise<never> {
  return new Promise(() => setInterval(() => undefined, 2 ** 30));
}
