import { elapsed } from '../text/numbers.ts';
import { cells, fit, plainText } from '../text/plain-text.ts';

/** What the one live line of a terminal shows. Times are epoch ms. */
export interface LiveFacts {
  readonly done: number;
  readonly total: number;
  /** null between units. */
  readonly unit: {
    readonly name: string;
    readonly attempt: number;
    readonly attempts: number;
    readonly since: number;
  } | null;
  readonly waiting: { readonly until: number; readonly why: string } | null;
  readonly doing: string;
}

const barWidth = 16;
/** A bar beside which nothing else would fit says less than words. */
const narrow = 60;

/**
 * `████░░░░ 3/12 · 4 Build the parser · attempt 1/3 · 2 min 13 s · $ npm test`, in fewer than `width` cells: a longer
 * one would wrap, and be drawn below itself each second. What is long gives way to what changes.
 */
export function liveLine(facts: LiveFacts, now: number, width: number): string {
  const share = facts.total === 0 ? 1 : facts.done / facts.total;
  const bar = width < narrow ? barWidth / 2 : barWidth;
  const full = Math.round(share * bar);
  const start = `${'█'.repeat(full)}${'░'.repeat(bar - full)} ${facts.done}/${facts.total}`;
  const room = Math.max(0, width - 1 - cells(start));
  return fit(`${start}${rest(facts, now, room)}`, Math.max(0, width - 1));
}

function rest({ waiting, unit, doing }: LiveFacts, now: number, room: number): string {
  if (waiting !== null) return beside(waiting.why, `: ${elapsed(Math.max(0, waiting.until - now))} left`, room);
  if (unit === null) return '';
  const { name, attempt, attempts, since } = unit;
  const known = ` · attempt ${attempt}/${attempts} · ${elapsed(Math.max(0, now - since))}`;
  return doing === '' ? beside(name, known, room) : `${beside(name, known, (room * 3) / 4)} · ${oneLine(doing)}`;
}

/** A text that may be cut, and what must be seen beside it. */
function beside(text: string, kept: string, room: number): string {
  return ` · ${fit(oneLine(text), Math.max(1, room - cells(kept) - 3))}${kept}`;
}

/** Titles come from agents and tasks.md, commands from people: none may move the cursor. */
function oneLine(text: string): string {
  return plainText(text).replace(/\s*\n\s*/g, ' ');
}
