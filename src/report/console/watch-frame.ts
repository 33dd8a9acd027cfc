import type { Colours } from '../text/colour.ts';
import { displayWidth } from '../text/plain-text.ts';
import {
  agentLines,
  FINISHED_LINES,
  finishedLines,
  fit,
  headLines,
  specLine,
  stateLines,
  unitLines,
  type WatchedSpec,
  windowLines,
  wrap,
} from './watch-lines.ts';

/** A terminal's cells. */
export interface FrameSize {
  readonly columns: number;
  readonly rows: number;
}

/** Lines of a screen from which on the keys may take more than one. */
const ROWS_FOR_TWO = 12;
/** Lines for the agent's words where there is room for all else. */
const AGENT_LINES = 12;

/**
 * What the screen shows: at most `rows` lines of at most `columns` cells, whoever's text is in them. What matters least
 * gives way first: units far from the one at work, the agent's older lines, the last checkpoints. Pure.
 */
export function watchFrame(
  specs: readonly WatchedSpec[],
  { columns, rows }: FrameSize,
  now: number,
  colours: Colours,
  keys: readonly [whole: string, short: string],
): string[] {
  const shown = specs.find(({ isRunning }) => isRunning) ?? specs[0];
  const others = specs.length < 2 ? [] : specs.map((spec) => specLine(spec, now, columns, colours));
  const [whole, short] = keys;
  const foot = footLines(displayWidth(whole) <= columns ? whole : short, { columns, rows }).map(colours.dim);
  if (shown === undefined) return foot;
  const head = [...others.slice(0, Math.max(1, Math.floor(rows / 4))), ...headLines(shown, now, columns, colours)];
  const state = stateLines(shown, now, columns, colours);
  const windows = windowLines(shown.throttle, now, columns, colours);
  const agent = agentLines(shown.agent, now, columns, colours);
  const finished = finishedLines(shown, now, columns, colours);
  const fixed = head.length + state.length + foot.length;
  let room = Math.max(0, rows - fixed);
  const take = (lines: readonly string[], least: number) => {
    const count = Math.min(lines.length, Math.max(least, 0), room);
    room -= count;
    return count;
  };
  // Who is at work is seen on the smallest screen.
  const agentHead = take(agent, 1);
  const windowCount = take(windows, windows.length);
  const agentLeast = agentHead + take(agent.slice(agentHead), 3);
  const unitLeast = take(
    shown.progress.units.map(() => ''),
    3,
  );
  const finishedCount = take(finished, FINISHED_LINES);
  const agentCount = agentLeast + take(agent.slice(agentLeast), AGENT_LINES - agentLeast);
  const unitCount =
    unitLeast +
    take(
      shown.progress.units.slice(unitLeast).map(() => ''),
      rows,
    );
  return [
    ...head,
    ...unitLines(shown.progress, unitCount, columns, colours),
    ...state,
    ...windows.slice(0, windowCount),
    ...(agentCount === 0 ? [] : [...agent.slice(0, 1), ...lastLines(agent.slice(1), agentCount - 1)]),
    ...finished.slice(0, finishedCount),
    ...foot,
  ].slice(0, rows);
}

/** Cut where a second line would take the place of what is watched. */
function footLines(text: string, { columns, rows }: FrameSize): readonly string[] {
  return rows < ROWS_FOR_TWO ? [fit(text, columns)] : wrap(text, columns);
}

function lastLines(lines: readonly string[], count: number): readonly string[] {
  return count <= 0 ? [] : lines.slice(-count);
}
