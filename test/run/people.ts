import type { HaltReply, OpenHalt, Platform } from '../../src/platform/types.ts';
import type { World } from '../simulation/world/world.ts';
import { line } from './told.ts';

/** Issues and the pull request, as people see them. */
export class People {
  /** What somebody did to the issue of the open halt. */
  reply: HaltReply = { kind: 'open' };
  /** The next run can be started from a run. */
  mayDispatch = true;
  /** Open issues of runs whose state was lost. */
  readonly left: OpenHalt[] = [];
  readonly issues: { readonly halt: string; readonly question: string }[] = [];
  readonly #world: World;
  readonly #say: (kind: string, text: string) => void;

  constructor(world: World, say: (kind: string, text: string) => void) {
    this.#world = world;
    this.#say = say;
  }

  hub(): Platform {
    const down = () => this.#world.hubIsDown();
    return {
      reportHalt: async ({ id, issue, question }) => {
        if (down()) return null;
        // Without its number it is looked for among those touched since the halt only.
        const hidden = issue === null && this.left.some((told) => told.id === id);
        const known = hidden ? -1 : this.issues.findIndex(({ halt }) => halt === id);
        if (known < 0) this.issues.push({ halt: id, question });
        const number = known < 0 ? this.issues.length : known + 1;
        this.#say('issue', `issue #${number} ${known < 0 ? `opened: ${line(question)}` : 'said again'}`);
        return { number, url: `https://github.example/issues/${number}` };
      },
      closeHalt: async ({ id }, commit) => {
        if (down()) return;
        const number = this.issues.findIndex(({ halt }) => halt === id) + 1;
        this.#say('issue', `issue #${number} settled${commit === null ? '' : ' with the commit'}`);
      },
      reportProgress: async ({ done, total, outcome }) => {
        if (down()) return null;
        this.#say('pull request', `pull request: ${done} of ${total}, ${outcome}`);
        return { number: 1000, url: 'https://github.example/pull/1000' };
      },
      dispatchNextRun: async () => {
        if (!this.mayDispatch) return 'it may not';
        this.#say('dispatch', 'the next run is started');
        return null;
      },
      findReply: async () => this.reply,
      openHalts: async () => (down() ? [] : this.left),
    };
  }
}
