import type { Call, Night, Run } from '../world/record.ts';
import type { UnitFacts } from '../world/scenario.ts';
import type { Invariant } from './types.ts';

/** What is dispatched, in which order, and how often: read from the calls alone. */
export const dispatchInvariants: readonly Invariant[] = [
  {
    name: 'never two agents at once',
    broken({ calls }) {
      return calls.flatMap((call, index) => {
        const before = calls[index - 1];
        if (call.endedAt === null) return [`call ${call.serial} never ended`];
        return before !== undefined && (before.endedAt ?? Number.POSITIVE_INFINITY) > call.startedAt
          ? [`call ${call.serial} starts before call ${before.serial} has ended`]
          : [];
      });
    },
  },
  {
    name: 'nothing done runs again',
    broken(night) {
      const lost = new Set(night.lost.map(({ run, unit }) => `${run} ${unit}`));
      const earned = new Map<string, Call>();
      const faults: string[] = [];
      for (const call of night.calls) {
        if (call.kind === 'review') continue;
        const before = earned.get(call.unit);
        if (before !== undefined && !lost.has(`${before.run} ${call.unit}`)) {
          faults.push(`call ${call.serial} (${call.kind}) is for ${call.unit}, which call ${before.serial} had done`);
        }
        if (call.truth === 'earned') earned.set(call.unit, call);
      }
      return faults;
    },
  },
  {
    name: 'order and dependencies are kept',
    broken(night) {
      const faults: string[] = [];
      for (const run of night.runs) {
        const done = new Set(run.doneAtStart);
        for (const call of callsOf(night, run)) {
          const expected = [nextOf(night, done), nextOf(night, withSkipped(night, run, done))];
          if (call.kind !== 'review' && !expected.includes(call.unit))
            faults.push(`call ${call.serial} is for ${call.unit}, ${expected[0]} is next`);
          if (earns(night, call)) done.add(call.unit);
          else done.delete(call.unit);
        }
      }
      return faults;
    },
  },
  {
    name: 'attempts are counted, limits are not',
    broken(night) {
      const { attempts } = night.scenario.settings.loop;
      const last = new Map<string, Call>();
      return night.calls
        .filter(({ kind }) => kind === 'attempt')
        .flatMap((call) => {
          const before = last.get(call.unit);
          last.set(call.unit, call);
          const tooMany =
            call.number > attempts ? [`call ${call.serial} is attempt ${call.number} of ${attempts}`] : [];
          const miscounted = before === undefined ? miscountedFirst(night, call) : miscountedNext(night, before, call);
          return [...tooMany, ...miscounted];
        });
    },
  },
  {
    name: 'a failed attempt costs an attempt, and the next one is told why',
    broken(night) {
      const faults: string[] = [];
      for (const run of night.runs) {
        const told = new Map<string, Call>();
        for (const call of callsOf(night, run).filter(({ kind }) => kind === 'attempt')) {
          const failed = told.get(call.unit);
          if (failed?.clue != null && !call.prompt.includes(failed.clue)) {
            faults.push(`call ${call.serial} is not told "${failed.clue}" of call ${failed.serial}`);
          }
          if (call.truth === 'spent') told.set(call.unit, call);
        }
      }
      return faults;
    },
  },
  {
    name: 'a model is asked of the backend that knows it',
    broken: ({ calls }) =>
      calls.flatMap(({ serial, backend, model }) =>
        model === null || model.endsWith(`-${backend}`) ? [] : [`call ${serial} asks ${backend} for ${model}`],
      ),
  },
];

export function callsOf(night: Night, run: Run): readonly Call[] {
  return night.calls.filter((call) => call.run === run.id);
}

/** A review, too: what a run before had to leave unreviewed is done with it. */
function earns({ calls }: Night, { kind, unit, truth, serial }: Call): boolean {
  if (kind !== 'review') return truth === 'earned';
  const attempt = calls.findLast((other) => other.kind === 'attempt' && other.unit === unit && other.serial < serial);
  return attempt?.truth === 'earned';
}

function miscountedFirst(night: Night, call: Call): string[] {
  return call.number > 1 + lostRuns(night, null, call.run)
    ? [`call ${call.serial}, the first at ${call.unit}, is attempt ${call.number}`]
    : [];
}

function miscountedNext(night: Night, before: Call, call: Call): string[] {
  const expected = before.number + (before.truth === 'spent' ? 1 : 0);
  const fresh = call.number === 1 && before.run !== call.run;
  // What a lost machine knew of failures is lost with it: fewer may be counted; more by one for each run lost.
  const most = expected + lostRuns(night, before.run, call.run);
  const exact = before.run === call.run ? call.number === expected : call.number <= most || fresh;
  return exact
    ? []
    : [
        `call ${call.serial} at ${call.unit} is attempt ${call.number}, after attempt ${before.number}: ${before.truth}`,
      ];
}

/** The unit that comes next by document order and dependencies; null: none is left. */
function nextOf({ scenario }: Night, done: ReadonlySet<string>): string | null {
  const { includeOptional } = scenario.settings.loop;
  const wanted = scenario.units.filter(({ optional }) => includeOptional || !optional);
  const keys = new Set(wanted.map(({ key }) => key));
  const ready = (unit: UnitFacts) => unit.dependsOn.every((key) => done.has(key) || !keys.has(key));
  return wanted.find((unit) => !done.has(unit.key) && ready(unit))?.key ?? null;
}

function withSkipped(night: Night, { trigger }: Run, done: ReadonlySet<string>): Set<string> {
  if (trigger.kind !== 'comment' || trigger.word !== 'skip') return new Set(done);
  const unit = night.issues.find(({ halt }) => halt === trigger.halt)?.unit ?? null;
  return new Set([...done, ...(unit === null ? [] : [unit])]);
}

/**
 * Runs whose end the next machine cannot know: the machine was lost, or the remote was out of reach at the last
 * checkpoint, so that all it finds is the work that was saved meanwhile. From `first` (null: the first of all) to the one before `last`.
 */
export function lostRuns({ runs }: Night, first: string | null, last: string): number {
  const from = first === null ? 0 : runs.findIndex(({ id }) => id === first);
  const to = runs.findIndex(({ id }) => id === last);
  return runs.slice(from, to).filter(({ end, message }) => end === 'lost' || /could not be reached/.test(message))
    .length;
}
