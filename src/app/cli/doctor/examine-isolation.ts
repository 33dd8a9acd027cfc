import type { Inputs } from '../../../inputs/types.ts';
import { culpritFix, type Isolation, NO_SANDBOX_FIX, UNISOLATED } from '../../../terminal/isolation/isolation.ts';
import type { ExaminedIsolation } from './doctor-report.ts';

/** What of the sandbox holds on this machine, for the backend that would work. */
export async function examineIsolation(inputs: Inputs, isolation: Isolation | undefined): Promise<ExaminedIsolation> {
  const { strength, allow } = inputs.isolation;
  const nothing = { strength, mechanism: null, hidden: [], readOnly: [], writable: [], notHeld: [] };
  if (strength === 'off' || isolation === undefined)
    return { ...nothing, warning: `isolation is off: ${UNISOLATED}.`, problem: null };
  const { mechanism, policy, made, failures, culprit, warnings } = await isolation.examine(inputs.agents.backend);
  if (mechanism === null) {
    const why = `No sandbox works on this machine (${failures.join('; ')})`;
    if (culprit !== null) return { ...nothing, warning: null, problem: `${why}. ${culpritFix(culprit)}.` };
    if (strength === 'strict') return { ...nothing, warning: null, problem: `${why}. ${NO_SANDBOX_FIX}.` };
    return { ...nothing, warning: `${why}; ${UNISOLATED}. ${NO_SANDBOX_FIX}.`, problem: null };
  }
  return {
    ...{ strength, mechanism },
    hidden: policy.hidden.map(({ path }) => path),
    readOnly: policy.readOnly,
    writable: [...policy.writable, ...made],
    notHeld: notHeld({ strength, allow, isRoot: process.getuid?.() === 0, mechanism }),
    ...{ warning: warnings.length > 0 ? warnings.join('\n') : null, problem: null },
  };
}

const NETWORK = 'the network, services on localhost and abstract sockets';

function notHeld({
  strength,
  allow,
  isRoot,
  mechanism,
}: {
  readonly strength: 'auto' | 'strict';
  readonly allow: readonly string[];
  readonly isRoot: boolean;
  readonly mechanism: string;
}): readonly string[] {
  // What that user may read and write is what everybody may.
  if (mechanism === 'another-user')
    return [NETWORK, 'names and arguments of other processes', 'what every user of this machine can read or write'];
  return [
    NETWORK,
    'tokens that builds read to install, as in ~/.npmrc and ~/.m2/settings.xml',
    ...(strength === 'auto' ? ['other files that this user can write, such as ~/.local/bin and caches'] : ['caches']),
    ...(isRoot ? ['homes of other users, which root reads'] : []),
    ...(isRoot && strength === 'auto' ? ['files of the system, because agents run as root'] : []),
    ...(allow.includes('sudo') ? ['everything, for an agent that uses sudo to get out'] : []),
    ...(allow.includes('docker') ? ['everything, for an agent that uses docker to get out'] : []),
  ];
}
