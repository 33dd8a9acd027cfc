import { unreachable } from '../../errors.ts';
import type { Progress } from '../../run-events/types.ts';
import type { SpecState } from '../../state/types.ts';
import { byMinute, goesOn } from '../text/next-step.ts';
import { type Links, lineLink, withRun } from './links.ts';
import { fitted, inline, plainTitle, quoted, type Section } from './markdown.ts';
import { timeline } from './timeline.ts';
import { totalsLine, unitTable } from './unit-table.ts';

export interface ReportContext {
  readonly links: Links;
  readonly resumeCommand: string;
  /** What could not be said elsewhere, and why. */
  readonly unsaid: readonly string[];
  /** In a report that is no run's own: the run that the state says is at work; null: none. */
  readonly under?: SpecState['run'];
}

export function pullRequestTitle(progress: Progress): string {
  return plainTitle(`feat(${progress.spec}): carry out the spec`);
}

/** The pull request's body, at most `limit` characters. */
export function pullRequestBody(progress: Progress, context: ReportContext, limit: number): string {
  return fitted(reportSections(progress, context), limit);
}

/** How a spec stands, for people: the same on the pull request and in the step summary. Least needed last. */
export function reportSections(progress: Progress, context: ReportContext): Section[] {
  const picture = timeline(progress);
  const totals = totalsLine(progress);
  const whole = (name: string, text: string): Section => ({ name, text, cut: 'whole' });
  return [
    whole('the head', head(progress)),
    whole('how to go on', goingOn(progress, context)),
    ...(context.unsaid.length === 0
      ? []
      : [whole('what could not be said', list('Could not be said on GitHub', context.unsaid))]),
    ...(progress.warnings.length === 0 ? [] : [whole('the warnings', list('Warnings', progress.warnings))]),
    ...(totals === '' ? [] : [whole('the totals', totals)]),
    ...(progress.units.length === 0
      ? []
      : [{ name: 'the table of units', text: unitTable(progress, context.links), cut: 'lines' as const }]),
    ...(picture === null ? [] : [whole('the timeline', `### Timeline (UTC)\n\n${picture}`)]),
  ];
}

function head(progress: Progress): string {
  const share = progress.total === 0 ? 1 : progress.done / progress.total;
  const failed = progress.failed === 0 ? '' : ` · ${progress.failed} failed`;
  return `### ${inline(progress.spec)}: ${progress.done} of ${progress.total} units done\n\n\`${bar(share)}\` ${Math.floor(share * 100)} %${failed}`;
}

function bar(share: number): string {
  const cells = Math.min(30, Math.floor(share * 30));
  return '█'.repeat(cells) + '░'.repeat(30 - cells);
}

/** Where it stands, and what a person can do. */
function goingOn(progress: Progress, context: ReportContext): string {
  switch (progress.outcome) {
    case 'running':
      return `${atWork(context)} ${next(progress, context.links)}${openHalt(progress, context)}`;
    case 'complete':
      // A run that was narrowed to some units has done those.
      return progress.done >= progress.total
        ? '✅ **Complete**: every unit is done.'
        : `☑️ **Done** with what the run was asked for. ${next(progress, context.links)}`;
    case 'halted':
      return `✋ **Halted**: a human is asked.${openHalt(progress, context)}`;
    case 'paused': {
      const { paused } = progress;
      const until = paused?.resume_after == null ? '' : ` It may go on after ${byMinute(paused.resume_after)}.`;
      return `⏸️ **Paused**: ${inline(paused?.why ?? 'no reason was kept', 300)}.${until} ${goesOn(paused)}`;
    }
    case 'max-iterations':
      return `⏹️ **Stopped** at the largest number of iterations. ${next(progress, context.links)} ${again}`;
    case 'failed':
      return `❌ **Failed**; see the run's log${runLink(context.links)}. ${again}`;
    default:
      return unreachable(progress.outcome);
  }
}

/** A text that says of this run that it runs, when nobody is left to say how it ended. */
export function runEndedUnsaid(body: string, links: Links): string {
  const ended = `⚠️ **Ended** before it could say how${runLink(links)}. ${again}`;
  return links.run === null ? body : body.replace(`${running(links)}.`, () => ended);
}

function atWork({ links, under }: ReportContext): string {
  if (under === undefined) return `${running(links)}.`;
  if (under === null) return `⏹️ **No run** is at work. ${again}`;
  const seen = `▶️ **Running** when last heard of, at ${byMinute(under.heartbeat)}${runLink(withRun(links, under.id))}.`;
  return `${seen} If it was lost, what it had pushed is kept. ${again}`;
}

function running(links: Links): string {
  return `▶️ **Running**${runLink(links)}`;
}

const again = `${goesOn(null)} Units that are done stay done.`;

function openHalt(progress: Progress, context: ReportContext): string {
  const { halt } = progress;
  if (halt === null) return '';
  const where =
    halt.url === null
      ? 'It has no issue yet. To answer, start the workflow by hand with `resume: true` and an `answer`.'
      : `Answer [there](${halt.url}): a new comment that starts with \`${context.resumeCommand}\`, followed by the answer.`;
  // Of a halt that is known from its issue alone, the question stands there.
  return `${halt.question === '' ? '' : `\n\n${quoted(halt.question, 4000)}`}\n\n${where}`;
}

function next(progress: Progress, links: Links): string {
  const unit = progress.units.find(({ key }) => key === progress.next);
  if (unit === undefined) return '';
  const title = inline(unit.title);
  const shown =
    progress.branch === null ? title : `[${title}](${lineLink(links, progress.branch, progress.tasksPath, unit.line)})`;
  return `Next: ${shown}.`;
}

function runLink({ run }: Links): string {
  return run === null ? '' : ` ([run](${run}))`;
}

function list(title: string, lines: readonly string[]): string {
  const shown = lines.slice(0, 30).map((line) => `- ${inline(line, 500)}`);
  const more = lines.length > shown.length ? [`- … and ${lines.length - shown.length} more`] : [];
  return [`**${title}**`, '', ...shown, ...more].join('\n');
}
