import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backends as builtInBackends } from '../../agents/index.ts';
import { UserError } from '../../errors.ts';
import { CONFIG_FILE, MISNAMED_CONFIG_FILE } from '../../inputs/config-file/config-path.ts';
import type { ConfigFile, parseConfig } from '../../inputs/config-file/parse-config.ts';
import { optionTable } from '../../inputs/options/options.ts';
import type { Behind, GivenInputs, Inputs, Settings } from '../../inputs/types.ts';
import type { BaseFile } from '../../repository/git/blobs.ts';
import { readCommittedFile } from '../../repository/guard/base-file.ts';
import { findRepositoryTop } from '../../state/lock/repository-top.ts';
import type { RunEnvironment } from '../types.ts';
import { type ConfigTrust, describeLeft, inOneLine, loosenedBy, refusalOf, weigh } from './config-trust.ts';
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
  /** Why no agent is to start with these: the work would be checked less than people said; null: it would not. */
  readonly refusal: UserError | null;
  /**
   * The settings of a spec where the base turns out to have this file; null: the same as was read. UserError where no
   * agent is to start with them.
   */
  withFile(file: BaseFile, spec: string, warn?: (message: string) => void): Promise<Settings | null>;
  /** The same with more behind the flags. */
  with(behind: Behind): ConfiguredInputs;
}

/**
 * Reads the file as people committed it, from what the checkout knows of the base: before the repository is opened,
 * since the file may say how. Whoever opens it then compares (`withFile`). `isOfHead`: nothing is committed, so that the
 * base is what is checked out.
 */
export async function readConfigured(
  given: GivenInputs,
  { env, findCheckout, ...environment }: Pick<RunEnvironment, 'env' | 'findCheckout' | 'backends'>,
  trust: ConfigTrust,
  isOfHead: boolean,
): Promise<ConfiguredInputs> {
  const before = given.beforeFile();
  const refs = isOfHead ? ['HEAD'] : knownBaseRefs(before);
  const file = await readCommittedFile({ workdir: before.workdir, env, findCheckout }, CONFIG_FILE, refs);
  return configureFile(given, file, environment, trust);
}

/** Before an agent starts. */
export function requireChecks({ refusal }: Pick<ConfiguredInputs, 'refusal'>): void {
  if (refusal !== null) throw refusal;
}

/** Where the base may be known from, before the repository is opened. */
export function baseRefs(settings: Pick<Settings, 'repository'>): readonly string[] {
  return settings.repository.checkpoint === 'off' ? ['HEAD'] : knownBaseRefs(settings);
}

function knownBaseRefs({ repository: { baseBranch } }: Pick<Settings, 'repository'>): readonly string[] {
  return [`refs/remotes/origin/${baseBranch ?? 'HEAD'}`, `refs/heads/${baseBranch ?? ''}`, 'HEAD'];
}

function misnamed(workdir: string): readonly string[] {
  const isThere = existsSync(join(findRepositoryTop(workdir) ?? workdir, MISNAMED_CONFIG_FILE));
  return isThere ? [`${MISNAMED_CONFIG_FILE}: it is not read; call it ${CONFIG_FILE}`] : [];
}

function readable(file: BaseFile): BaseFile {
  if (file.problem === undefined) return file;
  throw new UserError(`it ${file.problem}`, { where: file.name, fix: 'commit the file itself there' });
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
type ConfigParser = typeof parseConfig;

/**
 * Who has no file loads nothing that reads one. A run loads it before its first agent, all the same: what is loaded
 * lies where agents may write.
 */
export async function loadParser(): Promise<ConfigParser> {
  return (await import('../../inputs/config-file/parse-config.ts')).parseConfig;
}

/** All of it counts. */
export const FULL_TRUST: ConfigTrust = { isTrusted: () => true, howToAccept: null, accepted: null };
/** Nothing of it that executes or loosens counts, and nobody can accept it. */
export const NO_TRUST: ConfigTrust = { ...FULL_TRUST, isTrusted: () => false };

/** The same with a file that is known. */
export async function configureFile(
  given: GivenInputs,
  file: BaseFile,
  environment: Pick<RunEnvironment, 'backends'>,
  trust: ConfigTrust = FULL_TRUST,
): Promise<ConfiguredInputs> {
  const isParsed = file.text !== null || trust.accepted !== null;
  return configure(given, file, { ...environment, parser: isParsed ? await loadParser() : null }, trust);
}

/** `parser`: null where there is nothing to be read. */
export function configure(
  given: GivenInputs,
  file: BaseFile,
  environment: Pick<RunEnvironment, 'backends'> & { readonly parser: ConfigParser | null },
  trust: ConfigTrust = FULL_TRUST,
  behind: Behind = {},
): ConfiguredInputs {
  const { text, name, differs } = readable(file);
  const { backends = builtInBackends, parser } = environment;
  const weighed = (of: string | null, where: string, parseText: ConfigParser | null) => {
    const found =
      parseText === null
        ? { config: null, left: [], said: [] }
        : weigh(of, trust, (one) => parseText(one, where, optionTable(backends)));
    const describe = (names: readonly string[]) => describeLeft(names, where, of ?? '', trust);
    const read = (config: ConfigFile | null) => given.read(config, behind);
    const inputs = readWithout(
      found.left,
      () => describe(found.left),
      where,
      () => read(found.config),
    );
    const loosened: readonly string[] = loosenedBy(found, given, read);
    const harmless = found.left.filter((one) => !loosened.includes(one));
    return {
      ...{ ...found, inputs, refusal: refusalOf(loosened, where, of, trust) },
      warnings: harmless.length > 0 ? [describe(harmless)] : [],
    };
  };
  const { config, inputs, refusal, warnings } = weighed(text, name, parser);
  const differing =
    text === null
      ? `${CONFIG_FILE}: it is not committed, so it is not used`
      : `${CONFIG_FILE}: the working tree has another version, which is not used; this run uses ${name}`;
  const all = [
    ...inputs.warnings,
    ...(differs ? [differing] : []),
    ...(text === null ? misnamed(inputs.workdir) : []),
    ...warnings,
    ...(refusal === null ? [] : [inOneLine(refusal)]),
    ...(config === null ? [] : unknownSpecs(config, inputs.specs, inputs.workdir)),
  ];
  return {
    inputs: { ...inputs, warnings: all },
    ...{ given, config, text, refusal },
    trustedText: text !== null && trust.isTrusted(text) ? text : null,
    async withFile(other, spec, warn) {
      if (readable(other).text === text) return null;
      const found = weighed(other.text, other.name, parser ?? (await loadParser()));
      if (found.refusal !== null) throw found.refusal;
      for (const warning of found.warnings) warn?.(warning);
      return found.inputs.forSpec(spec);
    },
    with: (more) => configure(given, file, environment, trust, { ...behind, ...more }),
  };
}
