import { checkpointInvariants } from '../../test/simulation/invariants/checkpoints.ts';
import { dispatchInvariants } from '../../test/simulation/invariants/dispatch.ts';
import { peopleInvariants } from '../../test/simulation/invariants/people.ts';
import { reviewInvariants } from '../../test/simulation/invariants/reviews.ts';
import { throttleInvariants } from '../../test/simulation/invariants/throttle.ts';
import { LAST_CALL, PROGRAMS, TARGETS } from '../kills/plan-round.ts';

const groups = {
  checkpoints: checkpointInvariants,
  dispatch: dispatchInvariants,
  people: peopleInvariants,
  reviews: reviewInvariants,
  throttle: throttleInvariants,
};

/** What every simulated night is checked against, of one group. */
export function invariantList(group: string): string {
  const invariants = groups[group as keyof typeof groups];
  if (invariants === undefined) throw new Error(`No group of invariants "${group}": ${Object.keys(groups).join(', ')}`);
  return `Every simulated night: ${invariants.map(({ name }) => name).join('; ')}.`;
}

const targetWords: Record<(typeof TARGETS)[number], string> = {
  orchestrator: 'the orchestrator (SIGKILL)',
  cancel: 'the orchestrator, asked to stop (SIGTERM)',
  pane: 'the pane that runs the agent',
  tmux: 'the tmux server',
  agent: 'the agent',
  git: 'a git that runs',
  all: 'all of them at once',
};

/** Who is killed, and when, in the random rounds. */
export function killPoints(): string {
  const moments = PROGRAMS.map((name) => `before or after call 1 to ${LAST_CALL[name]} of ${name}`);
  const rows = TARGETS.map((target) => {
    const when = target === 'git' ? [`in call 1 to ${LAST_CALL.git}`] : [...moments, 'while an agent works'];
    const needsAgent = ['pane', 'agent', 'tmux'].includes(target);
    return `| ${targetWords[target]} | ${needsAgent ? 'while an agent works' : when.join('; ')} |`;
  });
  return ['| killed | when |', '|---|---|', ...rows].join('\n');
}
