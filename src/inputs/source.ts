import { UserError } from '../errors.ts';
import { NotAccepted } from './kinds/kind.ts';
import type { Option, Side } from './options/option.ts';
import { type OptionName, options, type Values } from './options/options.ts';

/** Values as people gave them, on one side. */
export interface Source {
  readonly side: Side;
  /** undefined: not given. */
  raw(name: OptionName): string | undefined;
}

/** Reads options from a source; each wrong value is a UserError that names it and says what is accepted. */
export interface Reader {
  readonly side: Side;
  get<Name extends OptionName>(name: Name): Values[Name];
  /** Was it said at all? An empty value says nothing, except where empty means something. */
  given(name: OptionName): boolean;
  /** `--max-wait` or `input max-wait`. */
  label(name: OptionName): string;
}

export function readerOf(source: Source): Reader {
  const label = (name: OptionName) => (source.side === 'cli' ? `--${name}` : `input ${name}`);
  const said = (name: OptionName): string | undefined => {
    const value = source.raw(name)?.trim();
    return value === '' && options[name].emptyIsValue !== true ? undefined : value;
  };
  return {
    side: source.side,
    get(name) {
      const option = options[name] as Option<Values[typeof name]>;
      const fallback = option.defaults[source.side];
      // An expression is for the runner to fill in; where it did not, there is nothing.
      return read(option, said(name) ?? (fallback.startsWith('${{') ? '' : fallback), label(name));
    },
    given: (name) => said(name) !== undefined,
    label,
  };
}

function read<T>({ kind }: Option<T>, text: string, where: string): T {
  try {
    return kind.read(text);
  } catch (cause) {
    const fix = `accepted: ${kind.accepts}`;
    if (cause instanceof NotAccepted) throw new UserError(`"${text}" ${cause.message}`, { where, fix, cause });
    if (cause instanceof UserError) throw new UserError(cause.message, { where, fix: cause.fix ?? fix, cause });
    throw cause;
  }
}
