import type { Progress, UnitProgress } from '../../../run-events/types.ts';
import { andMore } from '../../../text.ts';
import { formatSize, reviewFirst, type Sizes } from '../../text/review-first.ts';
import type { ReportContext } from '../../types.ts';
import { branchLink, commitLink, comparisonLink, type Links, linkedBranch } from '../links.ts';
import { escapeInline, type Section } from '../markdown.ts';

/** Characters of an agent's report in a line. */
const MAX_WORDS = 300;
/** Units told of; of more, the last: the table has them all. */
const MAX_MADE = 40;

/** What was made, unit by unit, in the words of who made it; and where a reviewer should begin. */
export function madeSections(progress: Progress, { links, sizes = new Map() }: ReportContext): Section[] {
  const made = progress.units.filter(({ status, commit }) => status === 'done' && commit !== null);
  if (made.length === 0) return [];
  const shown = made.slice(-MAX_MADE);
  const earlier = andMore(made.length, shown.length).map((more) => `- … ${more}, in the table`);
  const first = reviewFirst(made, sizes).map(({ unit, reasons }) => `- ${escapeInline(unit.title)}: ${reasons}`);
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
  const facts = [
    commit === null ? '' : commitLink(links, commit),
    formatSize(sizes.get(commit ?? '')),
    backend === null ? '' : escapeInline(backend),
  ].filter((fact) => fact !== '');
  const words = summary === undefined ? '' : `: ${escapeInline(summary, MAX_WORDS)}`;
  return `- **${escapeInline(title)}** (${facts.join(' · ')})${words}`;
}

/** Where all of it can be looked at. */
export function placesSection(progress: Progress, context: ReportContext): Section[] {
  const { links, base, pullRequest, startsNoWorkflows } = context;
  const branch = linkedBranch(progress);
  const places = [
    ...(pullRequest == null ? [] : [`[pull request](${pullRequest})`]),
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
