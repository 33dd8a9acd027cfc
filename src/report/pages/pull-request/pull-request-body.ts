import { unreachable } from '../../../errors.ts';
import type { Progress } from '../../../run-events/types.ts';
import { andMore, plural } from '../../../text.ts';
import { forecastResultLine } from '../../text/forecast-text.ts';
import { WHY_LEFT_OPEN } from '../../text/left-open-text.ts';
import { nextStep, utcMinuteRoundedUp } from '../../text/next-step.ts';
import type { ReportContext } from '../../types.ts';
import { type Links, lineLink, linkedBranch, linksForRun } from '../links.ts';
import { codeBlock, escapeInline, fileBlock, fitSections, plainTitle, type Section } from '../markdown.ts';
import { madeSections, placesSection } from './made-section.ts';
import { timeline } from './timeline.ts';
import { totalsLine, unitTable } from './unit-table.ts';

export function pullRequestTitle(progress: Progress): string {
  return plainTitle(`feat(${progress.spec}): implement the spec`);
}

/** The pull request's body, at most `limit` characters. */
export function pullRequestBody(progress: Progress, context: ReportContext, limit: number): string {
  return fitSections([...sectionsWithPlaces(progress, context), ...recordSections(progress)], limit);
}

/** How a spec stands, and which `places` show all of it. */
export function sectionsWithPlaces(progress: Progress, context: ReportContext, places = context.links): Section[] {
  return reportSections(progress, context).toSpliced(2, 0, ...placesSection(progress, { ...context, links: places }));
}

/** How a spec stands, for people: the same on the pull request, in the step summary and in a reply. Least needed last. */
export function reportSections(progress: Progress, context: ReportContext): Section[] {
  const diagram = timeline(progress);
  const totals = totalsLine(progress);
  const uncutSection = (name: string, text: string): Section => ({ name, text, cut: 'whole' });
  return [
    uncutSection('the heading', head(progress)),
    uncutSection('how to continue', outcomeSection(progress, context)),
    ...(context.undelivered.length === 0
      ? []
      : [
          uncutSection(
            'what could not be posted',
            bulletList(`Could not be posted on ${context.links.forge.name}`, context.undelivered),
          ),
        ]),
    ...leftOpenSections(progress),
    ...(progress.warnings.length === 0
      ? []
      : [uncutSection('the warnings', bulletList('Warnings', progress.warnings))]),
    ...assumedSections(progress),
    ...madeSections(progress, context),
    ...listSections(progress, 'evidence', 'To be looked at'),
    ...listSections(progress, 'advice', 'Advice of the reviewer'),
    ...(totals === '' ? [] : [uncutSection('the totals', totals)]),
    ...(progress.forecast === undefined
      ? []
      : [uncutSection('the forecast', `**Forecast:** ${escapeInline(forecastResultLine(progress.forecast), 500)}`)]),
    ...(progress.units.length === 0
      ? []
      : [{ name: 'the table of units', text: unitTable(progress, context.links), cut: 'lines' as const }]),
    ...(diagram === null ? [] : [uncutSection('the timeline', `### Timeline (UTC)\n\n${diagram}`)]),
  ];
}

/** What changes say against units that count as done, and what reviewers found worth a person's look. */
function listSections({ units }: Progress, which: 'evidence' | 'advice', heading: string): Section[] {
  const lines = units.flatMap((unit) => (unit[which] ?? []).map((line) => `${unit.title}: ${line}`));
  return lines.length === 0 ? [] : [{ name: `the list "${heading}"`, text: bulletList(heading, lines), cut: 'lines' }];
}

/** What nobody answered, and what the work goes by instead. */
function assumedSections({ questions }: Progress): Section[] {
  const open = questions?.list.filter(({ answer }) => answer === null) ?? [];
  if (open.length === 0) return [];
  const lines = open.map(({ number, text, assumption }) => `${number}. ${text} Assumed: ${assumption}`);
  const where = questions?.url == null ? '' : `\n\n[Answer there](${questions.url}).`;
  return [{ name: 'what is assumed', text: `${bulletList('Asked, and not answered', lines)}${where}`, cut: 'whole' }];
}

/** Nobody is to take "complete" for more than it is. */
function leftOpenSections({ leftOpen = [] }: Progress): Section[] {
  if (leftOpen.length === 0) return [];
  const lines = leftOpen.map(({ line, text, why }) => `line ${line}: ${text} (${WHY_LEFT_OPEN[why]})`);
  const draft = isDraftFor(leftOpen)
    ? '\n\nThe pull request stays a draft, since not all of tasks.md was understood: fix those lines, or mark it ready yourself.'
    : '';
  const title = `${plural(leftOpen.length, 'checkbox', 'checkboxes')} left open`;
  return [{ name: 'what is left open', text: `${bulletList(title, lines)}${draft}`, cut: 'whole' }];
}

/** Whether something of tasks.md was not understood, which a person looks at before the work is reviewed. */
export function isDraftFor(leftOpen: Progress['leftOpen'] = []): boolean {
  return leftOpen.some(({ why }) => why === 'not-understood');
}

