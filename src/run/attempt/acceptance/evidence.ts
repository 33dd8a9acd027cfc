import { basename } from 'node:path';
import { describeEvidence, gatherEvidence } from '../../../checks/evidence/gather-evidence.ts';
import { readPatch } from '../../../checks/evidence/source/read-patch.ts';
import type { EarlierWork, Evidence, FileChange } from '../../../checks/evidence/types.ts';
import { formatCounts } from '../../../checks/test-counts.ts';
import type { Finding, VerifyResult } from '../../../checks/types.ts';
import { taskName } from '../../../plan/task-name.ts';
import type { DispatchUnit } from '../../../plan/types.ts';
import { patchUnit } from '../../../state/transitions/units.ts';
import type { RunState } from '../../run-state.ts';
import type { PlannedAttempt } from '../plan-attempt.ts';

/** Whose work may have been taken back: the last units that were done. */
const MAX_EARLIER = 40;

/** What the unit's change says against it, since it began; recorded and told. */
export async function findEvidence(
  run: RunState,
  { unit, executor }: Pick<PlannedAttempt, 'unit' | 'executor'>,
  verified: VerifyResult | null,
): Promise<readonly Evidence[]> {
  if (run.settings.loop.evidence === 'off' || executor.type === 'review') return [];
  const base = run.state.units[unit.key]?.base ?? null;
  const diff = await run.ports.repository.diffSince(base, { asText: true, patchOnly: true });
  const files = diff === null ? [] : readPatch(diff.patch).filter(({ path }) => !isTaskList(run, path));
  const inChange = gatherEvidence({
    files,
    text: [unit.title, unit.body, ...unit.tasks.flatMap(({ title, body }) => [title, body])].join('\n'),
    before: run.verifyBaseline,
    after: verified,
    verify: run.settings.loop.verify,
    earlier: await earlierWork(run, unit, files),
  });
  const found = verified?.asBefore === true ? [...inChange, redBefore(verified)] : inChange;
  const lines = found.map(describeEvidence);
  run.updateState(patchUnit(run.state, unit.key, { evidence: lines }));
  if (lines.length > 0)
    run.ports.log.emit({ kind: 'evidence', unit: unit.key, lines, blocks: evidenceFindings(run, found).length > 0 });
  return found;
}

function redBefore({ tests }: VerifyResult): Evidence {
  const counts = tests === null ? '' : `: ${formatCounts(tests)}`;
  const what = `verify fails, as it did before this task${counts}`;
  return { kind: 'red-before', where: null, what, blocking: false };
}

/** Under `require`: what the next attempt has to fix. */
export function evidenceFindings(
  { settings }: Pick<RunState, 'settings'>,
  found: readonly Evidence[],
): readonly Finding[] {
  const blocking = settings.loop.evidence === 'require' ? found.filter(({ blocking }) => blocking) : [];
  if (blocking.length === 0) return [];
  const lines = blocking.map((one) => `- ${describeEvidence(one)}`);
  const reason = `The agent reported done, but its change says otherwise:\n${lines.join('\n')}`;
  return [{ kind: 'incomplete', reason, details: `${reason}\nFix this. If the task asks for it, say so with HALT.` }];
}

/** Ticks are no work. */
function isTaskList({ specInfo }: RunState, path: string): boolean {
  return path === specInfo.tasksPath || basename(path) === 'tasks.md';
}

/** What earlier units added to the files that this change removes lines from. */
async function earlierWork(
  run: RunState,
  unit: DispatchUnit,
  files: readonly FileChange[],
): Promise<readonly EarlierWork[]> {
  const paths = files.filter(({ removed }) => removed.length > 0).map(({ path }) => path);
  const known = doneBefore(run, unit).slice(-MAX_EARLIER);
  const [since] = known.map(({ startedAt }) => startedAt).sort();
  if (paths.length === 0 || since === undefined) return [];
  const checkpoints = known.map(({ commit }) => commit);
  const patches = await run.ports.repository.patchesOf(checkpoints, { paths, since });
  return known.flatMap(({ name, commit }) => {
    const patch = patches.get(commit);
    return patch === undefined ? [] : [{ unit: name, files: readPatch(patch) }];
  });
}

function doneBefore({ plan, state }: RunState, unit: DispatchUnit) {
  return (plan?.units ?? []).flatMap((other) => {
    const { commit = null, started_at: startedAt } = state.units[other.key] ?? {};
    if (other.key === unit.key || commit === null || startedAt === undefined) return [];
    return [{ name: taskName(other), commit, startedAt }];
  });
}
