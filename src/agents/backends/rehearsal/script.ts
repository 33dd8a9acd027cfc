import ms from 'ms';
import { UserError } from '../../../errors.ts';
import { asObject } from '../../stream/json.ts';
import { type FieldTypes, type Step, VERBS, type Verb } from './scripted-steps.ts';

/** What the built-in agent does for one unit. */
interface UnitScript {
  /** By attempt; the last list stands for all that follow. */
  readonly attempts: readonly (readonly Step[])[];
  /** Instead of these, once a person has answered the unit's question. */
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
  /** What it does when asked to review a unit, call by call; the last list stands for all that follow. */
  readonly reviews: Readonly<Record<string, readonly (readonly Step[])[]>>;
  /** What it does when asked what is not clear, likewise. */
  readonly questions: readonly (readonly Step[])[];
}

const FIX =
  'a script looks like: {"units": {"1": {"attempts": [[{"fail": "…"}], [{"done": "…"}]]}, "2": [{"ask": "…"}]}}';

/** Without a script: a small file for each unit, and done. */
const DEFAULT_STEPS: readonly Step[] = [
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
    throw new UserError(`not valid JSON: ${(cause as Error).message}`, { where: file, fix: FIX, cause });
  }
  const root = checkFields(json, file, ['units', 'default', 'assignments', 'reviews', 'questions']);
  return {
    units: mapValues(root.units ?? {}, `${file}: units`, parseUnitScript),
    default: root.default === undefined ? null : parseUnitScript(root.default, `${file}: default`),
    assignments: mapValues(root.assignments ?? {}, `${file}: assignments`, (answer) =>
      typeof answer === 'string' ? answer : JSON.stringify(answer),
    ),
    reviews: mapValues(root.reviews ?? {}, `${file}: reviews`, parseAnswers),
    questions: root.questions === undefined ? [] : parseAnswers(root.questions, `${file}: questions`),
  };
}

/** The steps of this attempt (1, 2, …). */
export function stepsFor(script: Script | null, unit: string, attempt: number, answered: boolean): readonly Step[] {
  const selected = script && Object.hasOwn(script.units, unit) ? script.units[unit] : script?.default;
  if (!selected) return DEFAULT_STEPS;
  if (answered && selected.answered) return selected.answered;
  return selected.attempts[Math.min(attempt, selected.attempts.length) - 1] ?? [];
}

/** The steps of this review (1, 2, …) of the unit; without a script it accepts the work. */
export function reviewSteps(script: Script | null, unit: string, call: number): readonly Step[] {
  const reviews = script && Object.hasOwn(script.reviews, unit) ? script.reviews[unit] : undefined;
  return reviews?.[Math.min(call, reviews.length) - 1] ?? answerSteps({ accept: true, findings: [] });
}

/** The steps of this call (1, 2, …); without a script it has nothing to ask. */
export function questionSteps(script: Script | null, call: number): readonly Step[] {
  const calls = script?.questions ?? [];
  return calls[Math.min(call, calls.length) - 1] ?? answerSteps({ questions: [] });
}

/** Call by call: an answer, word for word or as JSON, or a list of steps. */
function parseAnswers(value: unknown, location: string): readonly (readonly Step[])[] {
  if (!Array.isArray(value) || value.length === 0) return invalid(location, 'a list of answers');
  return value.map((answer, i) =>
    Array.isArray(answer) ? parseSteps(answer, `${location}[${i}]`) : answerSteps(answer),
  );
}

function answerSteps(answer: unknown): readonly Step[] {
  return [{ verb: 'incomplete', incomplete: typeof answer === 'string' ? answer : JSON.stringify(answer) }];
}

function parseUnitScript(value: unknown, location: string): UnitScript {
  if (Array.isArray(value)) return { attempts: [parseSteps(value, location)], answered: null };
  const { attempts, answered } = checkFields(value, location, ['attempts', 'answered']);
  if (!Array.isArray(attempts) || attempts.length === 0)
    return invalid(`${location}.attempts`, 'a list of lists of steps');
  return {
    attempts: attempts.map((list, i) => parseSteps(list, `${location}.attempts[${i}]`)),
    answered: answered === undefined ? null : parseSteps(answered, `${location}.answered`),
  };
}

function parseSteps(value: unknown, location: string): Step[] {
  if (!Array.isArray(value)) return invalid(location, 'a list of steps');
  return value.map((entry, i) => parseStep(entry, `${location}[${i}]`));
}

function parseStep(value: unknown, location: string): Step {
  const json = asObject(value) ?? invalid(location, 'a step, such as {"say": "Hello"}');
  const verb = (Object.keys(VERBS) as Verb[]).find((name) => Object.hasOwn(json, name));
  if (!verb) return invalid(location, `one of the verbs ${Object.keys(VERBS).join(', ')}`);
  const kinds: Readonly<Record<string, string>> = VERBS[verb];
  checkFields(json, location, Object.keys(kinds));
  const parsed = Object.entries(kinds).map(([name, kind]) => [
    name,
    parseField(json[name], kind, `${location}.${name}`),
  ]);
  return { verb, ...Object.fromEntries(parsed) } as Step;
}

const EXPECTED_VALUES: Readonly<Record<keyof FieldTypes, string>> = {
  text: 'a text',
  texts: 'a list of texts',
  flag: 'true or false',
  count: 'a whole number from 0',
  amount: 'a number from 0',
  duration: 'a duration, such as "2s" or "5m"',
};

function parseField(value: unknown, kind: string, location: string): FieldTypes[keyof FieldTypes] | undefined {
  if (value === undefined && kind.endsWith('?')) return undefined;
  const base = kind.replace('?', '') as keyof FieldTypes;
  const parsed = base === 'duration' ? parseDuration(value) : value;
  const valid: Readonly<Record<keyof FieldTypes, boolean>> = {
    text: typeof parsed === 'string',
    texts: Array.isArray(parsed) && parsed.every((item) => typeof item === 'string'),
    flag: typeof parsed === 'boolean',
    count: Number.isInteger(parsed) && (parsed as number) >= 0,
    amount: typeof parsed === 'number' && parsed >= 0,
    duration: typeof parsed === 'number' && parsed >= 0,
  };
  return valid[base] ? (parsed as FieldTypes[keyof FieldTypes]) : invalid(location, EXPECTED_VALUES[base]);
}

function parseDuration(value: unknown): number | undefined {
  return typeof value === 'string' && /^[\d.]+ ?[a-z]+$/i.test(value) ? ms(value as ms.StringValue) : undefined;
}

function checkFields(value: unknown, location: string, allowed: readonly string[]): Readonly<Record<string, unknown>> {
  const json = asObject(value) ?? invalid(location, 'an object');
  const unknownField = Object.keys(json).find((name) => !allowed.includes(name));
  return unknownField === undefined ? json : invalid(`${location}: ${unknownField}`, `only ${allowed.join(', ')}`);
}

function mapValues<T>(
  value: unknown,
  location: string,
  map: (value: unknown, location: string) => T,
): Record<string, T> {
  const json = asObject(value) ?? invalid(location, 'an object by unit');
  return Object.fromEntries(Object.entries(json).map(([key, entry]) => [key, map(entry, `${location}.${key}`)]));
}

function invalid(location: string, expected: string): never {
  throw new UserError(`expected ${expected}`, { where: location, fix: FIX });
}
