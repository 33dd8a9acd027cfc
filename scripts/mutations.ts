/** One rule of the program broken at one place. */
export interface Mutation {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** What the simulated nights are to notice: each is a fault that a change could bring in, and that tests of one stage might miss. */
export const mutations: readonly Mutation[] = [
  {
    name: 'go on without having seen the checkpoint on the remote',
    file: 'run/complete-unit.ts',
    find: '      walk.remoteLost = true;\n',
    replace: '      if (saved.reason) return null;\n',
  },
  {
    name: 'count a limit as an attempt',
    file: 'run/record-attempt.ts',
    find: "const uncounted = ['limited', 'transient',",
    replace: "const uncounted = ['transient',",
  },
  {
    name: "forget the jitter's bound",
    file: 'throttle/holds/gaps.ts',
    find: 'const JITTER = 0.2;',
    replace: 'const JITTER = 2;',
  },
  { name: 'no delay', file: 'throttle/holds/gaps.ts', find: 'settings.delayMs <= 0', replace: 'settings.delayMs >= 0' },
  {
    name: 'take the last unit that can start instead of the first',
    file: 'plan/next-unit.ts',
    find: 'const next = wanted.find(',
    replace: 'const next = wanted.findLast(',
  },
  {
    name: 'drop the dependencies',
    file: 'plan/plan-units.ts',
    find: '    const awaited = [...(dependencies.get(node.key) ?? [])];',
    replace: '    const awaited = [...(dependencies.get(node.key) ?? [])].slice(0, 0);',
  },
  {
    name: 'never record the call',
    file: 'run/await-quota.ts',
    find: 'recordCall(walk.memory.throttle, { at: walk.now })',
    replace: '{ ...walk.memory.throttle, ...(recordCall ? {} : {}) }',
  },
  {
    name: 'take the end of an agent for a promise',
    file: 'verdict/judge.ts',
    find: "if (promised.kind === 'none') return { kind: 'incomplete',",
    replace:
      "if (promised.kind === 'none') return { kind: 'done', summary: '' };\n  if (promised.kind === 'none') return { kind: 'incomplete',",
  },
  {
    name: 'believe a promise without work',
    file: 'run/attempt.ts',
    find: 'changed: change.changed || trace,',
    replace: 'changed: change.changed || trace || true,',
  },
  {
    name: 'do not ask the verify command',
    file: 'run/attempt.ts',
    find: '  if (ok) return verdict;',
    replace: '  if (ok || output) return verdict;',
  },
  {
    name: 'leave the boxes that the agent ticked',
    file: 'run/attempt.ts',
    find: '  await putBoxesBack(walk, unit, tasks);',
    replace: '  if (putBoxesBack === null) return null as never;',
  },
  {
    name: 'do not tell why the last attempt failed',
    file: 'run/attempt.ts',
    find: 'walk.state.units[unit.key]?.last_failure ?? null',
    replace: 'null',
  },
  {
    name: 'do not tell the answer',
    file: 'run/attempt.ts',
    find: 'answers: (walk.state.answers?.[unit.key] ?? [])',
    replace: 'answers: (walk.state.answers?.[unit.key] ?? []).slice(0, 0)',
  },
  {
    name: 'run two agents at once',
    file: 'run/run.ts',
    find: '  const attempted = await attempt(walk, unit, executor);',
    replace: '  void attempt(walk, unit, executor);\n  const attempted = await attempt(walk, unit, executor);',
  },
  {
    name: 'run although a human is waited for',
    file: 'run/resume.ts',
    find: "if (resume === null) return { kind: 'end', end: stillHalted(halt) };",
    replace: "if (resume === null) return { kind: 'go', word: null };",
  },
  {
    name: 'forget halts that could not be pushed',
    file: 'run/open-halts.ts',
    find: '  return (await walk.ports.hub.openHalts?.()) ?? [];',
    replace: '  return ((await walk.ports.hub.openHalts?.()) ?? []).slice(0, 0);',
  },
  {
    name: 'ignore resume_after',
    file: 'run/resume.ts',
    find: 'Date.parse(after) > now &&',
    replace: 'Date.parse(after) > now * 2 &&',
  },
  {
    name: 'open another issue for the same halt',
    file: 'run/finish.ts',
    find: 'walk.ports.hub.halt(stop,',
    replace: 'walk.ports.hub.halt({ ...stop, id: stop.id + walk.run.id },',
  },
  {
    name: 'resume without consuming the halt',
    file: 'state/transitions/transitions.ts',
    find: 'consumed: id === undefined || consumed.includes(id) ? consumed : [...consumed, id],',
    replace: 'consumed,',
  },
  {
    name: 'leave the issue of a settled halt open',
    file: 'run/complete-unit.ts',
    find: 'for (const settled of settling) await hub.settled(settled, commit);',
    replace: 'for (const settled of settling) if (settled === null) await hub.settled(settled, commit);',
  },
  {
    name: 'one attempt too many',
    file: 'run/apply-verdict.ts',
    find: 'attempted.number >= walk.settings.loop.attempts',
    replace: 'attempted.number > walk.settings.loop.attempts',
  },
  {
    name: 'a budget off by one unit',
    file: 'throttle/holds/budgets.ts',
    find: 'sums.units >= budgetUnits',
    replace: 'sums.units > budgetUnits',
  },
  {
    name: "take a day's budget for a run's",
    file: 'throttle/holds/budgets.ts',
    find: 'const spent = history.days[utcDay(now)]?.costUsd ?? 0;',
    replace: 'const spent = history.days[utcDay(now - 864e5)]?.costUsd ?? 0;',
  },
  {
    name: 'one call an hour too many',
    file: 'throttle/holds/gaps.ts',
    find: 'recent[recent.length - Math.max(1, most)]',
    replace: 'recent[recent.length - Math.max(1, most) - 1]',
  },
  {
    name: 'start units that the time budget will cut',
    file: 'throttle/decide.ts',
    find: '  if (settings.timeBudgetMs === null) return null;',
    replace: '  if (settings.timeBudgetMs === null || started > 0) return null;',
  },
  {
    name: 'wait without bound',
    file: 'throttle/decide.ts',
    find: 'if (likely - waitedFrom > longestWait)',
    replace: 'if (likely - waitedFrom > longestWait * 1e6)',
  },
  {
    name: 'wait a flat hour after a limit',
    file: 'throttle/holds/quota.ts',
    find: 'if (hits <= 1 && lifted > at) return { until: lifted,',
    replace: 'if (hits <= 1 && lifted > at) return { until: at + HOUR,',
  },
  {
    name: 'try again before the limit lifts',
    file: 'throttle/holds/quota.ts',
    find: 'if (hits <= 1 && lifted > at) return { until: lifted,',
    replace: 'if (hits <= 1 && lifted > at) return { until: reset - 10 * MINUTE,',
  },
  {
    name: 'lose the state when the machine is lost',
    file: 'run/run-state.ts',
    find: '    await this.ports.store.save(this.memory);',
    replace:
      '    if (this.state.keeping != null || this.state.paused !== null) await this.ports.store.save(this.memory);',
  },
  {
    name: 'trust boxes that a lost agent ticked',
    file: 'run/start.ts',
    find: '  await takeTicksBack(walk);',
    replace: '  if (takeTicksBack === null) await takeTicksBack(walk);',
  },
  {
    name: 'never commit what a lost run had finished',
    file: 'run/recover.ts',
    find: '  if (unit === undefined || past === undefined) return null;',
    replace: '  if (unit === undefined || past === undefined || head !== undefined) return null;',
  },
  {
    name: 'blame the agent for our own heartbeat',
    file: 'run/attempt.ts',
    find: '    guard.putBack = await files.guard();',
    replace: '    if (guard === null) guard.putBack = await files.guard();',
  },
  {
    name: 'ask a stand-in for the model of the first backend',
    file: 'run/run.ts',
    find: 'backend: gate.backend, model: null }',
    replace: 'backend: gate.backend }',
  },
];
