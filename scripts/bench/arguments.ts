/** What `npm run bench -- …` is asked to measure; what nobody meant is refused before an hour is spent on it. */
import { parseArgs } from 'node:util';

/** The words that a bench takes, and its flags: one whole number each, from that one on, or several. */
interface Bench {
  readonly words?: readonly string[];
  readonly numbers?: Readonly<Record<string, number>>;
  readonly lists?: readonly string[];
}

/** `units`: where none is named. */
const benches: Readonly<Record<string, Bench>> = {
  // Some are compared with the others.
  units: { numbers: { units: 2 } },
  growth: { words: ['quick', 'units', 'files', 'state', 'transcripts'] },
  starts: {},
  clone: {},
  checkpoint: {},
  nights: { numbers: { seeds: 1 } },
  forecast: { numbers: { seeds: 1, first: 1 } },
  fleet: { lists: ['runners'] },
  isolation: {},
};
const NAMES = Object.keys(benches).filter((name) => name !== 'units');

export class BenchArgumentError extends Error {}

export interface BenchArguments {
  readonly bench: string;
  readonly words: readonly string[];
  readonly numbers: Readonly<Record<string, number>>;
  readonly lists: Readonly<Record<string, readonly number[]>>;
}

/** Throws a `BenchArgumentError` that says what is not meant. */
export function readBenchArguments(argv: readonly string[] = process.argv.slice(2)): BenchArguments {
  const { values, positionals } = parse(argv);
  const [bench = 'units', ...words] = positionals;
  const known = positionals.length > 0 && !NAMES.includes(bench) ? undefined : benches[bench];
  if (known === undefined) throw new BenchArgumentError(`there is no bench "${bench}"; there are ${NAMES.join(', ')}`);
  const strange = words.find((word) => !known.words?.includes(word));
  if (strange !== undefined)
    throw new BenchArgumentError(
      `${bench} does not take "${strange}"; it takes ${known.words?.join(', ') ?? 'nothing more'}`,
    );
  const numbers: Record<string, number> = {};
  const lists: Record<string, readonly number[]> = {};
  for (const [flag, value] of Object.entries(values)) {
    const least = known.numbers?.[flag];
    if (least !== undefined) numbers[flag] = wholeNumber(flag, String(value), least);
    else if (known.lists?.includes(flag))
      lists[flag] = String(value)
        .split(',')
        .map((one) => wholeNumber(flag, one, 1));
    else throw new BenchArgumentError(`${bench} does not take --${flag}`);
  }
  return { bench, words, numbers, lists };
}

function parse(argv: readonly string[]) {
  const flags = Object.values(benches).flatMap(({ numbers, lists }) => [
    ...Object.keys(numbers ?? {}),
    ...(lists ?? []),
  ]);
  const options = Object.fromEntries(flags.map((flag) => [flag, { type: 'string' as const }]));
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    throw new BenchArgumentError((error as Error).message);
  }
}

function wholeNumber(flag: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least)
    throw new BenchArgumentError(`--${flag}: "${text}" is no whole number from ${least} on`);
  return value;
}
