import type { Platform } from '../../../src/platform/types.ts';
import type { Resume } from '../../../src/run/types.ts';
import type { Issue, Run, Trigger } from './record.ts';
import type { World } from './world.ts';

/** What becomes of a human's attention. */
interface Humans {
  /** They say something. */
  readonly hear: (trigger: Trigger) => void;
  /** They look into the repository before. */
  readonly mend: () => void;
}

/** GitHub's issues, and the humans behind them. */
export class Issues {
  readonly #world: World;
  readonly #humans: Humans;
  /** Comments that are still to come. */
  pending = 0;

  constructor(world: World, humans: Humans) {
    this.#world = world;
    this.#humans = humans;
  }

  /** The platform as one run reaches it. */
  hub(run: Run): Platform {
    const world = this.#world;
    const place = (issue: Issue) => ({ number: issue.number, url: urlOf(issue) });
    return {
      reportHalt: async (halt) => {
        if (world.hubIsDown()) return null;
        run.changes += 1;
        const told = world.issues.find((issue) => issue.halt === halt.id);
        if (told !== undefined) {
          told.closedAt = null;
          return place(told);
        }
        const opened: Issue = {
          number: world.issues.length + 1,
          halt: halt.id,
          unit: halt.task,
          cause: halt.cause,
          openedAt: world.now,
          run: run.id,
          closedAt: null,
          words: [],
        };
        world.issues.push(opened);
        this.#askHuman(opened);
        return place(opened);
      },
      closeHalt: async (halt) => {
        if (world.hubIsDown()) return;
        run.changes += 1;
        const issue = world.issues.find(({ halt: id }) => id === halt.id);
        if (issue !== undefined) issue.closedAt ??= world.now;
      },
      reportProgress: async () =>
        world.hubIsDown() ? null : { number: 1000, url: 'https://github.example/pull/1000' },
      dispatchNextRun: async () => {
        if (world.hubIsDown()) return 'it is out of reach';
        this.#humans.hear({ kind: 'dispatch' });
        return null;
      },
      findReply: async () => ({ kind: 'open' }),
      openHalts: async () =>
        world.hubIsDown()
          ? []
          : world.issues
              .filter(({ closedAt }) => closedAt === null)
              .map((issue) => ({
                id: issue.halt,
                unit: issue.unit,
                at: new Date(issue.openedAt).toISOString(),
                issue: issue.number,
                url: urlOf(issue),
              })),
    };
  }

  #askHuman(issue: Issue): void {
    const world = this.#world;
    const { humans } = world.scenario;
    const facts = humans[Math.min(issue.number, humans.length) - 1];
    if (facts?.answersAfterMs == null) return;
    const times = [
      facts.answersAfterMs,
      ...(facts.againAfterMs === null ? [] : [facts.answersAfterMs + facts.againAfterMs]),
    ];
    for (const [index, after] of times.entries()) {
      this.pending += 1;
      world.timeline.at(world.now + after, () => {
        this.pending -= 1;
        const text = `answer-${issue.number}-${index + 1}`;
        issue.words.push({ at: world.now, word: facts.word, text });
        world.mendAll();
        this.#humans.mend();
        this.#humans.hear({ kind: 'comment', halt: issue.halt, word: facts.word, text });
      });
    }
  }
}

export function urlOf({ number }: Issue): string {
  return `https://github.example/issues/${number}`;
}

/** A human's comment, as the action hands it to the run; null: no comment started the run. */
export function resumeOf(trigger: Trigger, world: World): Resume | null {
  if (trigger.kind !== 'comment') return null;
  const issue = world.issues.find(({ halt }) => halt === trigger.halt);
  const at = new Date(issue?.openedAt ?? 0).toISOString();
  return {
    halt: trigger.halt,
    skip: trigger.word === 'skip',
    ...(issue === undefined ? {} : { openHalt: { unit: issue.unit, at, issue: issue.number, url: urlOf(issue) } }),
    answer: { text: trigger.text, author: 'maintainer', url: null, at: new Date(world.clock.now()).toISOString() },
  };
}
