import { backends as builtInBackends } from '../agents/index.ts';
import { withoutPower } from '../inputs/config-file/apply-config.ts';
import { CONFIG_FILE, parseConfig } from '../inputs/config-file/parse-config.ts';
import { optionTable } from '../inputs/options/options.ts';
import type { GivenInputs, Inputs, Settings } from '../inputs/types.ts';
import { readCommittedFile } from '../repository/guard/base-file.ts';
import type { BaseFile } from '../repository/types.ts';
import type { RunEnvironment } from './types.ts';

/** What flags or inputs and the repository's configuration file say together. */
export interface ConfiguredInputs {
  readonly inputs: Inputs;
  /** The file's text; null: there is none. */
  readonly text: string | null;
  /** The settings of a spec where the base turns out to have this file; null: the same as was read. */
  withFile(file: BaseFile, spec: string): Settings | null;
}

/**
 * Reads the file as people committed it, from what the checkout knows of the base: before the repository is opened,
 * since the file may say how. Whoever opens it then compares (`withFile`).
 */
export async function readConfigured(
  given: GivenInputs,
  { env, ...environment }: Pick<RunEnvironment, 'env' | 'backends'>,
): Promise<ConfiguredInputs> {
  const before = given.beforeFile();
  const file = await readCommittedFile({ workdir: before.workdir, env }, CONFIG_FILE, baseRefs(before));
  return configure(given, file, environment, before.repository.checkpoint !== 'off');
}

/** Where the base may be known from, before the repository is opened. */
export function baseRefs({ repository: { checkpoint, baseBranch } }: Pick<Settings, 'repository'>): readonly string[] {
  return checkpoint === 'off'
    ? ['HEAD']
    : [`refs/remotes/origin/${baseBranch ?? 'HEAD'}`, `refs/heads/${baseBranch ?? ''}`, 'HEAD'];
}

/** The same with a file that is known. `guarded`: no agent can have committed it. */
export function configure(
  given: GivenInputs,
  { text, name, differs }: BaseFile,
  { backends = builtInBackends }: Pick<RunEnvironment, 'backends'>,
  guarded = true,
): ConfiguredInputs {
  const parse = (of: string | null, where: string) => {
    if (of === null) return { config: null, left: [] };
    const config = parseConfig(of, where, optionTable(backends));
    return guarded ? { config, left: [] } : withoutPower(config);
  };
  const { config, left } = parse(text, name);
  const inputs = given.read(config);
  const differing = `${CONFIG_FILE}: the working tree has another version, which is not used; this run uses ${name}`;
  const unguarded = `${name}: ${left.join(', ')} not used: with checkpoint off an agent could have committed the file; give them as flags, or use --checkpoint commit`;
  const warnings = [...inputs.warnings, ...(differs ? [differing] : []), ...(left.length > 0 ? [unguarded] : [])];
  return {
    inputs: { ...inputs, warnings },
    text,
    withFile: (file, spec) =>
      file.text === text ? null : given.read(parse(file.text, file.name).config).forSpec(spec),
  };
}
