import type { Backend } from '../agents/types.ts';
import { UserError } from '../errors.ts';
import type { OptionName } from './options/options.ts';
import type { OptionReader } from './source.ts';
import type { InputValues } from './types.ts';

/** Values that are right each by itself but cannot be meant together. */
export function assertConsistent(all: InputValues, reader: OptionReader, backends: readonly Backend[]): void {
  const { label } = reader;
  const refuse = (name: OptionName, message: string, fix: string) => {
    throw new UserError(message, { where: label(name), fix });
  };
  if (all.loop.only !== null && all.loop.from !== null) {
    refuse('only', `"${all.loop.only}" cannot be combined with ${label('from')}`, 'use one of the two');
  }
  const used = executingBackends(all);
  const withoutProgram = used.find((name) => name === 'custom' || name === 'acp');
  if (withoutProgram !== undefined && all.agents.agentCommand === null) {
    refuse('agent-command', `the backend ${withoutProgram} has no program to run`, `give ${label('agent-command')}`);
  }
  const { sandbox } = all.agents;
  for (const name of used) {
    const sandboxes = backends.find((known) => known.name === name)?.sandboxes ?? [];
    if (!sandboxes.includes(sandbox)) {
      refuse('sandbox', `${name} does not support "${sandbox}"`, `accepted with ${name}: ${sandboxes.join(', ')}`);
    }
  }
  const reviewer = all.agents.reviewer?.backend;
  const canReview = backends.filter((known) => known.sandboxes.includes('read-only')).map(({ name }) => name);
  if (reviewer !== undefined && !canReview.includes(reviewer)) {
    refuse('reviewer', `${reviewer} cannot be kept from changing files`, `accepted: ${canReview.join(', ')}`);
  }
  if (all.repository.signing?.by === 'api' && all.repository.checkpoint === 'commit') {
    const fix = `use ${label('checkpoint')} push, or ${label('sign-commits')} key`;
    refuse('sign-commits', `"api" needs commits that are pushed, because GitHub makes them`, fix);
  }
  if (all.platform.answer !== null && !all.platform.resume) {
    refuse('answer', 'an answer is given without a request to resume', `set ${label('resume')} to true as well`);
  }
}

/** Backends that may be started to do the work; who is asked for assignments is sandboxed read-only anyway. */
function executingBackends({ agents, throttle }: InputValues): readonly string[] {
  const allOwners = agents.ownerBackends?.all;
  const defaultBackends = allOwners === undefined ? [agents.backend] : [allOwners.backend];
  const ownerSpecific = Object.values(agents.ownerBackends ?? {}).map(({ backend }) => backend);
  return [...new Set([...defaultBackends, ...ownerSpecific, ...throttle.fallbackBackends])];
}
