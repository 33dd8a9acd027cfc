import { mergeLists, type Versions } from '../three-way.ts';

/** A run's part of the log, or what stands before the first: its heading, and the entries under it. */
interface Section {
  /** What tells it, and its entries, from others. */
  readonly key: string;
  readonly entries: readonly Entry[];
}

interface Entry {
  readonly key: string;
  readonly text: string;
}

/**
 * One progress log of two that parted at `base`: the runs of both with their entries, by when they started. `appending`:
 * our last run goes on, so it stays the last one.
 */
export function mergeProgress(
  { base, ours, theirs }: Versions<string>,
  { appending }: { readonly appending: boolean },
): string {
  const [old, own, other] = [readSections(base), readSections(ours), readSections(theirs)];
  const sections = mergeLists({ base: undefined, ours: own, theirs: other }, ({ key }) => key);
  const entriesOf = (log: readonly Section[], key: string) => log.find((section) => section.key === key)?.entries;
  const last = appending ? own.at(-1)?.key : undefined;
  const startOf = ({ key }: Section) => (key === last ? '~' : (/^## (\d{4}-\S+Z) /.exec(key)?.[1] ?? ''));
  return sections
    .map((section) => ({ section, start: startOf(section) }))
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
    .flatMap(({ section: { key } }) =>
      mergeLists(
        { base: entriesOf(old, key), ours: entriesOf(own, key), theirs: entriesOf(other, key) },
        (entry) => entry.key,
      ),
    )
    .map(({ text }) => text)
    .join('');
}

const HEADING = /^#{2,3} /;
const FENCE = /^(`{3,}|~{3,})(.*)$/;

function readSections(log: string): readonly Section[] {
  const sections: { key: string; entries: Entry[] }[] = [];
  const counted = new Map<string, number>();
  const unique = (text: string) => {
    const occurrence = (counted.get(text) ?? 0) + 1;
    counted.set(text, occurrence);
    return occurrence === 1 ? text : `${text}\n${occurrence}`;
  };
  for (const text of readEntries(log)) {
    const [heading = ''] = text.split('\n', 1);
    const startsRun = heading.startsWith('## ');
    if (sections.length === 0 || startsRun) sections.push({ key: startsRun ? unique(heading) : '', entries: [] });
    const section = sections.at(-1);
    // As the entries are written: a blank line before, a line end behind.
    const spaced = HEADING.test(heading) ? `\n${text}\n` : `${text}\n`;
    section?.entries.push({ key: unique(`${section.key}\n${text}`), text: spaced });
  }
  return sections;
}

/** Texts from one heading to the next; agents' texts stand in fences, and what looks like a heading there is none. */
function readEntries(log: string): string[] {
  const entries: string[][] = [[]];
  let fence: string | null = null;
  for (const line of log.split(/\r?\n/)) {
    if (fence === null && HEADING.test(line)) entries.push([]);
    entries.at(-1)?.push(line);
    const [, marks = '', behind = ''] = FENCE.exec(line) ?? [];
    if (marks === '') continue;
    if (fence === null) fence = marks;
    else if (marks.startsWith(fence) && behind.trim() === '') fence = null;
  }
  return entries.map((lines) => lines.join('\n').trim()).filter((text) => text !== '');
}
