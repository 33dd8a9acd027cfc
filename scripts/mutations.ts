import { fleetMutations } from './fleet-mutations.ts';

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
    name: 'have a reviewer object to the same unit again and again',
    file: 'run/attempt/questions/review.ts',
    find: 'const mayBlock = caught === 0 &&',
    replace: 'const mayBlock =',
  },
  {
    name: 'have a reviewer object to the last attempt',
    file: 'run/attempt/questions/review.ts',
    find: 'number < run.settings.loop.attempts;',
    replace: 'number > 0;',
  },
  {
    name: 'let stand what a reviewer changed',
    file: 'run/attempt/questions/ask-for-answer.ts',
    find: '  if (change.changed) {',
    replace: '  if (!change.changed) {',
  },
  {
    name: 'have work done again that waits for its review alone',
    file: 'run/attempt/questions/review.ts',
    find: '{ unreviewed: verdict.summary }',
    replace: '{ unreviewed: null }',
  },
  {
    name: 'forget what the reviewer found where it only advises',
    file: 'checks/review-findings.ts',
    find: 'blocking: null, caught: 0, advice: others };',
    replace: 'blocking: null, caught: 0, advice: [] };',
  },
  {
    name: 'go on without having seen the checkpoint on the remote',
    file: 'run/finish/checkpoint.ts',
    find: "      run.phase = 'cut-off';\n",
    replace: '      if (result.reason) return null;\n',
  },
  {
    name: 'count a limit as an attempt',
    file: 'run/finish/record-attempt.ts',
    find: "const uncountedVerdicts = ['limited', 'transient',",
    replace: "const uncountedVerdicts = ['transient',",
  },
  {
    name: "forget the jitter's bound",
    file: 'throttle/holds/gaps.ts',
    find: 'const MAX_JITTER = 0.2;',
    replace: 'const MAX_JITTER = 2;',
  },
  {
    name: 'begin upon what is kept for a person',
    file: 'throttle/holds/headroom.ts',
    find: 'used < 1 - kept - ROUNDING',
    replace: 'used < 1 - kept / 2 - ROUNDING',
  },
  { name: 'no delay', file: 'throttle/holds/gaps.ts', find: 'settings.delayMs <= 0', replace: 'settings.delayMs >= 0' },
  {
    name: 'take the last unit that can start instead of the first',
    file: 'plan/next-unit.ts',
    find: 'const next = candidates.find(',
    replace: 'const next = candidates.findLast(',
  },
  {
    name: 'drop the dependencies',
    file: 'plan/plan-units.ts',
    find: '    const unitDependencies = [...(dependencies.get(node.key) ?? [])];',
    replace: '    const unitDependencies = [...(dependencies.get(node.key) ?? [])].slice(0, 0);',
  },
  {
    name: 'never record the call',
    file: 'run/attempt/await-quota.ts',
    find: 'recordCall(run.savedState.throttle, { at: decision.at ?? run.now })',
    replace: '{ ...run.savedState.throttle, ...(recordCall ? {} : {}) }',
  },
  {
    name: 'take the end of an agent for a promise',
    file: 'verdict/judge.ts',
    find: "if (promise.kind === 'none') return { kind: 'incomplete',",
    replace:
      "if (promise.kind === 'none') return { kind: 'done', summary: '' };\n  if (promise.kind === 'none') return { kind: 'incomplete',",
  },
  {
    name: 'believe a promise without work',
    file: 'run/attempt/attempt.ts',
    find: 'changed: change.changed || attempt.changedBefore || isKnownTrace(change),',
    replace: 'changed: true,',
  },
  {
    name: 'do not ask the verify command',
    file: 'checks/verify-findings.ts',
    find: '  if (ok) {',
    replace: '  if (ok || output) {',
  },
  {
    name: 'leave the boxes that the agent ticked',
    file: 'run/attempt/acceptance/guard-records.ts',
    find: 'await restoreTasks(run',
    replace: 'await (restoreTasks === null ? restoreTasks : async (..._: unknown[]) => [])(run',
  },
  {
    name: 'do not tell why the last attempt failed',
    file: 'run/attempt/attempt-prompt.ts',
    find: 'run.state.units[unit.key]?.last_failure ?? null',
    replace: 'null',
  },
  {
    name: 'do not tell the answer',
    file: 'run/attempt/attempt-prompt.ts',
    find: 'answers: (run.state.answers?.[unit.key] ?? [])',
    replace: 'answers: (run.state.answers?.[unit.key] ?? []).slice(0, 0)',
  },
  {
    name: 'run two agents at once',
    file: 'run/run.ts',
    find: '  const attemptResult = await runAttempt(run, unit, executor);',
    replace: '  void runAttempt(run, unit, executor);\n  const attemptResult = await runAttempt(run, unit, executor);',
  },
  {
    name: 'run although a human is waited for',
    file: 'run/start/resume.ts',
    find: "if (resume === null) return { kind: 'end', end: haltedSince(",
    replace:
      "if (resume === null) return { kind: 'go', reply: null };\n    if (resume === undefined) return { kind: 'end', end: haltedSince(",
  },
  {
    name: 'forget halts that could not be pushed',
    file: 'run/halt.ts',
    find: 'of await run.ports.platform.openHalts()) {',
    replace: 'of (await run.ports.platform.openHalts()).slice(0, 0)) {',
  },
  {
    name: 'ignore resume_after',
    file: 'run/start/resume.ts',
    find: 'context.scheduled && pausedUntil(state.paused, now) !== null',
    replace: 'context.scheduled && pausedUntil(state.paused, now * 2) !== null',
  },
  {
    name: 'open another issue for the same halt',
    file: 'run/halt.ts',
    find: 'run.ports.platform.reportHalt(haltToReport,',
    replace: 'run.ports.platform.reportHalt({ ...haltToReport, id: haltToReport.id + run.context.id },',
  },
  {
    name: 'resume without consuming the halt',
    file: 'state/transitions/transitions.ts',
    find: 'consumed: id === undefined || consumed.includes(id) ? consumed : [...consumed, id],',
    replace: 'consumed,',
  },
  {
    name: 'leave the issue of a settled halt open',
    file: 'run/finish/complete-unit.ts',
    find: 'await closeHalts(run, settled, commit);',
    replace: 'await closeHalts(run, settled.slice(0, 0), commit);',
  },
  {
    name: 'one attempt too many',
    file: 'run/finish/apply-verdict.ts',
    find: 'attemptResult.number >= run.settings.loop.attempts',
    replace: 'attemptResult.number > run.settings.loop.attempts',
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
    find: 'recent[recent.length - Math.max(1, limit)]',
    replace: 'recent[recent.length - Math.max(1, limit) - 1]',
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
    find: 'if (likelyUntil - waitStartedAt > longestWait)',
    replace: 'if (likelyUntil - waitStartedAt > longestWait * 1e6)',
  },
  {
    name: 'wait a flat hour after a limit',
    file: 'throttle/holds/quota.ts',
    find: 'if (hits <= 1 && liftsAt > at) return { until: liftsAt,',
    replace: 'if (hits <= 1 && liftsAt > at) return { until: at + HOUR,',
  },
  {
    name: 'try again before the limit lifts',
    file: 'throttle/holds/quota.ts',
    find: 'if (hits <= 1 && liftsAt > at) return { until: liftsAt,',
    replace: 'if (hits <= 1 && liftsAt > at) return { until: reset - 10 * MINUTE,',
  },
  {
    name: 'lose the state when the machine is lost',
    file: 'run/run-state.ts',
    find: '    await this.ports.store.save(this.savedState);',
    replace:
      '    if (this.state.keeping != null || this.state.paused !== null) await this.ports.store.save(this.savedState);',
  },
  {
    name: 'trust boxes that a lost agent ticked',
    file: 'run/start/start.ts',
    find: '  const interrupted = await revertUnearnedTicks(run);',
    replace: '  const interrupted = revertUnearnedTicks === null ? await revertUnearnedTicks(run) : null;',
  },
  {
    name: 'never commit what a lost run had finished',
    file: 'run/start/recover.ts',
    find: '  if (unit === undefined || unitState === undefined) return null;',
    replace: '  if (unit === undefined || unitState === undefined || head !== undefined) return null;',
  },
  {
    name: 'blame the agent for our own heartbeat',
    file: 'run/attempt/acceptance/guard-records.ts',
    find: '      restoreRecords = await files.snapshotRecords(isEditable);',
    replace: '      if (restoreRecords === null) restoreRecords = await files.snapshotRecords(isEditable);',
  },
  {
    name: 'ask a stand-in for the model of the first backend',
    file: 'run/run.ts',
    find: 'backend: quota.backend, model: null }',
    replace: 'backend: quota.backend }',
  },
  ...fleetMutations,
];
