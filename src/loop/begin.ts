import type { Settings } from '../inputs/types.ts';
import { nextUnit } from '../plan/next.ts';
import { answerMessage } from '../report/commit-message.ts';
import { humanEntry, runEntry } from '../report/progress-log.ts';
import type { OpenResult } from '../repository/types.ts';
import { answerHalt, nameRun, newSpecState, startRun } from '../state/transitions.ts';
import type { Halt, Memory } from '../state/types.ts';
import { emptyHistory } from '../throttle/history.ts';
import { cancelled } from './admit.ts';
import { haltEnd } from './end.ts';
import { checkpointed, tickUnit } from './finish-unit.ts';
import { doneUnits, readPlan } from './read-plan.ts';
import { keepFinished, restore, takeTicksBack } from './recover.ts';
import { remember, standing } from './told.ts';
import { type End, type Ports, type Resume, type RunFacts, type SpecPlace, Walk } from './walk.ts';

/** Reads what there is, and ends at once where a human or the clock must come first. */
export async function begin(
  settings: Settings,
  place: SpecPlace,
  ports: Ports,
  run: RunFacts,
): Promise<{ readonly walk: Walk; readonly end: End | null }> {
  const opened = await ports.repository.open();
  const now = ports.clock.now();
  const memory: Memory = (await ports.store.load()) ?? { spec: newSpecState(now), throttle: emptyHistory() };
  const walk = new Walk(settings, place, ports, run, memory);
  // A run that is named there was cut off: what it wrote may not be committed.
  walk.unkept = memory.spec.run !== null;
  if (opened.kind === 'ready') walk.branch = opened.branch;
  const plan = await readPlan(walk);
  // An unknown --only or --from is bad usage: it must be said before anything is touched.
  nextUnit(plan, doneUnits(walk, plan), { only: settings.loop.only, from: settings.loop.from });
  const counts = walk.progress();
  ports.log.emit({
    kind: 'run-started',
    spec: place.name,
    done: counts.done,
    total: counts.total,
    attach: ports.terminal.attach,
  });

  // A halt or a pause that is known was saved after all that there may be to recover.
  await takeTicksBack(walk);
  const held = walk.state.halt === null && run.resume === null && !isEarly(walk) ? await standing(walk) : null;
  if (held !== null) return { walk, end: held };
  const unkept = await keepFinished(walk, opened.kind === 'ready' ? opened.head : null);
  walk.begun = unkept !== null;
  if (unkept !== null) return { walk, end: unkept };
  if (opened.kind === 'conflict') return { walk, end: await conflicted(walk, opened) };
  const heard = await hear(walk);
  if (heard.kind === 'end') return { walk, end: heard.end };
  // An agent that cannot run is said before an answer is taken, or anything else is changed.
  if (counts.done < counts.total && !(await isReady(walk))) return { walk, end: cancelled(walk) };
  const untaken = heard.word === null ? null : await takeForGood(walk, heard.word);
  if (untaken !== null) return { walk, end: untaken };
  walk.begun = true;
  await restore(walk, opened.restore);
  walk.change(startRun(walk.state, { runId: run.id, now, continued: run.continued }));
  if (counts.done < counts.total) await ports.files.appendProgress(runEntry(walk.progress()));
  return { walk, end: null };
}

/** false: it was stopped while agents were got ready, which may take as long as a download. */
async function isReady(walk: Walk): Promise<boolean> {
  try {
    await walk.available();
    return true;
  } catch (error) {
    if (walk.stopped) return false;
    throw error;
  }
}

/** The base cannot be merged in: that takes a human, whatever else is waited for. An answer to another question is kept. */
async function conflicted(walk: Walk, { base, files }: Extract<OpenResult, { kind: 'conflict' }>): Promise<End> {
  const where = `It conflicts in: ${files.join(', ')}. Merge it by hand on the work branch, then answer.`;
  if (walk.state.halt?.cause === 'conflict') {
    return { kind: 'halted', message: `halted since ${walk.state.halt.at}: ${base} can still not be merged. ${where}` };
  }
  if (walk.state.halt !== null) {
    const heard = await hear(walk);
    if (heard.kind === 'end') return heard.end;
    if (heard.word !== null) {
      await take(walk, heard.word);
      await settleSkipped(walk, heard.word);
    }
  }
  walk.begun = true;
  const question = `${base} could not be merged into the work branch. ${where}`;
  return haltEnd(walk, null, { cause: 'conflict', question, tried: [], tail: '' });
}

