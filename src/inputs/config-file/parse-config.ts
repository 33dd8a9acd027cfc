import type { z } from 'zod';
import { UserError } from '../../errors.ts';
import { findCycle, type SpecDependencies } from '../../plan/order/spec-order.ts';
import type { Hours } from '../../throttle/types.ts';
import { daysOfWeek, hoursOfDay, timeZone } from '../kinds/headroom-kinds.ts';
import type { Kind } from '../kinds/kind.ts';
import { nearest } from '../nearest.ts';
import { type OptionName, type OptionTable, type OptionTexts, options } from '../options/options.ts';
import { configSchema, fileOptions, type OptionValue, outsideFile } from './config-schema.ts';
import { readYaml, refuseSecrets } from './read-yaml.ts';

/** The file, checked; what has no option of its own stands beside the options. */
export interface ConfigFile {
  /** For people: the file, and of which branch. */
  readonly where: string;
  readonly options: OptionTexts;
  /** By name of a spec: what is set for it alone. */
  readonly specs: ReadonlyMap<string, OptionTexts>;
  /** Which specs come before which; without a cycle. */
  readonly after: SpecDependencies;
  /** Paths that can be written under strict: absolute, or from the home with `~/`. */
  readonly writable: readonly string[];
  /** Paths from the top of the repository that agents may change although they steer the next one. */
  readonly allowedSteering: readonly string[];
  /** Whether notes of one unit's agent are given to the next ones. */
  readonly memory: boolean;
  /** When a person is to find what is kept of their plan's windows; null: at all hours. */
  readonly headroomHours: Hours | null;
}

type Values = Readonly<Record<string, OptionValue | undefined>>;

/** What the schema takes; the keys of `Values` are names of options. */
type ParsedFile = Values &
  Pick<z.infer<ReturnType<typeof configSchema>>, 'isolation' | 'steering' | 'memory' | 'headroom'> & {
    readonly specs?: Readonly<Record<string, SpecValues>>;
  };

type SpecValues = Values & { readonly after?: readonly string[] };

/** Reads the file's text; UserError that names the line or the key for what it does not take. `where`: the file, for people. */
export function parseConfig(text: string, where: string, table: OptionTable = options): ConfigFile {
  refuseSecrets(text, where);
  const yaml = readYaml(text, where) ?? {};
  const parsed = configSchema(table).safeParse(yaml);
  if (!parsed.success) throw refusal(parsed.error, yaml, { where, table });
  const { version: _, specs, isolation, steering, memory = true, headroom, ...values } = parsed.data as ParsedFile;
  const { writable = [], allow, strength } = isObject(isolation) ? isolation : {};
  const isolationValues = isObject(isolation) ? { isolation: strength, 'isolation-allow': allow } : { isolation };
  const keep = isObject(headroom) ? headroom.keep : headroom;
  const fileValues = { ...values, ...withoutUndefined({ ...isolationValues, headroom: keep }) };
  const keys = {
    ...(isObject(isolation) ? { isolation: 'isolation.strength', 'isolation-allow': 'isolation.allow' } : {}),
    ...(isObject(headroom) ? { headroom: 'headroom.keep' } : {}),
  };
  return {
    where,
    options: readOptions(fileValues, { where, path: '', table, keys }),
    specs: new Map(
      Object.entries(specs ?? {}).map(([name, { after: _, ...own }]) => [
        name,
        readOptions(own, { where, path: `specs.${name}.`, table }),
      ]),
    ),
    after: readAfter(specs ?? {}, where),
    writable,
    allowedSteering: steering?.allow ?? [],
    memory,
    headroomHours: isObject(headroom) ? readHours(headroom, where) : null,
  };
}

type HeadroomInFile = Extract<ParsedFile['headroom'], { readonly hours: string }>;

function readHours({ hours, days = 'mon-sun', zone }: HeadroomInFile, where: string): Hours {
  return {
    ...readValue(hoursOfDay, hours, { where, key: 'headroom.hours' }),
    days: readValue(daysOfWeek, days, { where, key: 'headroom.days' }),
    zone: readValue(timeZone, zone, { where, key: 'headroom.zone' }),
  };
}

/** Specs that wait for one another would all wait for ever. */
function readAfter(specs: Readonly<Record<string, SpecValues>>, where: string): SpecDependencies {
  const after = new Map(
    Object.entries(specs).flatMap(([name, own]) => (own.after ? [[name, own.after] as const] : [])),
  );
  const cycle = findCycle(after);
  if (cycle === null) return after;
  const [first = '', ...others] = cycle;
  const message =
    others.length === 1 ? `specs.${first}.after: names ${first} itself` : `specs.${first}.after: ${cycle.join(' → ')}`;
  throw new UserError(`${message}: none of them could ever begin`, {
    where,
    fix: 'take one of these dependencies out; a → b says that a comes after b',
  });
}

