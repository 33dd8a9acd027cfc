import type { Progress, UnitProgress } from '../../../run-events/types.ts';
import { plural } from '../../../text.ts';
import { formatCount, formatDuration } from '../../text/numbers.ts';
import { formatCost } from '../../text/sums.ts';
import { commitLink, type Links } from '../links.ts';
import { escapeInline } from '../markdown.ts';

const STATUS_LABELS: Readonly<Record<UnitProgress['status'], string>> = {
  done: '✅ done',
  skipped: '⏭️ skipped',
  'in-progress': '▶️ in progress',
  failed: '❌ failed',
  halted: '✋ halted',
  open: '▫️ open',
};

/** One row a unit, one line a row, in document order. */
export function unitTable(progress: Progress, links: Links): string {
  const head = ['| Unit | State | Attempts | Time | Tokens | Cost | Commit |', '|---|---|--:|--:|--:|--:|---|'];
  const rests = progress.paused !== null || progress.waiting !== null;
  const labels = rests ? { ...STATUS_LABELS, 'in-progress': '⏸️ waiting' } : STATUS_LABELS;
  return [...head, ...progress.units.map((unit) => row(unit, labels[unit.status], links))].join('\n');
}

function row(unit: UnitProgress, label: string, links: Links): string {
  const cells = [
    `${escapeInline(unit.title, 80)}${unit.optional ? ' _(optional)_' : ''}`,
    label,
    unit.attempts === 0 ? '' : String(unit.attempts),
    unit.durationS === 0 ? '' : formatDuration(unit.durationS * 1000),
    unit.tokens === 0 ? '' : formatCount(unit.tokens),
    escapedCost(unit.costUsd, unit.costEstimated, unit.credits),
    unit.commit === null ? '' : commitLink(links, unit.commit),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The sums below the table. */
export function totalsLine({ totals }: Progress): string {
  if (totals.calls === 0) return '';
  const waitedSeconds = Object.values(totals.waiting_s).reduce((sum, s) => sum + s, 0);
  const parts = [
    plural(totals.calls, 'agent call'),
    `${formatDuration(totals.agent_s * 1000)} in agents`,
    ...(waitedSeconds === 0 ? [] : [`${formatDuration(waitedSeconds * 1000)} waited`]),
    `${formatCount(totals.tokens_in + totals.tokens_cached + totals.tokens_out)} tokens`,
    escapedCost(totals.cost_usd, totals.cost_estimated, totals.credits),
  ];
  return `**Total:** ${parts.filter((part) => part !== '').join(' · ')}`;
}

function escapedCost(usd: number, estimated: boolean, credits?: number): string {
  // A dollar sign alone may start a formula on GitHub.
  return formatCost(usd, estimated, credits).replace('$', '\\$');
}
