import { UserError } from '../errors.ts';
import { InvalidValue } from './kinds/kind.ts';
import type { Frontend, Option } from './options/option.ts';
import { type OptionName, type OptionTable, type OptionTexts, type OptionValues, options } from './options/options.ts';

/** Values as people gave them, on one side. */
export interface OptionSource {
  readonly frontend: Frontend;
  /** undefined: not given. */
  raw(name: string): string | undefined;
}

/** What a configuration file says where flags and inputs say nothing. */
export interface FileSource {
  /** undefined: not given. */
  raw(name: OptionName): string | undefined;
  /** The file and the key, for people. */
  label(name: OptionName): string;
}

/** Texts of options that come from elsewhere than a file. */
export function textSource(texts: OptionTexts, where: string): FileSource {
  return { raw: (name) => texts.get(name), label: (name) => `${where}: ${name}` };
}

/** Of each option, what the first source says that says anything. */
export function firstSource(sources: readonly FileSource[]): FileSource {
  const sayer = (name: OptionName) => sources.find((source) => source.raw(name) !== undefined);
  return { raw: (name) => sayer(name)?.raw(name), label: (name) => sayer(name)?.label(name) ?? name };
}

/** Reads options from a source; each wrong value is a UserError that names it and says what is accepted. */
export interface OptionReader {
  readonly frontend: Frontend;
  get<Name extends OptionName>(name: Name): OptionValues[Name];
  /** Was it said at all? An empty value says nothing, except where empty means something. */
  isGiven(name: OptionName): boolean;
  /** `--max-wait` or `input max-wait`. */
  label(name: OptionName): string;
  /** A line for each option that was given by the name it had before. */
  renamed(): readonly string[];
}

export function createOptionReader(
  source: OptionSource,
  table: OptionTable = options,
  file: FileSource | null = null,
): OptionReader {
  const written = (name: string) => {
    if (source.frontend === 'action') return `input ${name}`;
    const option: Option<unknown> | undefined = table[name as OptionName];
    return option?.variable ?? `--${name}`;
  };
  const readValue = (option: Option<unknown>, name: string): string | undefined => {
    const value = source.raw(name)?.trim();
    if (option.emptyIsValue !== true) return value === '' ? undefined : value;
    // Where empty means something, action.yml has the default, which the runner hands over as if it had been said.
    return source.frontend === 'action' && value === option.defaults.action ? undefined : value;
  };
  /** Under which name an option was given, and as what. */
  const find = (name: OptionName): { readonly name: string; readonly value: string | undefined } => {
    const option: Option<unknown> = table[name];
    const value = readValue(option, name);
    const { formerName } = option;
    const formerValue = formerName === undefined ? undefined : readValue(option, formerName);
    if (formerName === undefined || formerValue === undefined) return { name, value };
    if (value !== undefined && meaning(option, value) !== meaning(option, formerValue)) {
      const message = `${written(formerName)} is the former name of ${written(name)}, and they have different values: "${formerValue}" and "${value}"`;
      throw new UserError(message, { where: written(name), fix: `leave ${written(formerName)} out` });
    }
    return { name: formerName, value: formerValue };
  };
  /** What the file says of it; undefined: nothing, or nothing that counts here. */
  const inFile = (name: OptionName): string | undefined =>
    table[name].frontends.includes(source.frontend) ? file?.raw(name) : undefined;
  const isFromFile = (name: OptionName): boolean => find(name).value === undefined && inFile(name) !== undefined;
  const rawValue = (name: OptionName): string | undefined => find(name).value ?? inFile(name);
  const label = (name: OptionName): string =>
    file !== null && isFromFile(name) ? file.label(name) : written(find(name).name);
  return {
    frontend: source.frontend,
    get(name) {
      const option = table[name] as Option<OptionValues[typeof name]>;
      const fallback = option.defaults[source.frontend];
      // An expression is for the runner to fill in; where it did not, there is nothing.
      return parseOption(option, rawValue(name) ?? (fallback.startsWith('${{') ? '' : fallback), label(name));
    },
    isGiven: (name) => rawValue(name) !== undefined,
    label,
    renamed: () =>
      (Object.keys(table) as OptionName[]).flatMap((name) => {
        const given = find(name).name;
        return given === name ? [] : [`${written(given)} is now called ${name}; the former name still works.`];
      }),
  };
}

/** Two texts that read to the same are one value. */
function meaning({ kind }: Option<unknown>, text: string): string {
  try {
    return JSON.stringify(kind.read(text));
  } catch {
    return text;
  }
}

function parseOption<T>({ kind }: Option<T>, text: string, where: string): T {
  try {
    return kind.read(text);
  } catch (cause) {
    const fix = `accepted: ${kind.accepts}`;
    if (cause instanceof InvalidValue) throw new UserError(`"${text}" ${cause.message}`, { where, fix, cause });
    if (cause instanceof UserError) throw new UserError(cause.message, { where, fix: cause.fix ?? fix, cause });
    throw cause;
  }
}
