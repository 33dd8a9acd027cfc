import type { Kind } from '../kinds/kind.ts';

/** Where an option exists: as a flag of the command line, as an input of the action. */
export type Frontend = 'cli' | 'action';

/** One thing that a person can set. Its name, in kebab-case, is its key in the table. */
export interface Option<T> {
  readonly kind: Kind<T>;
  readonly frontends: readonly Frontend[];
  /** As a person would write it; '' where there is none, or where it depends on the machine. */
  readonly defaults: Readonly<Record<Frontend, string>>;
  /** One or two sentences, for the help, action.yml and docs/ alike. */
  readonly description: string;
  /** Given but empty means something of its own; elsewhere an empty input is one that was not given. */
  readonly emptyIsValue?: boolean;
  /** The name that it had before, which keeps working. */
  readonly formerName?: string;
  /** Variable that stands for it on the command line, where arguments can be read by everybody on the machine. */
  readonly variable?: string;
}

type OptionExtras = Pick<Option<unknown>, 'emptyIsValue' | 'formerName' | 'variable'> & { readonly cli?: string };

/** On both sides; `extras.cli`: the command line's default where it differs. */
export function cliAndAction<T>(
  kind: Kind<T>,
  defaultValue: string,
  description: string,
  extras: OptionExtras = {},
): Option<T> {
  const { cli = defaultValue, ...rest } = extras;
  return { kind, frontends: ['cli', 'action'], defaults: { cli, action: defaultValue }, description, ...rest };
}

/** On the command line alone. */
export function cliOnly<T>(kind: Kind<T>, defaultValue: string, description: string): Option<T> {
  return { kind, frontends: ['cli'], defaults: { cli: defaultValue, action: defaultValue }, description };
}

/** In the action alone; `extras.cli`: what stands for it on the command line. */
export function actionOnly<T>(
  kind: Kind<T>,
  defaultValue: string,
  description: string,
  extras: OptionExtras = {},
): Option<T> {
  const { cli = defaultValue, ...rest } = extras;
  return { kind, frontends: ['action'], defaults: { cli, action: defaultValue }, description, ...rest };
}
