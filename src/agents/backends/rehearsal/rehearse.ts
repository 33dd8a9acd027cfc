import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { UserError } from '../../../errors.ts';
import { asString, parseLine } from '../../stream/json.ts';
import type { AgentEvent } from '../../types.ts';
import { runSteps } from './act.ts';
import { parseScript, questionSteps, reviewSteps, type Script, stepsFor } from './script.ts';
import { failureEvent } from './scripted-limit.ts';
import type { Step } from './scripted-steps.ts';

/**
 * The built-in agent, as a program: reads the prompt from `input`, acts its unit's script out in `workdir`, prints
 * AgentEvents as JSON lines. Resolves to its exit code. `args` as `agents/rehearsal.ts` gives them.
 */
export async function rehearse(
  args: readonly string[],
  input: Readable,
  output: Writable,
  workdir: string = process.cwd(),
): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      script: { type: 'string', default: '' },
      unit: { type: 'string', default: '' },
      attempt: { type: 'string', default: '1' },
      sandbox: { type: 'string', default: 'full' },
      session: { type: 'string' },
      answered: { type: 'boolean', default: false },
      assign: { type: 'boolean', default: false },
      review: { type: 'boolean', default: false },
      questions: { type: 'boolean', default: false },
    },
  });
  const emit = (event: AgentEvent) => void output.write(`${JSON.stringify(event)}\n`);
  const attempt = Number(values.attempt);
  const limitsPassed = limitsPassedIn(values.session, values.unit, attempt);
  const emitStarted = (count: number) =>
    emit({ kind: 'started', session: sessionId(values.unit, attempt, count), model: null });

  const prompt = await text(input);
  emitStarted(limitsPassed);
  let script: Script | null;
  try {
    script = await loadScript(values.script);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    emit(failureEvent({ message: `${error.where}: ${error.message}`, code: 'invalid_script' }));
    return 1;
  }
  if (values.assign) {
    emit({ kind: 'finished', ok: true, finalMessage: assignmentFor(prompt, values.unit, script), error: null });
    return 0;
  }
  return runSteps(chosenSteps(script, { ...values, attempt }), {
    workdir,
    tasks: script && path.join(path.dirname(values.script), 'tasks.md'),
    unit: values.unit,
    attempt,
    readOnly: values.sandbox === 'read-only',
    limitsPassed,
    emit,
    async print(raw, stream) {
      const target = stream === 'stdout' ? output : process.stderr;
      if (!target.write(raw)) await once(target, 'drain');
    },
    onInterruption: () => emitStarted(limitsPassed + 1),
  });
}

function chosenSteps(
  script: Script | null,
  asked: {
    readonly unit: string;
    readonly attempt: number;
    readonly answered: boolean;
    readonly review: boolean;
    readonly questions: boolean;
  },
): readonly Step[] {
  const { unit, attempt, answered } = asked;
  if (asked.questions) return questionSteps(script, attempt);
  return asked.review ? reviewSteps(script, unit, attempt) : stepsFor(script, unit, attempt, answered);
}

async function loadScript(file: string): Promise<Script | null> {
  if (file === '') return null;
  try {
    return parseScript(await readFile(file, 'utf8'), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Its memory between calls is the session's id, which travels with the state: how many limits this attempt has
 * outlived, so that a limit lifts when the session is resumed.
 */
function sessionId(unit: string, attempt: number, limitsPassed: number): string {
  return ['rehearsal', encodeURIComponent(unit), attempt, limitsPassed].join('_');
}

function limitsPassedIn(id: string | undefined, unit: string, attempt: number): number {
  const limitsPassed = Number(id?.split('_').at(-1));
  return id === sessionId(unit, attempt, limitsPassed) ? limitsPassed : 0;
}

/**
 * The script's own answer to who should work on a unit, else the first of each choice in the form that ends the
 * prompt: `{"task": …, "type": "code | ui", "owner_agent": "a | b"}`.
 */
function assignmentFor(prompt: string, unit: string, script: Script | null): string {
  const form = parseLine(prompt.trimEnd().split('\n').at(-1) ?? '') ?? {};
  const scripted = script && Object.hasOwn(script.assignments, unit) ? script.assignments[unit] : undefined;
  const first = Object.entries(form).map(([key, value]) => [key, asString(value)?.split(' | ')[0]]);
  return scripted ?? JSON.stringify(Object.fromEntries(first));
}
