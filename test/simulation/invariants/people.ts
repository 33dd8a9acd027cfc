import type { Call } from '../world/record.ts';
import { callsOf } from './dispatch.ts';
import { type Invariant, MINUTE } from './types.ts';

/** Halts and answers, pauses and restarts, and what is said of an agent. */
export const peopleInvariants: readonly Invariant[] = [
  {
    name: 'at most one open issue for one halt',
    broken({ issues }) {
      return issues.flatMap((issue) => {
        const twin = issues.find(({ halt, number }) => halt === issue.halt && number < issue.number);
        // One that is answered stays open until its unit is done.
        const open = issues.filter(({ unit, openedAt, closedAt, words }) => {
          const over = Math.min(closedAt ?? Number.POSITIVE_INFINITY, words[0]?.at ?? Number.POSITIVE_INFINITY);
          return unit === issue.unit && openedAt <= issue.openedAt && over > issue.openedAt;
        });
        return [
          ...(twin === undefined ? [] : [`#${issue.number} is for the halt of #${twin.number}`]),
          ...(open.length > 1
            ? [`#${open.map(({ number }) => number).join(' and #')} are open for ${issue.unit} at once`]
            : []),
        ];
      });
    },
  },
  {
    name: 'when all is done no issue is open',
    broken: ({ end, issues, scenario, runs }) =>
      end.kind !== 'complete' || scenario.hubDown.length > 0 || runs.some((run) => run.end === 'lost')
        ? []
        : issues.filter(({ closedAt }) => closedAt === null).map(({ number }) => `#${number} is still open`),
  },
  {
    name: 'an answered question is closed with its unit, not at the end of all',
    broken(night) {
      const { hubDown, remoteDown, protectedFrom, pushes } = night.scenario;
      const unreached = hubDown.length > 0 || remoteDown.length > 0 || protectedFrom !== null || pushes.length > 0;
      if (unreached || night.runs.some(({ end }) => end === 'lost' || end === 'error')) return [];
      return night.runs.flatMap((run) => {
        const calls = callsOf(night, run).filter(({ kind }) => kind !== 'review');
        return calls.slice(0, -1).flatMap(({ truth, unit, startedAt }, index) => {
          const next = calls[index + 1]?.startedAt ?? run.endedAt;
          const asked = night.issues.filter((issue) => issue.unit === unit && (issue.words[0]?.at ?? next) < startedAt);
          const open = truth === 'earned' ? asked.filter(({ closedAt }) => closedAt === null || closedAt > next) : [];
          return open.map(({ number }) => `#${number} is still open when ${unit} is done`);
        });
      });
    },
  },
  {
    name: 'nothing runs while a human is waited for',
    broken: (night) =>
      night.runs.flatMap((run) => {
        const answered = run.trigger.kind === 'comment' && run.trigger.halt === run.haltAtStart;
        const calls = run.haltAtStart === null || answered ? [] : callsOf(night, run);
        return calls.map(({ serial }) => `call ${serial} starts while ${run.haltAtStart} is open`);
      }),
  },
  {
    name: 'an answer reaches the unit that asked, and is used once',
    broken: (night) =>
      night.runs.flatMap((run) => {
        const { trigger } = run;
        if (trigger.kind !== 'comment' || trigger.halt !== run.haltAtStart || run.end === 'lost' || run.shutOut)
          return [];
        const unit = night.issues.find(({ halt }) => halt === trigger.halt)?.unit;
        const [first] = callsOf(night, run).filter((call) => call.kind === 'attempt' && call.unit === unit);
        const told = first === undefined || first.prompt.includes(trigger.text) || trigger.word === 'skip';
        const unreached =
          night.scenario.remoteDown.length > 0 ||
          night.scenario.protectedFrom !== null ||
          night.scenario.pushes.length > 0;
        const used = unreached || (run.consumedAfter.includes(trigger.halt) && run.haltAfter !== trigger.halt);
        return [
          ...(told ? [] : [`call ${first.serial} is not told ${trigger.text}`]),
          ...(used ? [] : [`${run.id} leaves ${trigger.halt} as if nobody had answered`]),
        ];
      }),
  },
  {
    name: 'a scheduled run that comes too early touches nothing, and ends at once',
    broken: (night) =>
      night.runs.flatMap((run) => {
        // That the base cannot be merged in is said at once: it takes a human.
        if (!run.tooEarly || run.haltAtStart !== null || run.end !== 'paused') return [];
        const faults = callsOf(night, run).map(({ serial }) => `call ${serial} starts although it is too early`);
        if (run.changes > 0) faults.push(`${run.id} comes too early and changes something`);
        if (run.endedAt - run.startedAt > MINUTE && night.scenario.remoteDown.length === 0)
          faults.push(`${run.id} comes too early and takes its time`);
        return faults;
      }),
  },
  {
    name: 'a pause says for what, and a run that is over ends in one of the known ways',
    broken: ({ runs }) =>
      runs.flatMap((run) => {
        if (run.end === 'error' && !run.shutOut) return [`${run.id}: ${run.message}`];
        if (run.end === 'failed') return [`${run.id} failed: ${run.message}`];
        return run.end === 'paused' && run.reason === null ? [`${run.id} paused for no reason`] : [];
      }),
  },
  {
    name: 'no agent is blamed for what it did not do',
    broken: (night) =>
      night.runs.flatMap((run) => {
        const fates = new Set(callsOf(night, run).map(({ fate }) => fate));
        const reviews = new Set(callsOf(night, run).map(({ review }) => review));
        return run.happenings.flatMap(({ happening }) => {
          if (happening.kind !== 'warning') return [];
          const { message } = happening;
          return isUnfair(message, fates, reviews) ? [`${run.id}: ${message}`] : [];
        });
      }),
  },
  {
    name: 'it ends: complete, or waiting for a human',
    broken: ({ end, faults }) => [...faults, ...(end.kind === 'never' ? [end.why] : [])],
  },
];

function isUnfair(message: string, fates: ReadonlySet<Call['fate']>, reviews: ReadonlySet<Call['review']>): boolean {
  if (/\bthe reviewer\b.* changed /.test(message)) return !reviews.has('scribbles');
  const file = /the agent changed SEQUENTIAL/.test(message) && !fates.has('scribbles');
  const box = /changed the checkbox of/.test(message) && !fates.has('foreign-tick');
  const task = / removed /.test(message) && !fates.has('removes-task');
  return file || box || task;
}
