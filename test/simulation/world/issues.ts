import type { Hub } from '../../../src/ports.ts';
import type { Issue, Run, Trigger } from './record.ts';
import type { World } from './world.ts';

/** GitHub's issues, and the humans behind them: `hear` is called with what they say, when they say it. */
export class Issues {
  readonly #world: World;
  readonly #hear: (trigger: Trigger) => void;
  /** Comments that are still to come. */
  pending = 0;

  constructor(world: World, hear: (trigger: Trigger) => void) {
    this.#world = world;
    this.#hear = hear;
  }

  /** The hub as one run reaches it. */
  hub(run: Run): Hub {
    const world = this.#world;
    const place = (issue: Issue) => ({ number: issue.number, url: `https://github.example/issues/${issue.number}` });
    return {
      halt: async (halt) => {
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
      settled: async (halt) => {
        if (world.hubIsDown()) return;
        run.changes += 1;
        const issue = world.issues.find(({ halt: id }) => id === halt.id);
        if (issue !== undefined) issue.closedAt = world.now;
      },
      progress: async () => (world.hubIsDown() ? null : { number: 1000, url: 'https://github.example/pull/1000' }),
      continueLater: async () => {
        if (world.hubIsDown()) return false;
        this.#hear({ kind: 'dispatch' });
        return true;
      },
      closedAs: async () => ({ kind: 'open' }),
    };
  }

  #askHuman(issue: Issue): void {
    const world = this.#world;
    const { humans } = world.scenario;
    const facts = humans[Math.min(issue.number, humans.length) - 1];
    if (facts?.answersAfterMs == null) return;
    const times = [facts.answersAfterMs, ...(facts.againAfterMs === null ? [] : [facts.answersAfterMs + facts.againAfterMs])];
    for (const [index, after] of times.entries()) {
      this.pending += 1;
      world.timeline.at(world.now + after, () => {
        this.pending -= 1;
        const text = `answer-${issue.number}-${index + 1}`;
        issue.words.push({ at: world.now, word: facts.word, text });
        world.mendAll();
        this.#hear({ kind: 'comment', halt: issue.halt, word: facts.word, text });
      });
    }
  }
}
