import type { Progress, UnitProgress } from '../../run-events/types.ts';
import { andMore, formatThousands, plural } from '../../text.ts';
import type { ReportContext } from '../types.ts';
import { branchLink, commitLink, comparisonLink, type Links, linkedBranch } from './links.ts';
import { escapeInline, type Section } from './markdown.ts';

/** Characters of an agent's report in a line. */
const MAX_WORDS = 300;
/** Units told of; of more, the last: the table has them all. */
const MAX_MADE = 40;
/** Units named as the first to look at. */
const MAX_FIRST = 3;
/** A unit that changed more lines deserves an eye of its own. */
const MANY_LINES = 400;

type Sizes = NonNullable<ReportContext['sizes']>;

/** What was made, unit by unit, in the words of who made it; and where a reviewer should begin. */
export function madeSections(progress: Progress, { links, sizes = new Map() }: ReportContext): Section[] {
  const made = progress.units.filter(({ status, commit }) => status === 'done' && commit !== null);
  if (made.length === 0) return [];
  const shown = made.slice(-MAX_MADE);
  const earlier = andMore(made.length, shown.length).map((more) => `- … ${more}, in the table`);
  const first = reviewFirst(made, sizes);
  return [
    ...(first.length === 0
      ? []
      : [{ name: 'what to review first', text: ['**Review first**', '', ...first].join('\n'), cut: 'whole' as const }]),
    {
      name: 'what was made',
      text: ['**What was made**', '', ...shown.map((unit) => madeLine(unit, sizes, links)), ...earlier].join('\n'),
      cut: 'lines',
    },
  ];
}

function madeLine({ title, commit, backend, summary }: UnitProgress, sizes: Sizes, links: Links): string {
  const size = sizes.get(commit ?? '');
  const facts = [
    commit === null ? '' : commitLink(links, commit),
    size === undefined ? '' : `${plural(size.files, 'file')}, +${size.added} −${size.removed}`,
    backend === null ? '' : escapeInline(backend),
  ].filter((fact) => fact !== '');
  const words = summary === undefined ? '' : `: ${escapeInline(summary, MAX_WORDS)}`;
  return `- **${escapeInline(title)}** (${facts.join(' · ')})${words}`;
}

/** Units that gave trouble, that a reviewer had words on, or that are large; each with why. */
function reviewFirst(made: readonly UnitProgress[], sizes: Sizes): string[] {
  return made
    .map((unit) => ({ unit, reasons: reasonsFor(unit, sizes), lines: linesOf(unit, sizes) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => b.reasons.length - a.reasons.length || b.lines - a.lines)
    .slice(0, MAX_FIRST)
    .map(({ unit, reasons }) => `- ${escapeInline(unit.title)}: ${reasons.join(', ')}`);
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

/** Where all of it can be looked at. */
export function placesSection(progress: Progress, { links, base, startsNoWorkflows }: ReportContext): Section[] {
  const branch = linkedBranch(progress);
  const places = [
    ...(branch === null ? [] : [`[branch](${branchLink(links, branch)})`]),
    ...(branch === null || base == null ? [] : [`[comparison](${comparisonLink(links, base, branch)})`]),
    ...(links.run === null
      ? []
      : [`[log](${links.run})`, `[transcripts and report](${links.run}#artifacts), if the workflow uploads them`]),
  ];
  const note =
    'What this run pushes starts no workflow, since it has the job’s own token: checks that are required stay empty until a person pushes, closes and reopens the pull request, or the run gets the token of an app.';
  return [
    ...(places.length === 0 ? [] : [{ name: 'the links', text: places.join(' · '), cut: 'whole' as const }]),
    ...(startsNoWorkflows === true ? [{ name: 'the note on checks', text: `> ${note}`, cut: 'whole' as const }] : []),
  ];
}
