import type { ChangeSize, UnitProgress } from '../../run-events/types.ts';
import { formatThousands, plural } from '../../text.ts';

/** Units named as the first to look at. */
const MAX_FIRST = 3;
/** A unit that changed more lines deserves an eye of its own. */
const MANY_LINES = 400;

/** By commit. */
export type Sizes = ReadonlyMap<string, ChangeSize>;

/** Units that gave trouble, that a reviewer had words on, or that are large; each with why. */
export function reviewFirst(
  made: readonly UnitProgress[],
  sizes: Sizes,
): readonly { readonly unit: UnitProgress; readonly reasons: string }[] {
  return made
    .map((unit) => ({ unit, reasons: reasonsFor(unit, sizes), lines: linesOf(unit, sizes) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => b.reasons.length - a.reasons.length || b.lines - a.lines)
    .slice(0, MAX_FIRST)
    .map(({ unit, reasons }) => ({ unit, reasons: reasons.join(', ') }));
}

/** `3 files, +120 −4`; '' where it is not known. */
export function formatSize(size: ChangeSize | undefined): string {
  return size === undefined ? '' : `${plural(size.files, 'file')}, +${size.added} −${size.removed}`;
}

function reasonsFor(unit: UnitProgress, sizes: Sizes): string[] {
  const lines = linesOf(unit, sizes);
  const advice = unit.advice?.length ?? 0;
  const evidence = unit.evidence?.length ?? 0;
  return [
    ...(unit.attempts > 1 ? [plural(unit.attempts, 'attempt')] : []),
    ...(evidence > 0 ? [plural(evidence, 'thing to be looked at', 'things to be looked at')] : []),
    ...(advice > 0 ? [plural(advice, 'piece of advice', 'pieces of advice')] : []),
    ...(lines > MANY_LINES ? [`${formatThousands(lines)} lines changed`] : []),
  ];
}

function linesOf({ commit }: UnitProgress, sizes: Sizes): number {
  const size = sizes.get(commit ?? '');
  return size === undefined ? 0 : size.added + size.removed;
}
