import type { Checkbox } from './checkbox.ts';
import { indentOf, type Line } from './text-lines.ts';

/** A code fence, by the indices of its first and last line. */
export interface Fence {
  readonly from: number;
  readonly to: number;
}

/** Why a line that looks like a fence's start is none. */
export type InvalidFence = 'never-closed' | 'swallows-tasks';

const OPENER = /^([ \t]*)(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})(.*)$/s;
const CLOSER = /^[ \t]*(`{3,}|~{3,})[ \t]*$/;

interface Boundary {
  readonly line: number;
  /** Length of a closer; indentation of a checkbox. */
  readonly measure: number;
  /** Index of the next stop that goes further: a longer closer, a shallower checkbox. */
  next: number;
}

/**
 * Finds the fence that starts at a line. A fence that never closes, or before whose close a numbered checkbox stands at
 * smaller indentation, is no fence: taking it for one would swallow tasks.
 */
export class FenceFinder {
  readonly #lines: readonly Line[];
  readonly #closers: Readonly<Record<string, Boundary[]>>;
  readonly #findCheckboxBoundaries: () => Boundary[];
  #checkboxBoundaries: Boundary[] | null = null;

  /** `checkboxes`: what each line is when read as a checkbox; `isNumbered`: does it carry an id? */
  constructor(
    lines: readonly Line[],
    checkboxes: readonly (Checkbox | null)[],
    isNumbered: (checkbox: Checkbox) => boolean,
  ) {
    this.#lines = lines;
    const closers: Record<string, Boundary[]> = { '`': [], '~': [] };
    lines.forEach(({ text }, line) => {
      const marker = text.includes('```') || text.includes('~~~') ? CLOSER.exec(text)?.[1] : undefined;
      if (marker !== undefined) closers[marker[0] ?? '']?.push({ line, measure: marker.length, next: -1 });
    });
    this.#closers = closers;
    for (const boundaries of Object.values(closers)) linkBoundaries(boundaries);
    // Most files have no fence, so the checkboxes are looked at only when one is met.
    this.#findCheckboxBoundaries = () =>
      linkBoundaries(
        checkboxes.flatMap((checkbox, line) =>
          checkbox !== null && isNumbered(checkbox) ? [{ line, measure: -checkbox.indent, next: -1 }] : [],
        ),
      );
  }

  /** null: the line does not look like a fence at all. */
  fenceAt(line: number): Fence | InvalidFence | null {
    const text = this.#lines[line]?.text ?? '';
    if (!text.includes('```') && !text.includes('~~~')) return null;
    const match = OPENER.exec(text);
    if (match === null) return null;
    const [, indentation = '', marker = '', info = ''] = match;
    const markerCharacter = marker[0] ?? '';
    if (markerCharacter === '`' && info.includes('`')) return null;
    const closeLine = nextBoundaryLine(this.#closers[markerCharacter] ?? [], line, marker.length);
    if (closeLine === null) return 'never-closed';
    this.#checkboxBoundaries ??= this.#findCheckboxBoundaries();
    const checkboxLine = nextBoundaryLine(this.#checkboxBoundaries, line, 1 - indentOf(indentation));
    if (checkboxLine !== null && checkboxLine < closeLine) return 'swallows-tasks';
    return { from: line, to: closeLine };
  }
}

/** Links each stop to the next that goes further, so that a search costs no more than there are different measures. */
function linkBoundaries(boundaries: Boundary[]): Boundary[] {
  for (let index = boundaries.length - 1; index >= 0; index--) {
    const boundary = boundaries[index] as Boundary;
    let next = index + 1;
    while (next >= 0 && next < boundaries.length && (boundaries[next] as Boundary).measure <= boundary.measure) {
      next = (boundaries[next] as Boundary).next;
    }
    boundary.next = next >= 0 && next < boundaries.length ? next : -1;
  }
  return boundaries;
}

/** The line of the first stop after `line` that measures at least `minSize`. */
function nextBoundaryLine(boundaries: readonly Boundary[], line: number, minSize: number): number | null {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((boundaries[middle] as Boundary).line <= line) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index >= 0 && index < boundaries.length; index = (boundaries[index] as Boundary).next) {
    const boundary = boundaries[index] as Boundary;
    if (boundary.measure >= minSize) return boundary.line;
  }
  return null;
}
