import type { Outcome } from '../../run-events/types.ts';
import { plural } from '../../text.ts';
import type { Colours } from '../text/colour.ts';
import { fitTitle, plainText, truncateToWidth } from '../text/plain-text.ts';
import { formatSize, reviewFirst } from '../text/review-first.ts';
import { joinNonEmpty } from '../text/sums.ts';

/** Units told of; of more, the last. */
const MAX_MADE = 20;
/** Cells of a line, where no terminal says, and the least that a title and an agent's words get of it. */
const WIDTH = 160;
const LEAST = 20;

/** What this run made, a line each unit: the agent's words, shortened, and how much it changed; then what to review first. */
export function madeLines({ progress, sizes = {} }: Outcome, colours: Colours, width = WIDTH): string[] {
  const cells = Math.max(4 * LEAST, Math.min(width, WIDTH));
  const made = progress.units.filter(({ key, status }) => status === 'done' && progress.run.unitsDone.includes(key));
  if (made.length === 0) return [];
  const known = new Map(Object.entries(sizes));
  const earlier = made.length - MAX_MADE;
  const lines = made.slice(-MAX_MADE).map(({ title, commit, backend, summary }) => {
    const facts = joinNonEmpty(formatSize(known.get(commit ?? '')), backend === null ? '' : oneLine(backend));
    const beside = facts === '' ? '' : ` (${facts})`;
    const name = fitTitle(oneLine(title), beside, summary === undefined ? cells : cells / 2);
    const words = summary === undefined ? '' : `: ${oneLine(summary)}`;
    return `${colours.green('  ✓')} ${truncateToWidth(`${name}${beside}${words}`, cells - 4)}`;
  });
  const first = reviewFirst(made, known).map(({ unit, reasons }) => `${oneLine(unit.title)} (${reasons})`);
  return [
    ...(earlier > 0 ? [`  … ${plural(earlier, 'earlier unit')}`] : []),
    ...lines,
    ...(first.length === 0 ? [] : [`  review first: ${first.join('; ')}`]),
  ];
}

function oneLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim();
}
