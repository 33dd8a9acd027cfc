import { formatDuration } from '../text/numbers.ts';
import { displayWidth, plainText, truncateToWidth } from '../text/plain-text.ts';

/** What the one live line of a terminal shows. Times are epoch ms. */
export interface LiveLineState {
  readonly done: number;
  readonly total: number;
  /** null between units. */
  readonly unit: {
    readonly name: string;
    readonly attempt: number;
    readonly attempts: number;
    readonly startedAt: number;
  } | null;
  readonly waiting: { readonly until: number; readonly why: string } | null;
  readonly activity: string;
}

const barWidth = 16;
/** A bar beside which nothing else would fit says less than words. */
const narrowWidth = 60;

/**
 * `████░░░░ 3/12 · 4 Build the parser · attempt 1/3 · 2 min 13 s · $ npm test`, in fewer than `width` cells: a longer
 * one would wrap, and be drawn below itself each second. What is long gives way to what changes.
 */
export function liveLine(state: LiveLineState, now: number, width: number): string {
  const fraction = state.total === 0 ? 1 : state.done / state.total;
  const barCells = width < narrowWidth ? barWidth / 2 : barWidth;
  const filled = Math.round(fraction * barCells);
  const start = `${'█'.repeat(filled)}${'░'.repeat(barCells - filled)} ${state.done}/${state.total}`;
  const room = Math.max(0, width - 1 - displayWidth(start));
  return truncateToWidth(`${start}${details(state, now, room)}`, Math.max(0, width - 1));
}

function details({ waiting, unit, activity }: LiveLineState, now: number, room: number): string {
  if (waiting !== null)
    return truncateBefore(waiting.why, `: ${formatDuration(Math.max(0, waiting.until - now))} left`, room);
  if (unit === null) return '';
  const { name, attempt, attempts, startedAt } = unit;
  const attemptInfo = ` · attempt ${attempt}/${attempts} · ${formatDuration(Math.max(0, now - startedAt))}`;
  return activity === ''
    ? truncateBefore(name, attemptInfo, room)
    : `${truncateBefore(name, attemptInfo, (room * 3) / 4)} · ${singleLine(activity)}`;
}

/** A text that may be cut, and what must be seen beside it. */
function truncateBefore(text: string, suffix: string, room: number): string {
  return ` · ${truncateToWidth(singleLine(text), Math.max(1, room - displayWidth(suffix) - 3))}${suffix}`;
}

/** Titles come from agents and tasks.md, commands from people: none may move the cursor. */
function singleLine(text: string): string {
  return plainText(text).replace(/(?<!\s)\s*\n\s*/g, ' ');
}
