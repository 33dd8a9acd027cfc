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

/**
 * Takes a line away that was drawn in place. Not from the first cell of a window on: of all that it shows, tmux would
 * keep a copy.
 */
export const CLEAR_LIVE_LINE = '\r\u001b[K\u001b[C\u001b[J\r';

/** The cursor rests at the line's start: where a narrower window wraps the line, all its rows are below, to be cleared. */
export function drawnInPlace(line: string): string {
  return `${line}\r`;
}

const BAR_WIDTH = 16;
/** A bar beside which nothing else would fit says less than words. */
const NARROW_WIDTH = 60;
/** Cells of a name or reason below which nothing is left of its meaning. */
const MIN_TEXT_WIDTH = 8;

/**
 * `████░░░░ 3/12 · 4 Build the parser · attempt 1/3 · 2 min 13 s · $ npm test`, in fewer than `width` cells: a longer
 * one would wrap, and be drawn below itself each second. What is long gives way to what changes.
 */
export function liveLine(state: LiveLineState, now: number, width: number): string {
  const start = `${width < NARROW_WIDTH ? '' : bar(state)}${state.done}/${state.total}`;
  const room = Math.max(0, width - 1 - displayWidth(start));
  return truncateToWidth(`${start}${details(state, now, room)}`, Math.max(0, width - 1));
}

function bar({ done, total }: LiveLineState): string {
  const filled = Math.round((total === 0 ? 1 : done / total) * BAR_WIDTH);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} `;
}

function details({ waiting, unit, activity }: LiveLineState, now: number, room: number): string {
  if (waiting !== null) {
    const left = formatDuration(Math.max(0, waiting.until - now));
    return truncateBefore(waiting.why, [`: ${left} left`], room) ?? ` … ${left}`;
  }
  if (unit === null) return '';
  const { name, attempt, attempts, startedAt } = unit;
  const time = ` · ${formatDuration(Math.max(0, now - startedAt))}`;
  const suffixes = [` · attempt ${attempt}/${attempts}${time}`, time];
  const action = activity === '' ? '' : ` · ${singleLine(activity)}`;
  const beside = Math.min(displayWidth(action), Math.floor(room / 4));
  const text =
    truncateBefore(name, suffixes.slice(0, 1), room - beside) ?? truncateBefore(name, suffixes, room) ?? time;
  const actionRoom = room - displayWidth(text);
  return actionRoom < MIN_TEXT_WIDTH ? text : `${text}${truncateToWidth(action, actionRoom)}`;
}

/** A text that may be cut, and the first of `suffixes` that leaves some of it; null: none does. */
function truncateBefore(text: string, suffixes: readonly string[], room: number): string | null {
  for (const suffix of suffixes) {
    const width = room - displayWidth(suffix) - 3;
    if (width >= MIN_TEXT_WIDTH) return ` · ${truncateToWidth(singleLine(text), width)}${suffix}`;
  }
  return null;
}

/** Titles come from agents and tasks.md, commands from people: none may move the cursor. */
function singleLine(text: string): string {
  return plainText(text).replace(/(?<!\s)\s*\n\s*/g, ' ');
}
