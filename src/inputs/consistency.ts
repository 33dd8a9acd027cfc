import { surelyKeepsFromWriting } from '../agents/sandbox.ts';
import type { Backend } from '../agents/types.ts';
import { UserError } from '../errors.ts';
import { defaultBackend } from '../plan/assignment/owner-backends.ts';
import type { OptionName } from './options/options.ts';
import type { OptionReader } from './source.ts';
import type { InputValues, Settings } from './types.ts';

type Refuse = (name: OptionName, message: string, fix: string) => void;

/** Values that are right each by itself but cannot be meant together. */
export function assertConsistent(all: InputValues, reader: OptionReader, backends: readonly Backend[]): void {
  const { label } = reader;
  const refuse: Refuse = (name, message, fix) => {
    throw new UserError(message, { where: label(name), fix });
  };
  if (all.loop.only !== null && all.loop.from !== null) {
    refuse('only', `"${all.loop.only}" cannot be combined with ${label('from')}`, 'use one of the two');
  }
  const used = executingBackends(all);
  const asked = [all.agents.assignBackend, all.agents.reviewer?.backend];
  const withoutProgram = [...used, ...asked].find((name) => name === 'custom' || name === 'acp');
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
  requireReadOnly(all, backends, refuse);
  if (all.repository.signing?.by === 'api' && all.repository.checkpoint === 'commit') {
    const fix = `use ${label('checkpoint')} push, or ${label('sign-commits')} key`;
    refuse('sign-commits', `"api" needs commits that are pushed, because GitHub makes them`, fix);
  }
  requirePushes(all, refuse);
  if (all.platform.answer !== null && !all.platform.resume) {
    refuse('answer', 'an answer is given without a request to resume', `set ${label('resume')} to true as well`);
  }
}

/** What runs tell each other lies on the remote. */
function requirePushes({ throttle, repository: { checkpoint }, isCheckpointSaid }: InputValues, refuse: Refuse): void {
  const keepsHere = checkpoint === 'commit' || (checkpoint === 'off' && isCheckpointSaid);
  if (throttle.scope !== 'repository' || !keepsHere) return;
  const fix = 'set checkpoint to push, or throttle-scope to spec';
  refuse('throttle-scope', '"repository" needs a remote that all runs push to', fix);
}

/** Who is to change nothing works on a copy where it has no read-only mode, and that needs a sandbox. */
function requireReadOnly(all: InputValues, backends: readonly Backend[], refuse: Refuse): void {
  if (all.isolation.strength !== 'off') return;
  const canRead = backends.filter(surelyKeepsFromWriting).map(({ name }) => name);
  for (const [option, name] of readingBackends(all)) {
    if (canRead.includes(name)) continue;
    const fix = `accepted without isolation: ${canRead.join(', ')}`;
    refuse(option, `nothing but a sandbox keeps ${name} from changing files, and isolation is off`, fix);
  }
}

/** Backends that are asked for something and are to change nothing, each with the option that has them asked. */
export function readingBackends({
  agents,
  loop,
}: Pick<Settings, 'agents' | 'loop'>): readonly (readonly [option: OptionName, backend: string])[] {
  const { reviewer, assignBackend } = agents;
  return [
    ...(reviewer === null ? [] : [['reviewer', reviewer.backend] as const]),
    ...(assignBackend === null ? [] : [['assign-backend', assignBackend] as const]),
    ...(loop.questions === 'off' ? [] : [['questions', defaultBackend(agents).backend] as const]),
  ];
}

/** Backends that may be started to do the work; who is asked for assignments is sandboxed read-only anyway. */
function executingBackends({ agents, throttle }: InputValues): readonly string[] {
  const allOwners = agents.ownerBackends?.all;
  const defaultBackends = allOwners === undefined ? [agents.backend] : [allOwners.backend];
  const ownerSpecific = Object.values(agents.ownerBackends ?? {}).map(({ backend }) => backend);
  return [...new Set([...defaultBackends, ...ownerSpecific, ...throttle.fallbackBackends])];
}
