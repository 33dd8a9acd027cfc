import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { UserError } from '../../../errors.ts';
import { parseLine, string } from '../../stream/json.ts';
import type { AgentEvent } from '../../types.ts';
import { act } from './act.ts';
import { parseScript, type Script, stepsOf } from './script.ts';
import { failure } from './scripted-limit.ts';

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
    },
  });
  const emit = (event: AgentEvent) => void output.write(`${JSON.stringify(event)}\n`);
  const attempt = Number(values.attempt);
  const survived = survivedIn(values.session, values.unit, attempt);
  const begin = (count: number) =>
    emit({ kind: 'started', session: session(values.unit, attempt, count), model: null });

  const prompt = await text(input);
  begin(survived);
  let script: Script | null;
  try {
    script = await loadScript(values.script);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    emit(failure({ message: `${error.where}: ${error.message}`, code: 'invalid_script' }));
    return 1;
  }
  if (values.assign) {
    emit({ kind: 'finished', ok: true, finalMessage: assignmentFor(prompt, values.unit, script), error: null });
    return 0;
  }
  return act(stepsOf(script, values.unit, attempt, values.answered), {
    workdir,
    tasks: script && path.join(path.dirname(values.script), 'tasks.md'),
    unit: values.unit,
    attempt,
    readOnly: values.sandbox === 'read-only',
    survived,
    emit,
    async print(raw, stream) {
      const target = stream === 'stdout' ? output : process.stderr;
      if (!target.write(raw)) await once(target, 'drain');
    },
    interrupted: () => begin(survived + 1),
  });
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
function session(unit: string, attempt: number, survived: number): string {
  return ['rehearsal', encodeURIComponent(unit), attempt, survived].join('_');
}

function survivedIn(id: string | undefined, unit: string, attempt: number): number {
  const survived = Number(id?.split('_').at(-1));
  return id === session(unit, attempt, survived) ? survived : 0;
}

/**
 * The script's own answer to who should work on a unit, else the first of each choice in the form that ends the
 * prompt: `{"task": …, "type": "code | ui", "owner_agent": "a | b"}`.
 */
function assignmentFor(prompt: string, unit: string, script: Script | null): string {
  const form = parseLine(prompt.trimEnd().split('\n').at(-1) ?? '') ?? {};
  const scripted = script && Object.hasOwn(script.assignments, unit) ? script.assignments[unit] : undefined;
  const first = Object.entries(form).map(([key, value]) => [key, string(value)?.split(' | ')[0]]);
  return scripted ?? JSON.stringify(Object.fromEntries(first));
}
