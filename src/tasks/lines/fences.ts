import type { Box } from './checkbox.ts';
import { indentOf, type Line } from './text-lines.ts';

/** A code fence, by the indices of its first and last line. */
export interface Fence {
  readonly from: number;
  readonly to: number;
}

/** Why a line that looks like a fence's start is none. */
export type StrayFence = 'never-closed' | 'swallows-tasks';

const OPENER = /^([ \t]*)(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})(.*)$/s;
const CLOSER = /^[ \t]*(`{3,}|~{3,})[ \t]*$/;

interface Stop {
  readonly line: number;
  /** Length of a closer; indentation of a box. */
  readonly measure: number;
  /** Index of the next stop that goes further: a longer closer, a shallower box. */
  next: number;
}

/**
 * Finds the fence that starts at a line. A fence that never closes, or before whose close a numbered box stands at
 * smaller indentation, is no fence: taking it for one would swallow tasks.
 */
export class FenceFinder {
  readonly #lines: readonly Line[];
  readonly #closers: Readonly<Record<string, Stop[]>>;
  readonly #boxes: () => Stop[];
  #boxStops: Stop[] | null = null;

  /** `boxes`: what each line is when read as a box; `numbered`: does it carry an id? */
  constructor(lines: readonly Line[], boxes: readonly (Box | null)[], numbered: (box: Box) => boolean) {
    this.#lines = lines;
    const closers: Record<string, Stop[]> = { '`': [], '~': [] };
    lines.forEach(({ text }, line) => {
      const run = text.includes('```') || text.includes('~~~') ? CLOSER.exec(text)?.[1] : undefined;
      if (run !== undefined) closers[run[0] ?? '']?.push({ line, measure: run.length, next: -1 });
    });
    this.#closers = closers;
    for (const stops of Object.values(closers)) chain(stops);
    // Most files have no fence, so the boxes are looked at only when one is met.
    this.#boxes = () =>
      chain(
        boxes.flatMap((box, line) => (box !== null && numbered(box) ? [{ line, measure: -box.indent, next: -1 }] : [])),
      );
  }

  /** null: the line does not look like a fence at all. */
  at(line: number): Fence | StrayFence | null {
    const text = this.#lines[line]?.text ?? '';
    if (!text.includes('```') && !text.includes('~~~')) return null;
    const match = OPENER.exec(text);
    if (match === null) return null;
    const [, blank = '', run = '', info = ''] = match;
    const mark = run[0] ?? '';
    if (mark === '`' && info.includes('`')) return null;
    const close = furtherThan(this.#closers[mark] ?? [], line, run.length);
    if (close === null) return 'never-closed';
    this.#boxStops ??= this.#boxes();
    const box = furtherThan(this.#boxStops, line, 1 - indentOf(blank));
    if (box !== null && box < close) return 'swallows-tasks';
    return { from: line, to: close };
  }
}

/** Links each stop to the next that goes further, so that a search costs no more than there are different measures. */
function chain(stops: Stop[]): Stop[] {
  for (let index = stops.length - 1; index >= 0; index--) {
    const stop = stops[index] as Stop;
    let next = index + 1;
    while (next >= 0 && next < stops.length && (stops[next] as Stop).measure <= stop.measure) {
      next = (stops[next] as Stop).next;
    }
    stop.next = next >= 0 && next < stops.length ? next : -1;
  }
  return stops;
}

/** The line of the first stop after `line` that measures at least `least`. */
function furtherThan(stops: readonly Stop[], line: number, least: number): number | null {
  let low = 0;
  let high = stops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stops[middle] as Stop).line <= line) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index >= 0 && index < stops.length; index = (stops[index] as Stop).next) {
    const stop = stops[index] as Stop;
    if (stop.measure >= least) return stop.line;
  }
  return null;
}
