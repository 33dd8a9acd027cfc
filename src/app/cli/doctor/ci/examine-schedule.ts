import { isZone } from '../../../../verdict/limits/zoned-time.ts';
import { CRON_FORM, isCron, nightlyCron } from '../../cron.ts';
import { type Finding, findingsAt } from './finding.ts';
import type { Workflow } from './read-workflow.ts';

/** When runs start by themselves, by whichever workflow. GitHub takes a zone beside a cron. */
export function examineSchedule(workflows: readonly Workflow[], place: string): Finding {
  const { ok, warning, problem } = findingsAt(place);
  const schedules = workflows.flatMap(({ events: { schedule } }) => (Array.isArray(schedule) ? schedule : []));
  const starts = schedules.flatMap((entry) =>
    typeof entry?.cron === 'string' ? { cron: entry.cron as string, zone: String(entry.timezone ?? 'UTC') } : [],
  );
  const wrong = starts.find(({ cron }) => !isCron(cron));
  if (wrong !== undefined)
    return problem('schedule', `"${wrong.cron}" is not a schedule that GitHub accepts`, `give ${CRON_FORM}`);
  const nowhere = starts.find(({ zone }) => !isZone(zone));
  if (nowhere !== undefined)
    return problem('schedule', `"${nowhere.zone}" is not a time zone`, 'give a name such as Europe/Berlin');
  const times = new Set(starts.map(({ cron, zone }) => `${cron} (${zone})`));
  if (times.size > 0) return ok('schedule', `runs start at ${[...times].join(' and ')}`);
  const fix = `on: schedule: [{ cron: '${nightlyCron()}' }]`;
  return warning('schedule', 'no schedule: nothing continues a paused run by itself', fix);
}
