import { lstatSync } from 'node:fs';
import { backends as builtInBackends } from '../agents/index.ts';
import { applyConfig } from '../inputs/config-file/apply-config.ts';
import { CONFIG_FILE, parseConfig } from '../inputs/config-file/parse-config.ts';
import type { Settings } from '../inputs/types.ts';
import { homeFolder } from '../machine-user.ts';
import type { GitRepository } from '../repository/types.ts';
import type { RunEnvironment } from './types.ts';

/** The settings with what the repository's configuration file adds to them; it is read as people committed it. */
export async function withConfigFile<T extends Settings>(
  settings: T,
  repository: Pick<GitRepository, 'readBaseFile'>,
  { env, log, backends = builtInBackends }: Pick<RunEnvironment, 'env' | 'log' | 'backends'>,
): Promise<T> {
  const warn = (message: string) => log.emit({ kind: 'warning', message });
  const { text, name, differs } = await repository.readBaseFile(CONFIG_FILE);
  if (differs) warn(`${CONFIG_FILE}: the working tree has another version, which is not used; this run uses ${name}`);
  if (text === null) return settings;
  const config = parseConfig(
    text,
    name,
    backends.map((backend) => backend.name),
  );
  const configured = applyConfig(settings, config, homeFolder(env));
  if (configured.isolation.strength === 'strict')
    for (const problem of configured.isolation.writable.flatMap(problemOf))
      warn(`${name}: isolation.writable: ${problem}`);
  return configured;
}

/** What a person should know of a path that they named. */
function problemOf(path: string): readonly string[] {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [`${path} does not exist, so nothing there can be written`];
  return stat.isSymbolicLink() ? [`${path} is a link; what it leads to can be written`] : [];
}
