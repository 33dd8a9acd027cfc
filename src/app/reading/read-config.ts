import { backends as builtInBackends } from '../../agents/index.ts';
import { UserError } from '../../errors.ts';
import { withoutPower } from '../../inputs/config-file/apply-config.ts';
import { CONFIG_FILE } from '../../inputs/config-file/config-path.ts';
import type { ConfigFile, parseConfig } from '../../inputs/config-file/parse-config.ts';
import { optionTable } from '../../inputs/options/options.ts';
import type { Behind, GivenInputs, Inputs, Settings } from '../../inputs/types.ts';
import type { BaseFile } from '../../repository/git/blobs.ts';
import { readCommittedFile } from '../../repository/guard/base-file.ts';
import type { RunEnvironment } from '../types.ts';
import { unknownSpecs } from './unknown-specs.ts';

/** What flags or inputs and the repository's configuration file say together. */
export interface ConfiguredInputs {
  readonly inputs: Inputs;
  readonly given: GivenInputs;
  /** The file, as far as it counts; null: there is none. */
  readonly config: ConfigFile | null;
  /** The file's text; null: there is none. */
  readonly text: string | null;
  /** The same where it counts with all its power; null: there is none, or it does not. */
  readonly trustedText: string | null;
  /** The settings of a spec where the base turns out to have this file; null: the same as was read. */
  withFile(file: BaseFile, spec: string, warn?: (message: string) => void): Promise<Settings | null>;
  /** The same with more behind the flags. */
  with(behind: Behind): ConfiguredInputs;
}

/** Where an agent may have written what the repository says of its base. */
export interface ConfigTrust {
  /** Can no agent have written this text of the file, or did a person say that it counts all the same? */
  readonly isTrusted: (text: string) => boolean;
  /** The flag by which a person says so; null: there is none. */
  readonly howToAccept: ((text: string) => string) | null;
  /** true: nothing is committed, so that the base is what is checked out. */
  readonly isOfHead: boolean;
}

/**
 * Reads the file as people committed it, from what the checkout knows of the base: before the repository is opened,
 * since the file may say how. Whoever opens it then compares (`withFile`).
 */
export async function readConfigured(
  given: GivenInputs,
  { env, ...environment }: Pick<RunEnvironment, 'env' | 'backends'>,
  said?: ConfigTrust,
): Promise<ConfiguredInputs> {
  const before = given.beforeFile();
  const isOff = before.repository.checkpoint === 'off';
  const trust = said ?? { isTrusted: () => !isOff, howToAccept: null, isOfHead: isOff };
  const refs = trust.isOfHead ? ['HEAD'] : knownBaseRefs(before);
  const file = await readCommittedFile({ workdir: before.workdir, env }, CONFIG_FILE, refs);
  return configure(given, file, { ...environment, parser: file.text === null ? null : await loadParser() }, trust);
}

/** Where the base may be known from, before the repository is opened. */
export function baseRefs(settings: Pick<Settings, 'repository'>): readonly string[] {
  return settings.repository.checkpoint === 'off' ? ['HEAD'] : knownBaseRefs(settings);
}

function knownBaseRefs({ repository: { baseBranch } }: Pick<Settings, 'repository'>): readonly string[] {
  return [`refs/remotes/origin/${baseBranch ?? 'HEAD'}`, `refs/heads/${baseBranch ?? ''}`, 'HEAD'];
}

function readable(file: BaseFile): BaseFile {
  if (file.problem === undefined) return file;
  throw new UserError(`it ${file.problem}`, { where: file.name, fix: 'commit the file itself there' });
}

/** What of a file was left out for it, and what to do. Without git its name says no branch. */
function unguarded(where: string, names: readonly string[], howToAccept: string | null): string {
  const left = (who: string) => `${where}: ${names.join(', ')} not used: an agent ${who} the file; give them as flags`;
  if (where === CONFIG_FILE)
    return `${left('could have written')}, or have the folder be a git repository with the file committed`;
  const accept = howToAccept === null ? '' : `, or read the file and accept it with ${howToAccept}`;
  return `${left('could have committed')}${accept}`;
}

/** What is missing may have been left out. */
function readWithout(left: readonly string[], describe: () => string, where: string, read: () => Inputs): Inputs {
  try {
    return read();
  } catch (error) {
    if (left.length === 0 || !(error instanceof UserError)) throw error;
    const fix = [error.fix, describe()].filter(Boolean).join('\n');
    throw new UserError(error.message, { where: error.where ?? where, fix, cause: error });
  }
}

/** Reads the file's text. */
export type ConfigParser = typeof parseConfig;

/**
 * Who has no file loads nothing that reads one. A run loads it before its first agent, all the same: what is loaded
 * lies where agents may write.
 */
export async function loadParser(): Promise<ConfigParser> {
  return (await import('../../inputs/config-file/parse-config.ts')).parseConfig;
}

/** The same with a file that is known; `parser`: null where there is none. */
export function configure(
  given: GivenInputs,
  file: BaseFile,
  environment: Pick<RunEnvironment, 'backends'> & { readonly parser: ConfigParser | null },
  trust: ConfigTrust = { isTrusted: () => true, howToAccept: null, isOfHead: false },
  behind: Behind = {},
): ConfiguredInputs {
  const { text, name, differs } = readable(file);
  const { backends = builtInBackends, parser } = environment;
  const parse = (of: string | null, where: string, parseText: ConfigParser | null) => {
    if (of === null || parseText === null) return { config: null, left: [] };
    const config = parseText(of, where, optionTable(backends));
    return trust.isTrusted(of) ? { config, left: [] } : withoutPower(config);
  };
  const { config, left } = parse(text, name, parser);
  const describeLeft = (of: string | null, where: string, names: readonly string[]) =>
    unguarded(where, names, trust.howToAccept?.(of ?? '') ?? null);
  const inputs = readWithout(
    left,
    () => describeLeft(text, name, left),
    name,
    () => given.read(config, behind),
  );
  const differing =
    text === null
      ? `${CONFIG_FILE}: it is not committed, so it is not used`
      : `${CONFIG_FILE}: the working tree has another version, which is not used; this run uses ${name}`;
  const warnings = [
    ...inputs.warnings,
    ...(differs ? [differing] : []),
    ...(left.length > 0 ? [describeLeft(text, name, left)] : []),
    ...(config === null ? [] : unknownSpecs(config, inputs.specs, inputs.workdir)),
  ];
  return {
    inputs: { ...inputs, warnings },
    ...{ given, config, text },
    trustedText: text !== null && trust.isTrusted(text) ? text : null,
    async withFile(other, spec, warn) {
      if (readable(other).text === text) return null;
      const found = parse(other.text, other.name, parser ?? (await loadParser()));
      if (found.left.length > 0) warn?.(describeLeft(other.text, other.name, found.left));
      return given.read(found.config, behind).forSpec(spec);
    },
    with: (more) => configure(given, file, environment, trust, { ...behind, ...more }),
  };
}
