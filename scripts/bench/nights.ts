/**
 * How close to the best possible a night comes: `npm run bench -- nights [--seeds 200]`. The same simulated services
 * and specs for everybody: somebody who knows every window in advance, this project on one's own machine and on hosted
 * runners that are given back, a fixed delay that knows nothing of limits (with as many iterations as it likes), and a
 * fixed hour after a limit. Prints a table and the figures as JSON.
 */
import { kinds } from '../../test/simulation/bench/kinds.ts';
import { type Figures, policies } from '../../test/simulation/bench/policies.ts';
import { readBenchArguments } from './arguments.ts';
import { median } from './spread.ts';

const { seeds = 200 } = readBenchArguments().numbers;

interface Row {
  readonly night: string;
  readonly policy: string;
  /** Of the optimum's, in percent. */
  readonly 'units by morning, % of optimum: median': number;
  readonly worst: number;
  readonly 'units: median': number;
  readonly 'fewest units': number;
  readonly 'calls wasted: median': number;
  readonly most: number;
  readonly 'in one window: median': number;
  readonly 'most in one window': number;
  readonly 'runner min: median': number;
  readonly 'most runner min': number;
  readonly 'runner min over agent min, %: median': number;
  readonly 'worst over': number;
  readonly 'hours to complete: median': number;
  readonly longest: number;
}

const started = performance.now();
const rows: Row[] = [];
for (const kind of kinds) {
  const best: Figures[] = [];
  for (const [policy, play] of Object.entries(policies)) {
    const figures: Figures[] = [];
    for (let seed = 1; seed <= seeds; seed += 1) figures.push(await play(kind, seed));
    if (policy === 'optimum') best.push(...figures);
    const share = figures.map(
      ({ unitsByMorning }, index) => (100 * unitsByMorning) / Math.max(1, best[index]?.unitsByMorning ?? 1),
    );
    const over = figures.map(({ runnerMinutes, agentMinutes }) => 100 * (runnerMinutes / agentMinutes - 1));
    const of = (name: Exclude<keyof Figures, 'wastedByWindow'>) => figures.map((figure) => figure[name]);
    const byWindow = figures.flatMap(({ wastedByWindow }) => wastedByWindow);
    rows.push({
      night: kind.name,
      policy,
      'units by morning, % of optimum: median': round(median(share)),
      worst: round(Math.min(...share)),
      'units: median': median(of('unitsByMorning')),
      'fewest units': Math.min(...of('unitsByMorning')),
      'calls wasted: median': median(of('wastedCalls')),
      most: Math.max(...of('wastedCalls')),
      'in one window: median': byWindow.length === 0 ? 0 : median(byWindow),
      'most in one window': Math.max(0, ...byWindow),
      'runner min: median': round(median(of('runnerMinutes'))),
      'most runner min': round(Math.max(...of('runnerMinutes'))),
      'runner min over agent min, %: median': round(median(over)),
      'worst over': round(Math.max(...over)),
      'hours to complete: median': round(median(of('minutesToComplete')) / 60),
      longest: round(Math.max(...of('minutesToComplete')) / 60),
    });
  }
}
console.log(
  JSON.stringify(
    {
      seeds,
      seconds: round((performance.now() - started) / 1000),
      kinds: kinds.map(({ name, says }) => ({ name, says })),
      rows,
    },
    null,
    2,
  ),
);
console.log(table());

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** As median / worst. */
function table(): string {
  const head = [
    'night',
    'policy',
    'units by morning',
    '% of optimum',
    'calls wasted',
    'in one window',
    'runner min',
    'over agent %',
    'hours to complete',
  ];
  const lines = rows.map((row) => [
    row.night,
    row.policy,
    `${row['units: median']} / ${row['fewest units']}`,
    `${row['units by morning, % of optimum: median']} / ${row.worst}`,
    `${row['calls wasted: median']} / ${row.most}`,
    `${row['in one window: median']} / ${row['most in one window']}`,
    `${row['runner min: median']} / ${row['most runner min']}`,
    `${row['runner min over agent min, %: median']} / ${row['worst over']}`,
    `${row['hours to complete: median']} / ${row.longest}`,
  ]);
  const widths = head.map((name, column) => Math.max(name.length, ...lines.map((line) => line[column]?.length ?? 0)));
  return [head, widths.map((width) => '-'.repeat(width)), ...lines]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
