import { UserError } from '../errors.ts';
import { InvalidValue } from './kinds/kind.ts';
import type { Frontend, Option } from './options/option.ts';
import { type OptionName, type OptionTable, type OptionValues, options } from './options/options.ts';

/** Values as people gave them, on one side. */
export interface OptionSource {
  readonly frontend: Frontend;
  /** undefined: not given. */
  raw(name: OptionName): string | undefined;
}

/** Reads options from a source; each wrong value is a UserError that names it and says what is accepted. */
export interface OptionReader {
  readonly frontend: Frontend;
  get<Name extends OptionName>(name: Name): OptionValues[Name];
  /** Was it said at all? An empty value says nothing, except where empty means something. */
  isGiven(name: OptionName): boolean;
  /** `--max-wait` or `input max-wait`. */
  label(name: OptionName): string;
}

export function createOptionReader(source: OptionSource, table: OptionTable = options): OptionReader {
  const label = (name: OptionName) => (source.frontend === 'cli' ? `--${name}` : `input ${name}`);
  const rawValue = (name: OptionName): string | undefined => {
    const value = source.raw(name)?.trim();
    return value === '' && table[name].emptyIsValue !== true ? undefined : value;
  };
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
  };
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
