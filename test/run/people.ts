import type { HaltReply, NewAnswer, OpenHalt, Platform, QuestionsPage } from '../../src/platform/types.ts';
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
  /** What people wrote in the issue of the questions, oldest first. */
  readonly answers: NewAnswer[] = [];
  readonly #questions: string[] = [];
  readonly #world: World;
  readonly #say: (kind: string, text: string) => void;

  constructor(world: World, say: (kind: string, text: string) => void) {
    this.#world = world;
    this.#say = say;
  }

  /** Somebody with write access comments in the issue of the questions. */
  answer(text: string, author = 'maria'): void {
    const at = new Date(this.#world.now).toISOString();
    this.answers.push({ comment: this.answers.length + 1, answer: { text, author, url: null, at } });
  }

  questionsPage(): QuestionsPage {
    const down = () => this.#world.hubIsDown();
    const number = 500;
    return {
      report: async ({ id, list }) => {
        if (down()) return null;
        const isNew = !this.#questions.includes(id);
        if (isNew) this.#questions.push(id);
        this.#say('issue', `issue #${number} ${isNew ? `asks ${list.length}` : 'found again'}`);
        return { number, url: `https://github.example/issues/${number}` };
      },
      newAnswers: async ({ read }) => (down() ? [] : this.answers.filter(({ comment }) => comment > read)),
      confirm: async (_, { answer }, lines) => {
        if (lines.length > 0) this.#say('issue', `issue #${number} to ${answer.author}: ${lines.join(' / ')}`);
      },
      close: async () => this.#say('issue', `issue #${number} closed`),
    };
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
