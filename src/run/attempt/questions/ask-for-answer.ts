import type { DispatchUnit } from '../../../plan/types.ts';
import { listFirst } from '../../../text.ts';
import type { RunState } from '../../run-state.ts';
import { askAgent, MAX_QUESTIONS, type Question, type Reply } from './ask-agent.ts';

/** Some services refuse without a word, for a time; who never says one is not asked all night. */
const MAX_SILENCES = 5;

/** Of files, branches and tags, in a warning. */
const MAX_NAMES = 12;

/** One call; what the agent changed, although it is to change nothing, is restored. */
export async function askWithoutChanges(run: RunState, unit: DispatchUnit, question: Question): Promise<Reply> {
  const { repository } = run.ports;
  const snapshot = await repository.takeSnapshot();
  const copy = await repository.copyWorkTree();
  const refs = await repository.listRefs();
  const reply = await askAgent(run, unit, question);
  const change = await repository.changes(snapshot);
  for (const repair of change.repaired) run.warn(`task ${unit.key}, after the ${question.title}: ${repair}`);
  if (change.changed) {
    const restored = copy === null ? [] : await repository.restoreWorkTree(copy, snapshot);
    const what = listFirst(restored.length > 0 ? restored : change.files, MAX_NAMES);
    const outcome = copy === null ? 'nothing here can restore it' : 'it was restored';
    if (what !== '') run.warn(`task ${unit.key}: ${question.actor} changed ${what}; ${outcome}`);
  }
  const moved = await repository.restoreRefs(refs, 'all');
  if (moved.length > 0)
    run.warn(`task ${unit.key}: restored to what it was before the ${question.title}: ${listFirst(moved, MAX_NAMES)}`);
  return reply;
}

/** What is asked of an agent until it is answered. */
interface Request<T> {
  /** `review`: what is asked for. */
  readonly noun: string;
  /** `round` 1 or 2; `problem`: what was wrong with the last answer, null for the first time. */
  readonly ask: (round: number, problem: string | null) => Promise<Reply>;
  readonly read: (message: string) => T | { readonly kind: 'bad'; readonly why: string };
  /** A limit was met. */
  readonly beforeWait: () => Promise<unknown>;
}

export type Answered<T> =
  | { readonly kind: 'answered'; readonly answer: T; readonly backend: string }
  /** Nobody gave an answer that can be read; `why` in a clause. */
  | { readonly kind: 'none'; readonly why: string }
  | Exclude<Reply, { readonly kind: 'said' | 'again' }>;

/** Asks, once more where the answer cannot be used; a limit that is met is waited for, and is no answer. */
export async function askForAnswer<T extends { readonly kind: 'ok' }>({
  noun,
  ask,
  read,
  beforeWait,
}: Request<T>): Promise<Answered<T>> {
  let problem: string | null = null;
  let why = '';
  let silences = 0;
  for (let round = 1; round <= MAX_QUESTIONS; ) {
    const reply = await ask(round, problem);
    if (reply.kind === 'again') {
      silences = reply.silent ? silences + 1 : 0;
      if (silences >= MAX_SILENCES)
        return { kind: 'none', why: `${reply.backend} said nothing, ${MAX_SILENCES} times` };
      await beforeWait();
      continue;
    }
    if (reply.kind !== 'said') return reply;
    const answer = read(reply.message);
    if (answer.kind === 'ok') return { kind: 'answered', answer, backend: reply.backend };
    // Who could not answer is asked the same again: nothing was wrong with an answer.
    problem = reply.failed === null ? answer.why : null;
    why = describeFailure(noun, reply, answer.why);
    round += 1;
  }
  return { kind: 'none', why };
}

function describeFailure(noun: string, reply: Extract<Reply, { kind: 'said' }>, unreadable: string): string {
  return reply.failed === null
    ? `the ${noun} could not be read (${unreadable.replace(/\.$/, '')})`
    : `${reply.backend} made no ${noun}. ${reply.failed}`;
}