/** What the branch does not hold, folded. */
function recordSections({ records, tasksPath }: Progress): Section[] {
  if (records === undefined) return [];
  const { ref, progress, state } = records;
  const folded = (name: string, content: string): Section => ({
    name,
    text: `<details><summary>${name[0]?.toUpperCase()}${name.slice(1)}</summary>\n\n${content}\n\n</details>`,
    cut: 'whole',
  });
  return [
    {
      name: 'where the records are',
      text: `State and progress log are not in this branch. They are on \`${ref}\`: \`git fetch origin ${ref}\`, then \`git show FETCH_HEAD:${recordsFolder(tasksPath)}SEQUENTIAL_PROGRESS.md\`.`,
      cut: 'whole',
    },
    ...(progress === null ? [] : [folded('the progress log', fileBlock(progress, 'markdown'))]),
    ...(state === null ? [] : [folded('the state', fileBlock(state, 'json'))]),
  ];
}

function head(progress: Progress): string {
  const fraction = progress.total === 0 ? 1 : progress.done / progress.total;
  const failed = progress.failed === 0 ? '' : ` · ${progress.failed} failed`;
  return `### ${escapeInline(progress.spec)}: ${progress.done} of ${progress.total} units done\n\n\`${progressBar(fraction)}\` ${Math.floor(fraction * 100)} %${failed}`;
}

function progressBar(fraction: number): string {
  const filled = Math.min(30, Math.floor(fraction * 30));
  return '█'.repeat(filled) + '░'.repeat(30 - filled);
}

/** Where it stands, and what a person can do. */
function outcomeSection(progress: Progress, context: ReportContext): string {
  switch (progress.outcome) {
    case 'running':
      return `${runStatus(context)} ${nextUnitLine(progress, context.links)}${openHaltSection(progress, context)}`;
    case 'complete':
      // A run that was narrowed to some units has done those.
      return progress.done >= progress.total
        ? '✅ **Complete**: every unit is done.'
        : `☑️ **Complete**: the requested units are done. ${nextUnitLine(progress, context.links)}`;
    case 'halted':
      return `✋ **Halted**: needs your input.${openHaltSection(progress, context)}`;
    case 'paused': {
      const { paused } = progress;
      const until =
        paused?.resume_after == null ? '' : ` May continue after ${utcMinuteRoundedUp(paused.resume_after)}.`;
      return `⏸️ **Paused**: ${escapeInline(paused?.why ?? 'no reason was saved', 300)}.${until} ${nextStep(paused)}`;
    }
    case 'max-iterations':
      return `⏹️ **Stopped**: the maximum number of iterations was reached. ${nextUnitLine(progress, context.links)} ${restartHint}`;
    case 'failed':
      return `❌ **Failed**; see the run's log${runLink(context.links)}. ${restartHint}`;
    default:
      return unreachable(progress.outcome);
  }
}

/** A text that says of this run that it runs, when nobody is left to say how it ended. */
export function withRunEnded(body: string, links: Links): string {
  const ended = `⚠️ **Ended unexpectedly**${runLink(links)}. ${restartHint}`;
  return links.run === null ? body : body.replace(`${runningLine(links)}.`, () => ended);
}

function runStatus({ links, runAtWork }: ReportContext): string {
  if (runAtWork === 'this-run') return `${runningLine(links)}.`;
  if (runAtWork === null) return `⏹️ **No run** is active. ${restartHint}`;
  const lastSeen = `▶️ **Running** when last seen at ${utcMinuteRoundedUp(runAtWork.heartbeat)}${runLink(linksForRun(links, runAtWork.id))}.`;
  return `${lastSeen} If it was lost, what it had pushed is safe. ${restartHint}`;
}

function runningLine(links: Links): string {
  return `▶️ **Running**${runLink(links)}`;
}

const restartHint = `${nextStep(null)} Units that are done stay done.`;

function openHaltSection(progress: Progress, context: ReportContext): string {
  const { halt } = progress;
  if (halt === null) return '';
  const where =
    halt.url === null
      ? 'There is no issue yet. To answer, start the workflow by hand with `resume: true` and an `answer`.'
      : `Answer [there](${halt.url}) with a new comment that starts with \`${context.resumeCommand}\`, followed by the answer.`;
  // Of a halt that is known from its issue alone, the question stands there.
  return `${halt.question === '' ? '' : `\n\n${codeBlock(halt.question, 4000)}`}\n\n${where}`;
}

function nextUnitLine(progress: Progress, links: Links): string {
  const unit = progress.units.find(({ key }) => key === progress.next);
  if (unit === undefined) return '';
  const title = escapeInline(unit.title);
  const branch = linkedBranch(progress);
  const shown = branch === null ? title : `[${title}](${lineLink(links, branch, progress.tasksPath, unit.line)})`;
  return `Next: ${shown}.`;
}

function runLink({ run }: Links): string {
  return run === null ? '' : ` ([run](${run}))`;
}

function bulletList(title: string, lines: readonly string[]): string {
  const shown = lines.slice(0, 30).map((line) => `- ${escapeInline(line, 500)}`);
  const more = andMore(lines.length, shown.length).map((rest) => `- … ${rest}`);
  return [`**${title}**`, '', ...shown, ...more].join('\n');
}

/** The folder of the spec folders, with a slash at its end; '' at the top of the repository. */
function recordsFolder(tasksPath: string): string {
  return tasksPath
    .split('/')
    .slice(0, -2)
    .map((part) => `${part}/`)
    .join('');
}
