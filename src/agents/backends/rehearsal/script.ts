import ms from 'ms';
import { UserError } from '../../../errors.ts';
import { object } from '../../stream/json.ts';
import { type FieldTypes, type Step, VERBS, type Verb } from './steps.ts';

/** What the built-in agent does for one unit. */
export interface UnitScript {
  /** By attempt; the last list stands for all that follow. */
  readonly attempts: readonly (readonly Step[])[];
  /** Instead of these, once a human has answered the unit's question. */
  readonly answered: readonly Step[] | null;
}

/** rehearsal.json, checked. */
export interface Script {
  /** By unit key. */
  readonly units: Readonly<Record<string, UnitScript>>;
  /** For units that are not named; null: the plain default. */
  readonly default: UnitScript | null;
  /** What it answers, word for word, when asked to assign a unit. */
  readonly assignments: Readonly<Record<string, string>>;
}

const FIX =
  'a script looks like: {"units": {"1": {"attempts": [[{"fail": "…"}], [{"done": "…"}]]}, "2": [{"ask": "…"}]}}';

/** Without a script: a small file for each unit, and done. */
const PLAIN: readonly Step[] = [
  { verb: 'say', say: 'Rehearsing unit {unit}.' },
  { verb: 'write', write: 'rehearsal/unit-{unit}.md', text: '# Unit {unit}\n\nWritten by the rehearsal agent.\n' },
  { verb: 'usage', usage: true, input: 1000, cached: 0, output: 100, cost_usd: undefined },
  { verb: 'done', done: 'Wrote rehearsal/unit-{unit}.md.', linger: undefined },
];

/** Reads rehearsal.json; throws a UserError that names the place (`rehearsal.json: units.2.attempts[0][1].wait`). */
export function parseScript(text: string, file: string): Script {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new UserError(`no valid JSON: ${(cause as Error).message}`, { where: file, fix: FIX, cause });
  }
  const root = fields(json, file, ['units', 'default', 'assignments']);
  return {
    units: mapped(root.units ?? {}, `${file}: units`, unitScript),
    default: root.default === undefined ? null : unitScript(root.default, `${file}: default`),
    assignments: mapped(root.assignments ?? {}, `${file}: assignments`, (answer) =>
      typeof answer === 'string' ? answer : JSON.stringify(answer),
    ),
  };
}

/** The steps of this attempt (1, 2, …). */
export function stepsOf(script: Script | null, unit: string, attempt: number, answered: boolean): readonly Step[] {
  const own = script && Object.hasOwn(script.units, unit) ? script.units[unit] : script?.default;
  if (!own) return PLAIN;
  if (answered && own.answered) return own.answered;
  return own.attempts[Math.min(attempt, own.attempts.length) - 1] ?? [];
}

function unitScript(value: unknown, place: string): UnitScript {
  if (Array.isArray(value)) return { attempts: [steps(value, place)], answered: null };
  const { attempts, answered } = fields(value, place, ['attempts', 'answered']);
  if (!Array.isArray(attempts) || attempts.length === 0) return bad(`${place}.attempts`, 'a list of lists of steps');
  return {
    attempts: attempts.map((list, i) => steps(list, `${place}.attempts[${i}]`)),
    answered: answered === undefined ? null : steps(answered, `${place}.answered`),
  };
}

function steps(value: unknown, place: string): Step[] {
  if (!Array.isArray(value)) return bad(place, 'a list of steps');
  return value.map((entry, i) => step(entry, `${place}[${i}]`));
}

function step(value: unknown, place: string): Step {
  const json = object(value) ?? bad(place, 'a step, such as {"say": "Hello"}');
  const verb = (Object.keys(VERBS) as Verb[]).find((name) => Object.hasOwn(json, name));
  if (!verb) return bad(place, `one of the verbs ${Object.keys(VERBS).join(', ')}`);
  const kinds: Readonly<Record<string, string>> = VERBS[verb];
  fields(json, place, Object.keys(kinds));
  const parsed = Object.entries(kinds).map(([name, kind]) => [name, field(json[name], kind, `${place}.${name}`)]);
  return { verb, ...Object.fromEntries(parsed) } as Step;
}

const EXPECTED: Readonly<Record<keyof FieldTypes, string>> = {
  text: 'a text',
  texts: 'a list of texts',
  flag: 'true or false',
  count: 'a whole number from 0',
  amount: 'a number from 0',
  duration: 'a duration, such as "2s" or "5m"',
};

function field(value: unknown, kind: string, place: string): FieldTypes[keyof FieldTypes] | undefined {
  if (value === undefined && kind.endsWith('?')) return undefined;
  const base = kind.replace('?', '') as keyof FieldTypes;
  const parsed = base === 'duration' ? duration(value) : value;
  const fits: Readonly<Record<keyof FieldTypes, boolean>> = {
    text: typeof parsed === 'string',
    texts: Array.isArray(parsed) && parsed.every((item) => typeof item === 'string'),
    flag: typeof parsed === 'boolean',
    count: Number.isInteger(parsed) && (parsed as number) >= 0,
    amount: typeof parsed === 'number' && parsed >= 0,
    duration: typeof parsed === 'number' && parsed >= 0,
  };
  return fits[base] ? (parsed as FieldTypes[keyof FieldTypes]) : bad(place, EXPECTED[base]);
}

function duration(value: unknown): number | undefined {
  return typeof value === 'string' && /^[\d.]+ ?[a-z]+$/i.test(value) ? ms(value as ms.StringValue) : undefined;
}

function fields(value: unknown, place: string, allowed: readonly string[]): Readonly<Record<string, unknown>> {
  const json = object(value) ?? bad(place, 'an object');
  const stranger = Object.keys(json).find((name) => !allowed.includes(name));
  return stranger === undefined ? json : bad(`${place}: ${stranger}`, `only ${allowed.join(', ')}`);
}

function mapped<T>(value: unknown, place: string, map: (value: unknown, place: string) => T): Record<string, T> {
  const json = object(value) ?? bad(place, 'an object by unit');
  return Object.fromEntries(Object.entries(json).map(([key, entry]) => [key, map(entry, `${place}.${key}`)]));
}

function bad(place: string, expected: string): never {
  throw new UserError(`expected ${expected}`, { where: place, fix: FIX });
}
