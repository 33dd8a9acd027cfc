import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError, unreachable } from '../../../errors.ts';
import type { AgentEvent, Usage } from '../../types.ts';
import { type CommandResult, changeFile, runCommand } from './change-files.ts';
import { failure, interruption } from './scripted-limit.ts';
import type { Step } from './steps.ts';

/** Where a rehearsal is acted out, and how it is heard. */
export interface Stage {
  readonly workdir: string;
  /** tasks.md beside the script; null without one. */
  readonly tasks: string | null;
  readonly unit: string;
  readonly attempt: number;
  /** Nothing may be changed. */
  readonly readOnly: boolean;
  /** Limits and overloads that this attempt has met and survived so far. */
  readonly survived: number;
  emit(event: AgentEvent): void;
  /** Raw output, no event; resolves when there is room for more. */
  print(text: string, stream: 'stdout' | 'stderr'): Promise<void>;
  /** Told before a limit is met, so that whoever resumes the session knows of it. */
  interrupted(): void;
}

const IGNORES_SIGNALS = "trap '' TERM INT HUP; sleep 600";
const STUBBORN_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Acts the steps out in order; the exit code of the agent. A list that just ends says done. */
export async function act(steps: readonly Step[], stage: Stage): Promise<number> {
  const scene = { stage, survived: stage.survived, usage: NOTHING_USED, calls: 0 };
  for (const step of steps) {
    const exitCode = await perform(step, scene);
    if (exitCode !== null) return exitCode;
  }
  return finish(scene, 'Done.\n<promise>TASK_DONE</promise>');
}

interface Scene {
  readonly stage: Stage;
  survived: number;
  usage: Usage;
  calls: number;
}

const NOTHING_USED: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null };

/** An exit code ends the rehearsal; null goes on. */
async function perform(step: Step, scene: Scene): Promise<number | null> {
  const { stage } = scene;
  const fill = (text: string) => text.replaceAll('{unit}', stage.unit).replaceAll('{attempt}', String(stage.attempt));
  const change = (title: string, file: string, text: string | null, append = false) =>
    call(scene, `${title} ${fill(file)}`, async () => {
      await changeFile(stage.workdir, fill(file), text === null ? null : fill(text), append);
      return { ok: true, output: '' };
    });

  switch (step.verb) {
    case 'say':
      stage.emit({ kind: 'message', text: fill(step.say), delta: false });
      return null;
    case 'think':
      stage.emit({ kind: 'thinking', text: fill(step.think) });
      return null;
    case 'tool':
      return call(
        scene,
        fill(step.tool),
        async () => {
          await sleep(step.takes ?? 0);
          return { ok: !step.failed, output: fill(step.result ?? '') };
        },
        true,
      );
    case 'write':
      return change('+', step.write, step.text);
    case 'append':
      return change('~', step.append, step.text, true);
    case 'delete':
      return change('-', step.delete, null);
    case 'run':
      return call(scene, `$ ${fill(step.run)}`, () => runCommand(stage.workdir, ['/bin/sh', '-c', fill(step.run)]));
    case 'commit':
      return call(scene, '$ git commit', () => commit(stage.workdir, fill(step.commit)));
    case 'tick':
      return call(scene, `~ tasks.md ticks ${step.tick.join(', ')}`, () => tick(stage.tasks, step.tick));
    case 'wait':
      await sleep(step.wait);
      return null;
    case 'usage':
      scene.usage = {
        inputTokens: scene.usage.inputTokens + (step.input ?? 0),
        cachedTokens: scene.usage.cachedTokens + (step.cached ?? 0),
        outputTokens: scene.usage.outputTokens + (step.output ?? 0),
        costUsd: step.cost_usd === undefined ? scene.usage.costUsd : (scene.usage.costUsd ?? 0) + step.cost_usd,
      };
      stage.emit({ kind: 'usage', usage: scene.usage });
      return null;
    case 'warn': {
      const resetsAt = step.resets_in === undefined ? null : Date.now() + step.resets_in;
      stage.emit({ kind: 'limit', window: { name: step.warn, used: step.used, resetsAt, status: 'warning' } });
      return null;
    }
    case 'retry':
      stage.emit({ kind: 'retry', message: step.retry, status: step.status ?? null, waitMs: step.after ?? null });
      return null;
    case 'limit':
    case 'overload':
      if (scene.survived >= (step.times ?? 1)) {
        scene.survived -= step.times ?? 1;
        return null;
      }
      stage.interrupted();
      for (const event of interruption(step, Date.now())) stage.emit(event);
      return 1;
    case 'fail':
      stage.emit(failure({ message: fill(step.fail), status: step.status ?? null, code: step.code ?? null }));
      return 1;
    case 'exit':
      return step.exit;
    case 'ask':
      return finish(scene, `${fill(step.ask)}\n<promise>HALT</promise>`);
    case 'done':
      finish(scene, `${fill(step.done)}\n<promise>TASK_DONE</promise>`);
      await sleep(step.linger ?? 0);
      return 0;
    case 'incomplete':
      return finish(scene, fill(step.incomplete));
    case 'hang':
      if (step.stubborn) for (const signal of STUBBORN_SIGNALS) process.on(signal, () => undefined);
      return hang();
    case 'spawn':
      return call(scene, `starts ${step.spawn} stubborn children`, async () => {
        const pids = Array.from({ length: step.spawn }, () => startStubborn(step.detached ?? false));
        return { ok: true, output: pids.join(' ') };
      });
    case 'print':
      for (let i = 0; i < (step.times ?? 1); i++)
        await stage.print(fill(step.print), step.stderr ? 'stderr' : 'stdout');
      return null;
    default:
      return unreachable(step);
  }
}

function finish(scene: Scene, message: string): number {
  scene.stage.emit({ kind: 'message', text: message, delta: false });
  scene.stage.emit({ kind: 'finished', ok: true, finalMessage: null, error: null });
  return 0;
}

/** A tool call with its result; whatever goes wrong in it is its result. */
async function call(scene: Scene, title: string, work: () => Promise<CommandResult>, shown = false): Promise<null> {
  const id = `call-${++scene.calls}`;
  scene.stage.emit({ kind: 'tool-call', id, title });
  let result: CommandResult;
  try {
    result = scene.stage.readOnly && !shown ? { ok: false, output: 'refused: read-only' } : await work();
  } catch (error) {
    if (!(error instanceof UserError) && !(error instanceof Error && 'code' in error)) throw error;
    result = { ok: false, output: error.message };
  }
  scene.stage.emit({ kind: 'tool-result', id, ok: result.ok, text: result.output });
  return null;
}

function startStubborn(detached: boolean): number | undefined {
  const child = spawn('/bin/sh', ['-c', IGNORES_SIGNALS], { stdio: 'ignore', detached });
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
  const ticked = text.replace(/^(\s*[-*+] \[)[ ~-](\]\*? +)(\S+?)(?=\.?(?:\s|$))/gm, (line, before, after, id) =>
    ids.includes(id) ? `${before}x${after}${id}` : line,
  );
  await writeFile(tasks, ticked);
  return { ok: ticked !== text, output: '' };
}

function hang(): Promise<never> {
  return new Promise(() => setInterval(() => undefined, 2 ** 30));
}
