import { UserError } from '../../errors.ts';
import { withoutPower } from '../../inputs/config-file/apply-config.ts';
import { CONFIG_FILE } from '../../inputs/config-file/config-path.ts';
import { loosened, loosenedTexts } from '../../inputs/config-file/loosened.ts';
import type { ConfigFile } from '../../inputs/config-file/parse-config.ts';
import type { OptionName } from '../../inputs/options/options.ts';
import type { GivenInputs, Inputs } from '../../inputs/types.ts';

/** Where an agent may have written what the repository says of its base. */
export interface ConfigTrust {
  /** Can no agent have written this text of the file, or did a person say that it counts all the same? No file: ''. */
  readonly isTrusted: (text: string) => boolean;
  /** The flag by which a person says so; null: there is none. */
  readonly howToAccept: ((text: string) => string) | null;
  /** The text that a person accepted last; null: it is not known. */
  readonly accepted: string | null;
}

/** The file as far as it counts, and what was left out for that. */
export interface WeighedConfig {
  readonly config: ConfigFile | null;
  readonly left: readonly string[];
  /** All that was said: by the file itself, and by the one that was accepted. Empty where the file counts as it is. */
  readonly said: readonly ConfigFile[];
}

/** Weighs a text of the file; `parse`: UserError for one with a mistake. */
export function weigh(text: string | null, trust: ConfigTrust, parse: (text: string) => ConfigFile): WeighedConfig {
  const whole = text === null ? null : parse(text);
  if (trust.isTrusted(text ?? '')) return { config: whole, left: [], said: [] };
  const accepted = trust.accepted === null ? null : attempt(() => parse(trust.accepted ?? ''));
  const { config, left } = whole === null ? { config: null, left: [] } : withoutPower(whole);
  return { config, left, said: [whole, accepted].flatMap((one) => one ?? []) };
}

/** Names of the options by which the work is checked less, in any spec, than was said. */
export function loosenedBy(
  { config, said }: WeighedConfig,
  given: Pick<GivenInputs, 'raw'>,
  read: (config: ConfigFile | null) => Inputs,
): readonly OptionName[] {
  if (said.length === 0) return [];
  const is = read(config);
  const names = said.flatMap((one) => {
    const than = attempt(() => read(one));
    // It does not go with these flags.
    if (than === null) return loosenedTexts(one, config).filter((name) => given.raw(name) === undefined);
    const specs = [...one.specs.keys(), ...(config?.specs.keys() ?? [])];
    return [...loosened(than, is), ...specs.flatMap((name) => loosened(than.forSpec(name), is.forSpec(name)))];
  });
  return [...new Set(names)];
}

function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

/** What of a file was left out for it, and what to do. Without git its name says no branch. */
export function describeLeft(names: readonly string[], where: string, text: string, trust: ConfigTrust): string {
  const left = (who: string) => `${where}: ${names.join(', ')} not used: an agent ${who} the file; give them as flags`;
  if (where === CONFIG_FILE)
    return `${left('could have written')}, or have the folder be a git repository with the file committed`;
  const accept = trust.howToAccept === null ? '' : `, or read the file and accept it with ${trust.howToAccept(text)}`;
  return `${left('could have committed')}${accept}`;
}

/** Why no agent is to start; null: nothing is loosened. `text` null: there is no file any more. */
export function refusalOf(
  names: readonly string[],
  where: string,
  text: string | null,
  { howToAccept }: ConfigTrust,
): UserError | null {
  if (names.length === 0) return null;
  const what = text === null ? 'that the file is gone' : 'this text of the file, which an agent could have written';
  const list = names.join(', ');
  const fix =
    howToAccept === null
      ? `give them as inputs of the step: ${list}`
      : `read it and accept it, once, with ${howToAccept(text ?? '')}; or say what holds: ${names.map((name) => `--${name}`).join(', ')}`;
  return new UserError(`${list} would not hold, as nobody accepted ${what}`, { where, fix });
}

/** An error where there is a line for each. */
export function inOneLine({ where, message, fix }: UserError): string {
  return `${where === null ? '' : `${where}: `}${message}; ${fix ?? ''}`;
}
