import { readState } from '../../../src/state/file/read-state.ts';
import { parseSpec } from '../../../src/tasks/parse.ts';
import { type Commit, history } from '../world/git.ts';
import { completedIn } from '../world/loss.ts';
import { codePath, specName, statePath, tasksPath } from '../world/paths.ts';
import type { Night } from '../world/record.ts';
import { tickedUnits } from '../world/spec-text.ts';
import { wholeWork } from '../world/world.ts';
import type { Invariant } from './types.ts';

/** What the remote shows at every moment, and in the end. */
export const checkpointInvariants: readonly Invariant[] = [
  {
    name: 'the remote is whole at every moment',
    broken: (night) =>
      night.remote.flatMap(({ commit }) => flawsOf(night, commit).map((flaw) => `${nameOf(commit)}: ${flaw}`)),
  },
  {
    name: 'what is done stays done',
    broken({ remote }) {
      return remote.flatMap(({ commit }, index) => {
        const before = remote[index - 1]?.commit;
        const now = new Set(completedIn(commit.tree));
        const gone = before === undefined ? [] : completedIn(before.tree).filter((key) => !now.has(key));
        return gone.map((key) => `${nameOf(commit)}: ${key} is no longer done`);
      });
    },
  },
  {
    name: 'each done unit has exactly one checkpoint',
    broken(night) {
      const head = night.remote.at(-1)?.commit;
      if (head === undefined) return [];
      const units = new Set(night.scenario.units.map(({ key }) => key));
      const made = new Map<string, number>();
      for (const { message, tree, parents } of history(head)) {
        const key = /^Task: (\S+)$/m.exec(message)?.[1];
        // A machine that was lost between a unit's end and its checkpoint leaves it to whoever must merge first.
        const kept = /: keep what an interrupted run left/.test(message)
          ? completedIn(tree).filter((one) => units.has(one))
          : [];
        const before = new Set(completedIn(parents[0]?.tree ?? new Map()));
        for (const one of [...(key === undefined ? [] : [key]), ...kept.filter((other) => !before.has(other))])
          made.set(one, (made.get(one) ?? 0) + 1);
      }
      const done = completedIn(head.tree).filter((key) => units.has(key) && !night.skipped.includes(key));
      const faults = done
        .filter((key) => made.get(key) !== 1)
        .map((key) => `${key} has ${made.get(key) ?? 0} checkpoints`);
      const others = [...made.keys()].filter((key) => !done.includes(key) && !night.skipped.includes(key));
      return [...faults, ...others.map((key) => `${key} has a checkpoint, and is not done`)];
    },
  },
  {
    name: 'a checkpoint is on the remote before the next call',
    broken(night) {
      const faults: string[] = [];
      for (const run of night.runs) {
        const earned = new Set<string>();
        for (const call of night.calls.filter((other) => other.run === run.id && other.kind !== 'review')) {
          const seen = new Set(completedIn(headAt(night, call.startedAt)?.tree ?? new Map()));
          for (const key of earned)
            if (!seen.has(key)) faults.push(`call ${call.serial} starts before ${key} is on the remote`);
          if (call.truth === 'earned') earned.add(call.unit);
        }
      }
      return faults;
    },
  },
  {
    name: 'what people pushed is kept',
    broken({ remote }) {
      const last = remote.at(-1)?.commit.tree;
      const theirs = remote.flatMap(({ commit }) => [...commit.tree.keys()]).filter((path) => path.startsWith('docs/'));
      return [...new Set(theirs)].filter((path) => last?.has(path) !== true).map((path) => `${path} is gone`);
    },
  },
  {
    name: 'complete means that all of it is done',
    broken({ end, scenario, finalTree, calls, lost, skipped }) {
      if (end.kind !== 'complete') return [];
      const ticked = tickedUnits(finalTree.get(tasksPath) ?? '', scenario.units);
      const gone = new Set(lost.map(({ run, unit }) => `${run} ${unit}`));
      const wanted = scenario.units.filter(({ optional }) => scenario.settings.loop.includeOptional || !optional);
      return wanted.flatMap(({ key }) => {
        const earned = calls.some(
          (call) => call.unit === key && call.truth === 'earned' && !gone.has(`${call.run} ${key}`),
        );
        return [
          ...(ticked.has(key) ? [] : [`the box of ${key} is open`]),
          ...(earned || skipped.includes(key) ? [] : [`${key} was never done`]),
        ];
      });
    },
  },
];

/** Where code, ticks and state of a commit do not agree, or do not parse. */
function flawsOf(night: Night, { tree }: Commit): string[] {
  const text = tree.get(tasksPath) ?? '';
  const units = night.scenario.units;
  const written = tree.get(statePath);
  const ticked = tickedUnits(text, units);
  if (written === undefined) return [...ticked].map((key) => `${key} is ticked, and there is no state`);
  const flaws: string[] = [];
  const file = readState(written, { path: statePath, spec: specName, now: 0 });
  const spec = file.specs[specName];
  if (spec === undefined) return ['the state knows nothing of the spec'];
  const { diagnostics } = parseSpec(text);
  if (diagnostics.length > 0) flaws.push(`tasks.md: ${diagnostics[0]?.message}`);
  const completed = new Set(spec.completed);
  for (const { key } of units) {
    if (completed.has(key) !== ticked.has(key))
      flaws.push(`${key}: the state says ${completed.has(key)}, its boxes ${ticked.has(key)}`);
    if (!completed.has(key) || spec.units[key]?.status === 'skipped') continue;
    const code = tree.get(codePath(key));
    const earned = night.calls.filter((call) => call.unit === key && call.truth === 'earned');
    const there = earned.some(({ fate, serial }) => fate === 'no-change' || code === wholeWork(serial));
    if (!there) flaws.push(`${key} is done, and its work is not there: ${code}`);
  }
  return flaws;
}

function headAt(night: Night, at: number): Commit | undefined {
  return night.remote.findLast((update) => update.at <= at)?.commit;
}

function nameOf({ id, message }: Commit): string {
  return `${id.slice(-4)} ${message.split('\n', 1)[0]}`;
}
