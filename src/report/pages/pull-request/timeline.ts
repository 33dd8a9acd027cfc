import type { Progress, UnitProgress } from '../../../run-events/types.ts';
import { MINUTE, SECOND, utcDay } from '../../../time.ts';
import { formatDuration } from '../../text/numbers.ts';
import { WAIT_REASONS } from '../../text/sums.ts';
import { inertLine } from '../../text/untrusted-text.ts';

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

/** A Mermaid gantt of the units that were worked on, the last 50 stretches, in UTC; null where there was none. */
export function timeline(progress: Progress): string | null {
  const startedUnits = progress.units.filter(({ startedAt }) => startedAt !== null).sort((a, b) => start(a) - start(b));
  if (startedUnits.length === 0) return null;
  const all = allWaits(progress);
  const shown = startedUnits.flatMap((unit) => barsOf(unit, all)).slice(-MAX_BARS);
  const from = Math.min(...shown.map((bar) => bar.from));
  const waits = all.filter(({ until }) => until > from).slice(-MAX_WAITS);
  const to = Math.max(...shown.map((bar) => bar.to), ...waits.map(({ until }) => until));
  return [
    '```mermaid',
    'gantt',
    '  dateFormat YYYY-MM-DD HH:mm:ss',
    `  axisFormat ${axisFormat(from, to)}`,
    `  section ${mermaidLabel(progress.spec)}`,
    ...shown.map(
      ({ name, status, from: start, to: end }) => `  ${name} :${STATUS_TAGS[status] ?? ''}${time(start)}, ${time(end)}`,
    ),
    ...(waits.length === 0 ? [] : ['  section waited']),
    ...waits.map(({ since, until, reason, isInForce }) => {
      const name = `${mermaidLabel(WAIT_REASONS[reason] ?? reason)} · ${formatDuration(until - since)}`;
      return `  ${name} :${isInForce ? 'active, ' : ''}${time(since)}, ${time(until)}`;
    }),
    '```',
  ].join('\n');
}

/** Times in epoch ms. */
interface Stretch {
  readonly since: number;
  readonly until: number;
  readonly reason: string;
  readonly isInForce: boolean;
}

/** Those that are over, also between runs, and the one that lasts, to where its end is planned. The oldest first. */
function allWaits({ waits = [], waiting, paused }: Progress): readonly Stretch[] {
  const over = waits.map((wait) => ({ ...wait, isInForce: false }));
  const planned = waiting ?? (paused && { since: paused.at, until: paused.resume_after, reason: paused.reason });
  const all = planned === null || planned.until === null ? over : [...over, { ...planned, isInForce: true }];
  return all
    .map(({ since, until, reason, isInForce }) => ({
      since: Date.parse(since),
      until: Date.parse(until ?? ''),
      reason,
      isInForce,
    }))
    .filter(({ since, until }) => until > since)
    .sort((a, b) => a.since - b.since);
}

/** From a unit's beginning to its end, without what was waited through. */
function barsOf(unit: UnitProgress, waits: readonly Stretch[]) {
  const pieces: { readonly from: number; readonly to: number }[] = [];
  const to = end(unit, waits);
  let from = start(unit);
  for (const { since, until } of waits) {
    if (until <= from || since >= to) continue;
    pieces.push({ from, to: since });
    from = until;
  }
  pieces.push({ from, to });
  // A bar of no length is not drawn.
  const drawn = pieces.filter((piece) => piece.to - piece.from >= SECOND);
  const bars = drawn.length > 0 ? drawn : [{ from: start(unit), to: start(unit) + SECOND }];
  const name = mermaidLabel(unit.title);
  return bars.map((bar, at) => ({ ...bar, status: unit.status, name: at === 0 ? name : `${name} (continued)` }));
}

/** Fine enough that no two marks read the same. */
function axisFormat(from: number, to: number): string {
  if (to - from < 15 * MINUTE) return '%H:%M:%S';
  return utcDay(from) === utcDay(to) ? '%H:%M' : '%d %b %H:%M';
}

function start(unit: UnitProgress): number {
  return Date.parse(unit.startedAt ?? '');
}

/** Of a unit that is not done, so far: what it took, with the waits between. */
function end(unit: UnitProgress, waits: readonly Stretch[]): number {
  if (unit.completedAt !== null) return Date.parse(unit.completedAt);
  const from = start(unit);
  let to = from + unit.durationS * 1000;
  for (const { since, until } of waits) if (until > from && since < to) to += until - Math.max(since, from);
  return to;
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
