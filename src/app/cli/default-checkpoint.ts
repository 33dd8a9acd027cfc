import { findSweptChanges } from '../../repository/guard/uncommitted/uncommitted-changes.ts';
import type { SpecLocation } from '../../spec-folder/locate/locate-specs.ts';
import { listFirst } from '../../text.ts';
import type { ConfiguredInputs } from '../reading/read-config.ts';
import { pathInRepository } from '../surroundings/path-in-repository.ts';
import type { CommandContext } from './command-context.ts';

const MAX_SHOWN = 5;

/**
 * Where neither a flag, nor the records, nor the configuration file says what a checkpoint is: a commit, unless there is
 * no git, or a person has changes that the commits would sweep up.
 */
export async function withDefaultCheckpoint(
  configured: ConfiguredInputs,
  specs: readonly SpecLocation[],
  { findCheckout }: Pick<CommandContext, 'findCheckout'>,
): Promise<{ readonly configured: ConfiguredInputs; readonly warning: string | null }> {
  const { workdir, repository, isCheckpointSaid } = configured.inputs;
  const found = isCheckpointSaid ? null : await findCheckout(workdir, null).catch(() => null);
  if (found?.kind !== 'checkout') return { configured, warning: null };
  const off = (why: string) => ({ configured, warning: `checkpoint is off in this run, because ${why}` });
  if (repository.signing?.by === 'api') return off('GitHub signs only commits that are pushed (--checkpoint push)');
  const places = specs.map(({ name, statePath }) => ({ spec: name, statePath: pathInRepository(workdir, statePath) }));
  const changes = await findSweptChanges(found.checkout, workdir, places);
  return changes.length > 0
    ? off(
        `there are uncommitted changes (${listFirst(changes, MAX_SHOWN)}); commit or stash them to have each unit committed`,
      )
    : { configured: configured.with({ defaults: new Map([['checkpoint', 'commit']]) }), warning: null };
}
