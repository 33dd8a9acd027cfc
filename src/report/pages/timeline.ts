import type { Progress, UnitProgress } from '../../run-events/types.ts';
import { utcDay } from '../../time.ts';
import { inertLine } from '../text/untrusted-text.ts';

/** More bars than this are no picture, and GitHub draws no diagram of more than 50,000 characters. */
const MAX_BARS = 50;

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
  const days = new Set(shown.flatMap((unit) => [utcDay(start(unit)), utcDay(end(unit))]));
  return [
    '```mermaid',
    'gantt',
    '  dateFormat YYYY-MM-DD HH:mm:ss',
    `  axisFormat ${days.size > 1 ? '%d %b %H:%M' : '%H:%M'}`,
    `  section ${mermaidLabel(progress.spec)}`,
    ...shown.map(
      (unit) =>
        `  ${mermaidLabel(unit.title)} :${STATUS_TAGS[unit.status] ?? ''}${time(start(unit))}, ${time(end(unit))}`,
    ),
    '```',
  ].join('\n');
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
  const truncated = [...plain].slice(0, 40).join('').trim();
  // `section`, `title` and the like are words of the diagram at a line's start.
  return /^(section|title|gantt|click|todayMarker|excludes|includes|weekday|end|axisFormat|tickInterval|dateFormat)/i.test(
    truncated,
  )
    ? `· ${truncated}`
    : truncated || 'unit';
}
