import type { Progress, UnitProgress } from '../../run-events/types.ts';
import { MINUTE, utcDay } from '../../time.ts';
import { formatDuration } from '../text/numbers.ts';
import { WAIT_REASONS } from '../text/sums.ts';
import { inertLine } from '../text/untrusted-text.ts';

/** More bars than this are no picture, and GitHub draws no diagram of more than 50,000 characters. */
const MAX_BARS = 50;
const MAX_WAITS = 20;
/** Characters of a label. */
const MAX_LABEL = 40;

/** Words of the diagram at a line's start, as Mermaid's grammar of it has them, and dates. */
const KEYWORD =
  /^(?:acc(?:Title|Descr)|axisFormat|call|click|dateFormat|end|excludes|gantt|href|includes|inclusiveEndDates|section|tickInterval|title|todayMarker|topAxis|vert|week(?:day|end)|\d{4}-\d\d-\d\d)/i;

const STATUS_TAGS: Partial<Record<UnitProgress['status'], string>> = {
  done: 'done, ',
  skipped: 'done, ',
  'in-progress': 'active, ',
  failed: 'crit, ',
  halted: 'crit, ',
};

/** A Mermaid gantt of the units that were worked on, the last 50, in UTC; null where there was none. */
export function timeline(progress: Progress): string | null {
  const startedUnits = progress.units.filter(({ startedAt }) => startedAt !== null).sort((a, b) => start(a) - start(b));
  if (startedUnits.length === 0) return null;
  const shown = startedUnits.slice(-MAX_BARS);
  const from = Math.min(...shown.map(start));
  const to = Math.max(...shown.map(end));
  const waits = (progress.waits ?? []).filter(({ until }) => Date.parse(until) > from).slice(-MAX_WAITS);
  return [
    '```mermaid',
    'gantt',
    '  dateFormat YYYY-MM-DD HH:mm:ss',
    `  axisFormat ${axisFormat(from, to)}`,
    `  section ${mermaidLabel(progress.spec)}`,
    ...shown.map(
      (unit) =>
        `  ${mermaidLabel(unit.title)} :${STATUS_TAGS[unit.status] ?? ''}${time(start(unit))}, ${time(end(unit))}`,
    ),
    ...(waits.length === 0 ? [] : ['  section waited']),
    ...waits.map(({ since, until, reason }) => {
      const name = `${mermaidLabel(WAIT_REASONS[reason] ?? reason)} · ${formatDuration(Date.parse(until) - Date.parse(since))}`;
      return `  ${name} :${time(Date.parse(since))}, ${time(Date.parse(until))}`;
    }),
    '```',
  ].join('\n');
}

/** Fine enough that no two marks read the same. */
function axisFormat(from: number, to: number): string {
  if (to - from < 15 * MINUTE) return '%H:%M:%S';
  return utcDay(from) === utcDay(to) ? '%H:%M' : '%d %b %H:%M';
}

function start(unit: UnitProgress): number {
  return Date.parse(unit.startedAt ?? '');
}

/** A bar of no length is not drawn. */
function end(unit: UnitProgress): number {
  const last = unit.completedAt === null ? start(unit) + unit.durationS * 1000 : Date.parse(unit.completedAt);
  return Math.max(last, start(unit) + 1000);
}

function time(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** Only what means nothing to Mermaid: a colon ends the label, a semicolon the line, `#` starts an entity. */
function mermaidLabel(text: string): string {
  const plain = inertLine(text)
    .replace(/[^\p{L}\p{N} ._/()+-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const truncated =
    [...plain].length <= MAX_LABEL
      ? plain
      : `${[...plain]
          .slice(0, MAX_LABEL - 1)
          .join('')
          .trim()}…`;
  return KEYWORD.test(truncated) ? `· ${truncated}` : truncated || 'unit';
}