function isObject<T>(value: T): value is Extract<T, Readonly<Record<string, unknown>>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutUndefined(values: Values): Record<string, OptionValue> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Values as YAML has them → texts, each read once so that a wrong one is named here. */
function readOptions(
  values: Values,
  {
    where,
    path,
    table,
    keys = {},
  }: {
    readonly where: string;
    readonly path: string;
    readonly table: OptionTable;
    /** Where an option stands in the file under another key. */
    readonly keys?: Readonly<Record<string, string>>;
  },
): OptionTexts {
  const texts = Object.entries(withoutUndefined(values)).map(([key, value]): [OptionName, string] => {
    const name = key as OptionName;
    const kind: Kind<unknown> = table[name].kind;
    readValue(kind, value, { where, key: keys[name] ?? `${path}${name}` });
    return [name, textOf(value)];
  });
  return new Map(texts);
}

/** UserError that names the key, for a value that the kind does not take. */
function readValue<T>(
  kind: Kind<T>,
  value: OptionValue,
  { where, key }: { readonly where: string; readonly key: string },
): T {
  try {
    return kind.read(textOf(value).trim());
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const text = Array.isArray(value)
      ? (value.map(String).find((item) => !reads(kind, item)) ?? textOf(value))
      : textOf(value);
    const message = cause instanceof UserError ? cause.message : `"${text}" ${cause.message}`;
    throw new UserError(`${key}: ${message}`, { where, fix: `accepted: ${kind.accepts}`, cause });
  }
}

function reads(kind: Kind<unknown>, text: string): boolean {
  try {
    kind.read(text.trim());
    return true;
  } catch {
    return false;
  }
}

function textOf(value: OptionValue): string {
  return Array.isArray(value) ? value.join('\n') : String(value);
}

function refusal(
  error: z.ZodError,
  yaml: unknown,
  { where, table }: { readonly where: string; readonly table: OptionTable },
): UserError {
  const issue = deepest(error.issues[0]);
  const path = issue?.path.join('.') ?? '';
  if (issue?.code === 'invalid_type' || issue?.code === 'invalid_union') {
    const { message, fix } = misshapen(issue, yaml, table);
    return new UserError(`${path || 'the file'}: ${message}`, { where, fix });
  }
  if (issue?.code !== 'unrecognized_keys')
    return new UserError(`${path || 'the file'}: ${issue?.message ?? 'does not match'}`, {
      where,
      fix: 'correct the file',
    });
  const [key = ''] = issue.keys;
  const message = `unknown key ${[path, key].filter(Boolean).join('.')}`;
  const reason = outsideFile(key, table);
  if (reason !== null) return new UserError(`${key} cannot be set in this file`, { where, fix: reason });
  const known = knownKeys(issue.path, table);
  const meant = nearest(key, known);
  const fix = meant === null ? `known here: ${known.join(', ')}` : `did you mean ${meant}?`;
  return new UserError(message, { where, fix });
}

type Issue = z.core.$ZodIssue;

/** What YAML has in the place of a value of another shape, and what is to stand there. */
function misshapen(
  issue: Issue,
  yaml: unknown,
  table: OptionTable,
): { readonly message: string; readonly fix: string } {
  const value = issue.path.reduce((from: unknown, key) => (from as Record<PropertyKey, unknown> | null)?.[key], yaml);
  const name = issue.path.at(-1);
  const option = fileOptions(table).find((known) => known === name);
  const kind = option === undefined ? sectionKinds(issue.path, table)[String(name)] : table[option].kind;
  const expected = issue.code === 'invalid_type' ? issue.expected : '';
  const wanted = kind === undefined ? (SHAPES[expected] ?? 'correct the file') : `accepted: ${kind.accepts}`;
  const absent = value === undefined ? 'is missing' : 'it has no value';
  return { message: value == null ? absent : `${shapeOf(value)} cannot stand here`, fix: wanted };
}

/** What is accepted in a section whose keys are no options. */
function sectionKinds([section]: readonly PropertyKey[], table: OptionTable): Readonly<Record<string, Kind<unknown>>> {
  return section === 'headroom'
    ? { keep: table.headroom.kind, hours: hoursOfDay, days: daysOfWeek, zone: timeZone }
    : {};
}

const SHAPES: Readonly<Record<string, string>> = {
  object: 'give options, each in a line of its own, as `name: value`',
  record: 'give names of specs, each with its options below it',
  array: 'give a list, such as [a, b]',
  boolean: 'give true or false',
};

function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a section' : `"${value}"`;
}

/** Of a value that may have several forms, what is wrong with the form that was meant. */
function deepest(issue: Issue | undefined): Issue | undefined {
  if (issue?.code !== 'invalid_union') return issue;
  // A key that is not known says more than that another one is missing.
  const inner = issue.errors.flatMap((all) => all.find(({ code }) => code === 'unrecognized_keys') ?? all[0] ?? []);
  const found = inner.find(({ code, path }) => code === 'unrecognized_keys' || path.length > 0);
  return found === undefined ? issue : deepest({ ...found, path: [...issue.path, ...found.path] });
}

function knownKeys(path: readonly PropertyKey[], table: OptionTable): readonly string[] {
  const [section, ...below] = path;
  if (section === undefined) return ['version', 'specs', 'steering', 'memory', ...fileOptions(table)];
  if (section === 'isolation') return ['strength', 'writable', 'allow'];
  if (section === 'headroom') return Object.keys(sectionKinds(path, table));
  if (section === 'steering') return ['allow'];
  return below.length > 0 ? ['after', ...fileOptions(table)] : [];
}
