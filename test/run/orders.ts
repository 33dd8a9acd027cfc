import { backends } from '../../src/agents/index.ts';
import type { Pool } from '../../src/agents/vendor-facts.ts';
import type { Settings } from '../../src/inputs/types.ts';
import { builtInPrices } from '../../src/pricing/price-table.ts';
import type { PublishResult } from '../../src/repository/types.ts';
import type { Resume, RunContext, Wishes } from '../../src/run/types.ts';

export type Part<T> = { readonly [K in keyof T]?: Partial<T[K]> };

/** What is particular to one run of a story. */
export interface RunOrders {
  readonly settings?: Part<Settings>;
  readonly scheduled?: boolean;
  readonly dispatched?: boolean;
  readonly chainLimit?: number;
  readonly answer?: string;
  readonly skip?: boolean;
  /** Id of the halt that is answered; default: whichever is open. */
  readonly halt?: string;
  /** Task that a person wants done again, by the comment of this number (1). */
  readonly redo?: string;
  readonly comment?: number;
  readonly told?: NonNullable<Resume['openHalt']>;
  readonly cancelledAfter?: number;
  /** The machine is lost so many minutes after the start. */
  readonly lostAfter?: number;
  /** Backends that can run; or what getting them ready comes to. */
  readonly available?: readonly string[] | Error;
  /** What is known of the backends when they are got ready. */
  readonly backendProblems?: readonly string[];
  /** What the calls of the backends draw on; null: not known. */
  readonly pools?: Readonly<Record<string, Pool | null>>;
  /** What the remote says to one who asks to push. */
  readonly publish?: PublishResult;
  readonly wholeSessionUsage?: readonly string[];
  /** What a person who watches asks of it. */
  readonly wishes?: Wishes;
  /** Is never repeated of what people say. */
  readonly secret?: string;
}

/** The story's settings, with those of the run on top. */
export function settingsOf(story: Settings, { settings: more = {} }: RunOrders): Settings {
  const { loop, agents, terminal, repository, throttle } = story;
  return {
    loop: { ...loop, ...more.loop },
    agents: { ...agents, ...more.agents },
    isolation: { strength: 'off', allow: [], writable: [] },
    notify: null,
    terminal,
    repository,
    throttle: { ...throttle, ...more.throttle },
  };
}

/** `now`: epoch ms by the machine's clock. */
export function factsOf(id: string, orders: RunOrders, stop: AbortSignal, now: number): Omit<RunContext, 'opened'> {
  const at = new Date(now).toISOString();
  const { answer, skip = false, halt = null } = orders;
  const resume: Resume | null =
    answer === undefined
      ? null
      : {
          halt,
          skip,
          answer: { text: answer, author: 'maria', url: null, at },
          ...(orders.told ? { openHalt: orders.told } : {}),
        };
  return {
    id,
    workdir: '/work',
    stop,
    resume,
    redo: orders.redo === undefined ? null : { id: `redo@${orders.comment ?? 1}`, task: orders.redo, by: 'maria' },
    scheduled: orders.scheduled ?? false,
    dispatched: orders.dispatched ?? false,
    chainLimit: orders.chainLimit ?? 3,
    agentOptions: {},
    backends,
    ensureBackends: async () => {
      if (orders.available instanceof Error) throw orders.available;
      const available = orders.available === undefined ? null : new Set(orders.available);
      return { available, problems: orders.backendProblems ?? [], pools: new Map(Object.entries(orders.pools ?? {})) };
    },
    cumulativeUsageBackends: new Set(orders.wholeSessionUsage ?? []),
    prices: builtInPrices,
    maskAnswer: (text) => (orders.secret === undefined ? text : text.replaceAll(orders.secret, '***')),
    ...(orders.wishes === undefined ? {} : { wishes: orders.wishes }),
  };
}