/** What a human says to the open halt. */
interface Word {
  readonly halt: Halt;
  readonly resume: Resume;
}

/** An open halt needs a human's word, a pause its time; either without it ends the run and touches nothing. */
async function hear(
  walk: Walk,
): Promise<{ readonly kind: 'end'; readonly end: End } | { readonly kind: 'go'; readonly word: Word | null }> {
  await remember(walk);
  const { halt, paused } = walk.state;
  const over = (kind: End['kind'], message: string) => ({ kind: 'end', end: { kind, message } }) as const;
  if (halt !== null) {
    const resume = walk.run.resume ?? (await closedAsSkip(walk, halt));
    if (resume === null) return { kind: 'end', end: stillHalted(halt) };
    if (resume.halt !== null && resume.halt !== halt.id) {
      return over('halted', `that answer is to ${resume.halt}, which was answered before; ${halt.id} is open`);
    }
    return { kind: 'go', word: { halt, resume } };
  }
  if (paused !== null && isEarly(walk)) {
    return over('paused', `paused until ${paused.resume_after}: ${paused.why}`);
  }
  if (walk.run.resume !== null) walk.warn('no halt waits for an answer; the run goes on without it');
  return { kind: 'go', word: null };
}

/** A run of the schedule leaves a pause alone until its time. */
function isEarly({ run, state, now }: Walk): boolean {
  const after = state.paused?.resume_after ?? null;
  return run.scheduled && after !== null && Date.parse(after) > now;
}

/** Closing a halt's issue as "not planned" counts its unit as done by a human. */
async function closedAsSkip(walk: Walk, halt: Halt): Promise<Resume | null> {
  const closing = await walk.ports.hub.closedAs(halt);
  if (closing.kind !== 'skip') return null;
  const answer = { text: 'The issue was closed as not planned.', author: closing.by, url: closing.url, at: closing.at };
  return { halt: halt.id, skip: true, answer };
}

/** Puts a human's word into the state: the unit may be tried again with it, or counts as done. */
async function take(walk: Walk, { halt, resume }: Word): Promise<void> {
  const unit = walk.plan?.units.find(({ key }) => key === halt.task) ?? null;
  const keys = unit === null ? [] : [unit.key, ...unit.ticks, ...unit.leaves];
  const by = resume.answer.author ?? 'a person';
  const named = nameRun(walk.state, walk.run.id, walk.now);
  const state = answerHalt(named, { answer: resume.answer, skip: resume.skip, by, now: walk.now, keys });
  if (resume.skip && unit !== null) await tickUnit(walk, unit);
  await walk.save(resume.skip ? state : { ...state, settling: [...(state.settling ?? []), halt] });
  await walk.ports.files.appendProgress(humanEntry(halt, resume));
}

/**
 * A word that is pushed before an agent starts outlives its machine, and shows at no cost whether checkpoints get
 * through again. Where they do not, nothing was heard: the halt stays as it was.
 */
async function takeForGood(walk: Walk, word: Word): Promise<End | null> {
  const before = walk.state;
  await take(walk, word);
  if (walk.settings.repository.checkpoint === 'push') {
    const saved = await walk.ports.repository.checkpoint(
      answerMessage({
        spec: walk.place.name,
        title: word.halt.title,
        skip: word.resume.skip,
        runId: walk.run.id,
      }),
    );
    if (saved.kind === 'refused') {
      await walk.save(before);
      const { at } = word.halt;
      return {
        kind: 'halted',
        message: `halted since ${at}: the answer could not be pushed: ${saved.reason}. ${saved.remedy}`,
      };
    }
    const end = checkpointed(walk, null, saved);
    walk.begun = end !== null;
    if (end !== null) return end;
  }
  await settleSkipped(walk, word);
  return null;
}

async function settleSkipped(walk: Walk, { halt, resume }: Word): Promise<void> {
  if (resume.skip) await walk.ports.hub.settled(halt, null);
}

function stillHalted({ at, question }: Halt): End {
  return { kind: 'halted', message: `halted since ${at}: ${question.split('\n', 1)[0]}` };
}
