import { history } from '../world/git.ts';
import type { Call, Night } from '../world/record.ts';
import { reviewWords } from '../world/reviews.ts';
import { callsOf, lostRuns } from './dispatch.ts';
import type { Invariant } from './types.ts';

/** What a reviewer is asked, and what its words do. */
export const reviewInvariants: readonly Invariant[] = [
  {
    name: 'nobody reviews where no reviewer is set',
    broken: ({ scenario, calls }) =>
      scenario.settings.agents.reviewer !== null
        ? []
        : calls.filter(({ kind }) => kind === 'review').map(({ serial }) => `call ${serial} is a review`),
  },
  {
    name: 'what is done is reviewed before anything else is begun',
    broken(night) {
      if (night.scenario.settings.agents.reviewer === null) return [];
      return night.runs.flatMap((run) => {
        const calls = callsOf(night, run);
        return calls.flatMap((call, at) => {
          const isDone = call.kind === 'attempt' && (call.truth === 'earned' || call.objectedBy !== null);
          const next = calls.findIndex((other, index) => index > at && other.kind !== 'review');
          const reviews = calls.slice(at + 1, next).filter(({ unit }) => unit === call.unit);
          return !isDone || next < 0 || reviews.some(({ review }) => review !== null)
            ? []
            : [`call ${calls[next]?.serial} starts before the work of call ${call.serial} was reviewed`];
        });
      });
    },
  },
  {
    name: 'who cannot answer is not asked a third time',
    broken: (night) =>
      attempts(night).flatMap(({ serial, reviews }) => {
        const answered = reviews.filter(({ review }) => review !== null);
        const [first, second] = answered;
        const isReadable = first?.review != null && !UNREADABLE.has(first.review);
        // A run that ended before it could take the answer has it asked again.
        const again = second !== undefined && isReadable && second.run === first?.run;
        const runs = new Set(answered.map(({ run }) => run)).size;
        return answered.length > 2 * runs || again ? [`call ${serial} was reviewed ${answered.length} times`] : [];
      }),
  },
  {
    name: 'a reviewer has work done again once a unit, and not where no attempt is left',
    broken(night) {
      const most = night.scenario.settings.loop.attempts;
      const before = new Map<string, Call>();
      return attempts(night).flatMap((call) => {
        if (call.objectedBy === null) return [];
        const earlier = before.get(call.unit);
        before.set(call.unit, call);
        return [
          // A person's answer in between gives it new attempts.
          ...(call.number < most || reviewedLater(call)
            ? []
            : [`call ${call.serial}, the last attempt, is to be done again`]),
          ...(earlier !== undefined && lostRuns(night, earlier.run, call.run) === 0
            ? [`call ${call.serial} is to be done again, as call ${earlier.serial} was`]
            : []),
        ];
      });
    },
  },
  {
    name: 'what a reviewer finds and nobody fixes is told in the commit',
    broken(night) {
      const head = night.remote.at(-1)?.commit;
      if (head === undefined) return [];
      const commits = history(head).filter(({ message }) => /^Task: /m.test(message));
      return attempts(night).flatMap(({ serial, unit, truth, reviews }) => {
        const last = reviews.findLast(({ review }) => review !== null && !UNREADABLE.has(review));
        const finds = last?.review === 'advises' || last?.review === 'objects';
        const commit = commits.find(({ message }) => message.includes(`\nTask: ${unit}\n`));
        if (truth !== 'earned' || !finds || last === undefined || commit?.by !== last.run) return [];
        const isTold = commit.message.includes(reviewWords(last));
        return isTold ? [] : [`the commit of call ${serial} does not say what call ${last.serial} found`];
      });
    },
  },
];

function reviewedLater({ run, reviews }: Reviewed): boolean {
  return reviews.at(-1)?.run !== run;
}

const UNREADABLE: ReadonlySet<string> = new Set(['prose', 'garbled', 'crash', 'silent']);

type Reviewed = Call & { readonly reviews: readonly Call[] };

/** Every attempt, with the reviews of its work. */
function attempts({ calls }: Night): Reviewed[] {
  const found = calls.filter(({ kind }) => kind === 'attempt');
  return found.map((call) => {
    const next = found.find(({ unit, serial }) => unit === call.unit && serial > call.serial)?.serial ?? Infinity;
    const reviews = calls.filter(
      ({ kind, unit, serial }) => kind === 'review' && unit === call.unit && serial > call.serial && serial < next,
    );
    return { ...call, reviews };
  });
}
