import type { Kind } from '../kinds/kind.ts';

/** Where an option exists: as a flag of the command line, as an input of the action. */
export type Side = 'cli' | 'action';

/** One thing that a person can set. Its name, in kebab-case, is its key in the table. */
export interface Option<T> {
  readonly kind: Kind<T>;
  readonly sides: readonly Side[];
  /** As a person would write it; '' where there is none, or where it depends on the machine. */
  readonly defaults: Readonly<Record<Side, string>>;
  /** One or two sentences, for the help, action.yml and the README alike. */
  readonly description: string;
  /** Given but empty means something of its own; elsewhere an empty input is one that was not given. */
  readonly emptyIsValue?: boolean;
}

type More = Pick<Option<unknown>, 'emptyIsValue'> & { readonly cli?: string };

/** On both sides; `more.cli`: the command line's default where it differs. */
export function both<T>(kind: Kind<T>, value: string, description: string, more: More = {}): Option<T> {
  const { cli = value, ...rest } = more;
  return { kind, sides: ['cli', 'action'], defaults: { cli, action: value }, description, ...rest };
}

/** On the command line alone. */
export function onlyCli<T>(kind: Kind<T>, value: string, description: string): Option<T> {
  return { kind, sides: ['cli'], defaults: { cli: value, action: value }, description };
}

/** In the action alone; `more.cli`: what stands for it on the command line. */
export function onlyAction<T>(kind: Kind<T>, value: string, description: string, more: More = {}): Option<T> {
  const { cli = value, ...rest } = more;
  return { kind, sides: ['action'], defaults: { cli, action: value }, description, ...rest };
}
