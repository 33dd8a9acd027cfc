import { seededRandom } from '../../src/throttle/random.ts';

/*
 * What happens in a round, all of it from its seed: how the program is started, what is killed, and at which event.
 */

export const TARGETS = ['orchestrator', 'cancel', 'pane', 'tmux', 'agent', 'git', 'all'] as const;
/** `cancel`: SIGTERM to the orchestrator; everything else is SIGKILL. */
export type Target = (typeof TARGETS)[number];

/** Programs that the orchestrator calls. */
export const PROGRAMS = ['git', 'tmux'] as const;

/** A kill, when the orchestrator calls a program for the n-th time since the kill before, or an agent is at work for the n-th. */
export interface Kill {
  readonly target: Target;
  readonly at: (typeof PROGRAMS)[number] | 'agent';
  readonly n: number;
  /** Before that program runs, or when it has ended; whoever loses its orchestrator ends with it. */
  readonly phase: 'before' | 'after';
}

export interface Round {
  readonly seed: number;
  /** `run` and `resume` on the command line; the action with its post step, in one workspace or in a new one a job. */
  readonly entry: 'cli' | 'self-hosted' | 'hosted';
  readonly tmux: boolean;
  readonly units: number;
  /** This unit asks a question first: it takes a `resume`. null: none does. */
  readonly asks: number | null;
  readonly kills: readonly Kill[];
}

/** So many calls are those of a round's first unit or two. */
export const LAST_CALL = { git: 40, tmux: 8 };

export function planRound(seed: number): Round {
  let drawn = 0;
  const below = (count: number) => Math.floor(seededRandom(seed, drawn++) * count);
  const oneOf = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T;
  const entry = oneOf(['cli', 'cli', 'self-hosted', 'hosted'] as const);
  const tmux = oneOf([true, false]);
  const units = 1 + below(2);
  const asks = below(4) === 0 ? 1 + below(units) : null;
  const kills = Array.from({ length: 1 + below(2) }, (): Kill => {
    const target = oneOf(TARGETS.filter((name) => tmux || name !== 'tmux'));
    // What runs only while an agent does is killed then.
    const needsAgent = target === 'pane' || target === 'agent' || target === 'tmux';
    const events = tmux ? (['git', 'git', 'tmux', 'agent'] as const) : (['git', 'git', 'agent'] as const);
    const at = target === 'git' ? 'git' : needsAgent ? 'agent' : oneOf(events);
    const n = 1 + below(at === 'agent' ? units : LAST_CALL[at]);
    return { target, at, n, phase: oneOf(['before', 'after']) };
  });
  return { seed, entry, tmux, units, asks, kills };
}

export function describeRound({ entry, tmux, units, asks, kills }: Round): string {
  const what = kills.map(
    ({ target, at, n, phase }) => `${target} ${at === 'agent' ? 'at agent' : `${phase} ${at}`} ${n}`,
  );
  return `${entry} ${tmux ? 'in tmux' : 'plain'}, ${units} units${asks === null ? '' : `, ${asks} asks`}; ${what.join(', ')}`;
}
