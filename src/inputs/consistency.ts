import { backends } from '../agents/index.ts';
import { UserError } from '../errors.ts';
import type { OptionName } from './options/options.ts';
import type { Reader } from './source.ts';
import type { Inputs } from './types.ts';

/** Values that are right each by itself but cannot be meant together. */
export function assertConsistent(all: Inputs, reader: Reader): void {
  const { label } = reader;
  const refuse = (name: OptionName, message: string, fix: string) => {
    throw new UserError(message, { where: label(name), fix });
  };
  if (all.loop.only !== null && all.loop.from !== null) {
    refuse('only', `"${all.loop.only}" is given together with ${label('from')}`, 'give one of the two');
  }
  const used = usedBackends(all);
  if (used.includes('custom') && all.agents.agentCommand === null) {
    refuse('agent-command', 'the backend custom has no program to run', `give ${label('agent-command')}`);
  }
  const { sandbox } = all.agents;
  for (const name of used) {
    const sandboxes = backends.find((known) => known.name === name)?.sandboxes ?? [];
    if (!sandboxes.includes(sandbox)) {
      refuse(
        'sandbox',
        `"${sandbox}" is nothing that ${name} can keep`,
        `accepted with ${name}: ${sandboxes.join(', ')}`,
      );
    }
  }
  if (all.hub.answer !== null && !all.hub.resume) {
    refuse('answer', 'an answer is given, but nothing is to be resumed', `set ${label('resume')} to true as well`);
  }
}

/** Backends that may be started to do the work; who is asked for assignments is sandboxed read-only anyway. */
function usedBackends({ agents, throttle }: Inputs): readonly string[] {
  const everyone = agents.roster?.all;
  const own = everyone === undefined ? [agents.backend] : [everyone.backend];
  const listed = Object.values(agents.roster ?? {}).map(({ backend }) => backend);
  return [...new Set([...own, ...listed, ...throttle.fallbackBackends])];
}
