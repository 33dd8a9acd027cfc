import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError, unreachable } from '../../../errors.ts';
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
async function runStep(step: Step, state: RehearsalState): Promise<number | null> {
  const { stage: context } = state;
  const fillPlaceholders = (text: string) =>
    text.replaceAll('{unit}', context.unit).replaceAll('{attempt}', String(context.attempt));
  const runFileChange = (title: string, file: string, text: string | null, append = false) =>
    runToolCall(state, `${title} ${fillPlaceholders(file)}`, async () => {
      await changeFile(context.workdir, fillPlaceholders(file), text === null ? null : fillPlaceholders(text), append);
      return { ok: true, output: '' };
    });

  switch (step.verb) {
    case 'say':
      context.emit({ kind: 'message', text: fillPlaceholders(step.say), delta: false });
      return null;
    case 'think':
      context.emit({ kind: 'thinking', text: fillPlaceholders(step.think) });
      return null;
    case 'tool':
      return runToolCall(
        state,
        fillPlaceholders(step.tool),
        async () => {
          await sleep(step.takes ?? 0);
          return { ok: !step.failed, output: fillPlaceholders(step.result ?? '') };
        },
        true,
      );
    case 'write':
      return runFileChange('+', step.write, step.text);
    case 'append':
      return runFileChange('~', step.append, step.text, true);
    case 'delete':
      return runFileChange('-', step.delete, null);
    case 'run':
      return runToolCall(state, `$ ${fillPlaceholders(step.run)}`, () =>
        runCommand(context.workdir, ['/bin/sh', '-c', fillPlaceholders(step.run)]),
      );
    case 'commit':
      return runToolCall(state, '$ git commit', () => commit(context.workdir, fillPlaceholders(step.commit)));
    case 'tick':
      return runToolCall(state, `~ tasks.md ticks ${step.tick.join(', ')}`, () => tick(context.tasks, step.tick));
    case 'wait':
      await sleep(step.wait);
      return null;
    case 'usage':
      state.usage = {
        inputTokens: state.usage.inputTokens + (step.input ?? 0),
        cachedTokens: state.usage.cachedTokens + (step.cached ?? 0),
        outputTokens: state.usage.outputTokens + (step.output ?? 0),
        costUsd: step.cost_usd === undefined ? state.usage.costUsd : (state.usage.costUsd ?? 0) + step.cost_usd,
      };
      context.emit({ kind: 'usage', usage: state.usage });
      return null;
    case 'warn': {
      const resetsAt = step.resets_in === undefined ? null : Date.now() + step.resets_in;
      context.emit({ kind: 'limit', window: { name: step.warn, used: step.used, resetsAt, status: 'warning' } });
      return null;
    }
    case 'retry':
      context.emit({ kind: 'retry', message: step.retry, status: step.status ?? null, waitMs: step.after ?? null });
      return null;
    case 'limit':
    case 'overload':
      if (state.survived >= (step.times ?? 1)) {
        state.survived -= step.times ?? 1;
        return null;
      }
      context.onInterruption();
      for (const event of limitEvents(step, Date.now())) context.emit(event);
      return 1;
    case 'fail':
      context.emit(
        failureEvent({ message: fillPlaceholders(step.fail), status: step.status ?? null, code: step.code ?? null }),
      );
      return 1;
    case 'exit':
      return step.exit;
    case 'ask':
      return emitFinished(state, `${fillPlaceholders(step.ask)}\n<promise>HALT</promise>`);
    case 'done':
      emitFinished(state, `${fillPlaceholders(step.done)}\n<promise>TASK_DONE</promise>`);
      await sleep(step.linger ?? 0);
      return 0;
    case 'incomplete':
      return emitFinished(state, fillPlaceholders(step.incomplete));
    case 'hang':
      if (step.stubborn) for (const signal of STUBBORN_SIGNALS) process.on(signal, () => undefined);
      return hangForever();
    case 'spawn':
      return runToolCall(state, `starts ${step.spawn} stubborn children`, async () => {
        const pids = Array.from({ length: step.spawn }, () => startStubbornChild(step.detached ?? false));
        return { ok: true, output: pids.join(' ') };
      });
    case 'print':
      for (let i = 0; i < (step.times ?? 1); i++)
        await context.print(fillPlaceholders(step.print), step.stderr ? 'stderr' : 'stdout');
      return null;
    default:
      return unreachable(step);
  }
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
