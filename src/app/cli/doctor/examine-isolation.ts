import type { Inputs } from '../../../inputs/types.ts';
import { type Isolation, NO_SANDBOX_FIX, UNISOLATED } from '../../../terminal/isolation/isolation.ts';
import type { ExaminedIsolation } from './doctor-report.ts';

/** What of the sandbox holds on this machine, for the backend that would work. */
export async function examineIsolation(inputs: Inputs, isolation: Isolation | undefined): Promise<ExaminedIsolation> {
  const { strength, allow } = inputs.isolation;
  const nothing = { strength, mechanism: null, hidden: [], readOnly: [], writable: [], notHeld: [] };
  if (strength === 'off' || isolation === undefined)
    return { ...nothing, warning: `isolation is off: ${UNISOLATED}.`, problem: null };
  const { mechanism, policy, failures, warnings } = await isolation.examine(inputs.agents.backend);
  if (mechanism === null) {
    const why = `No sandbox works on this machine (${failures.join('; ')})`;
    const isStrict = strength === 'strict';
    const text = isStrict ? `${why}. ${NO_SANDBOX_FIX}.` : `${why}; ${UNISOLATED}. ${NO_SANDBOX_FIX}.`;
    return { ...nothing, warning: isStrict ? null : text, problem: isStrict ? text : null };
  }
  return {
    ...{ strength, mechanism },
    hidden: policy.hidden.map(({ path }) => path),
    readOnly: policy.readOnly,
    writable: policy.writable,
    notHeld: notHeld(strength, allow, process.getuid?.() === 0),
    ...{ warning: warnings.length > 0 ? warnings.join('\n') : null, problem: null },
  };
}

function notHeld(strength: 'auto' | 'strict', allow: readonly string[], isRoot: boolean): readonly string[] {
  return [
    'the network, services on localhost and abstract sockets',
    ...(strength === 'auto' ? ['other files that this user can write, such as ~/.local/bin and caches'] : ['caches']),
    ...(isRoot && strength === 'auto' ? ['files of the system, because agents run as root'] : []),
    ...(allow.includes('sudo') ? ['everything, for an agent that uses sudo to get out'] : []),
    ...(allow.includes('docker') ? ['everything, for an agent that uses docker to get out'] : []),
  ];
}
