import type { Mutation } from './mutations.ts';

const merge = 'throttle/shared/merge-shared.ts';
const history = 'throttle/shared/shared-history.ts';

/** What nights of several runners, and the laws of the merge, are to notice. */
export const fleetMutations: readonly Mutation[] = [
  {
    name: 'runs: lose the calls of one of two',
    file: merge,
    find: '    calls: union(a.calls, b.calls, Math.max),',
    replace: '    calls: b.calls,',
  },
  {
    name: 'runs: keep the smaller of two sums',
    file: merge,
    find: 'costUsd: Math.max(a.costUsd, b.costUsd),',
    replace: 'costUsd: Math.min(a.costUsd, b.costUsd),',
  },
  {
    name: 'runs: add sums that tell of the same calls',
    file: merge,
    find: 'costUsd: Math.max(a.costUsd, b.costUsd),',
    replace: 'costUsd: a.costUsd + b.costUsd,',
  },
  {
    name: 'runs: believe the older of two limits',
    file: merge,
    find: 'return a.changes > b.changes ? a : b;',
    replace: 'return a.changes > b.changes ? b : a;',
  },
  {
    name: 'runs: believe the older of two windows',
    file: merge,
    find: 'return a[key] > b[key] ? a : b;',
    replace: 'return a[key] > b[key] ? b : a;',
  },
  {
    name: 'runs: let the order decide between two of a moment',
    file: merge,
    find: 'return canonical(a) >= canonical(b) ? a : b;',
    replace: 'return canonical(a) === canonical(b) ? b : a;',
  },
  {
    name: 'runs: take what only one has from the first alone',
    file: merge,
    find: 'merged.set(key, mine === undefined ? value : both(mine, value));',
    replace: 'if (mine !== undefined) merged.set(key, both(mine, value));',
  },
  {
    name: 'runs: forget calls after half an hour',
    file: merge,
    find: '(isSure ? HOUR : DAY)',
    replace: '(isSure ? HOUR / 2 : DAY)',
  },
  {
    name: 'runs: all try what one is trying',
    file: history,
    find: 'const isTried = probe !== null && probe.run !== run;',
    replace: 'const isTried = probe === null && probe !== run;',
  },
  {
    name: 'runs: believe no limit of another',
    file: history,
    find: 'of Object.entries(memory.limits)) {\n    if ((limits',
    replace: 'of Object.entries(memory.limits)) {\n    if (run !== metBy[0] || (limits',
  },
  {
    name: 'runs: go on whatever others wrote meanwhile',
    file: 'throttle/shared/shared-throttle.ts',
    find: '      if (!isNoted(this.#memory, { run, at })) return false;',
    replace: '      if (isNoted(this.#memory, { run, at })) return false;',
  },
  {
    name: 'runs: tell nobody what a call cost',
    file: history,
    find: '    days: addToOwnSums(memory.days, before.days, after.days, run),\n',
    replace: '',
  },
];
