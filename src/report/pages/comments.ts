import type { Outcome, Progress } from '../../run-events/types.ts';
import { nextStep } from '../text/next-step.ts';
import type { ReportContext } from '../types.ts';
import type { Links } from './links.ts';
import { BODY_LIMIT, escapeInline, fitSections } from './markdown.ts';
import { formatMarker, formatTickMarker, type Ticked } from './markers.ts';
import { reportSections } from './pull-request/pull-request-body.ts';

/** Marks an answer to a command as one that still has to be ended. */
export const RUNNING_MARKER = formatMarker('command', { state: 'running' });
const ENDED_MARKER = formatMarker('command', { state: 'ended' });

/** The one comment that says what a command does. */
export function runningComment(description: string, links: Links): string {
  return `${RUNNING_MARKER}\n▶️ ${description}${runLink(links)}`;
}

/** What the comment becomes when the run has ended; `said` is what it said before. */
export function endedComment(previousText: string, ending: string): string {
  return `${ENDED_MARKER}\n${previousText.replace(/^▶️ /, '')}\n\n${ending}`;
}

/** How a run ended, in a line. */
export function endedLine(outcome: Outcome): string {
  const { done, total, halt, paused } = outcome.progress;
  const summary = `${OUTCOME_ICONS[outcome.kind]} ${escapeInline(outcome.message, 500)} (${done} of ${total} units done)`;
  if (outcome.kind === 'complete') return summary;
  if (outcome.kind !== 'halted') return `${summary}. ${nextStep(outcome.kind === 'paused' ? paused : null)}`;
  return halt?.url == null ? summary : `${summary}. [Answer there](${halt.url}).`;
}

/** How a run ended that could not go on for bad input or a fault of ours; `text` as the log shows it. */
export function failedLine(text: string): string {
  return `❌ ${escapeInline(text, 500)}`;
}
const OUTCOME_ICONS = { complete: '✅', halted: '✋', paused: '⏸️', 'max-iterations': '⏹️', failed: '❌' } as const;

/** For a run that went away without a word: cancelled, or its runner was lost. */
export const lostRunLine = `⚠️ The run ended unexpectedly. What it had pushed is safe. ${nextStep(null)}`;

/** Marks a refusal to one person, so that asking again does not fill the page. */
export function refusalMarker(login: string): string {
  return formatMarker('refusal', { login });
}

export function refusalComment(login: string, why: string): string {
  return `${refusalMarker(login)}\n🚫 Not done: ${escapeInline(why, 500)}`;
}

/** The answer to `/status`. */
export function statusComment(progress: Progress, context: ReportContext): string {
  const marker = formatMarker('status', {});
  const body = fitSections(reportSections(progress, context), BODY_LIMIT - marker.length - 1);
  return `${marker}\n${body}`;
}

/** Keeps whose ticks they were: the issue itself does not say. */
export function tickedComment(ticked: Ticked): string {
  const names = ticked.ticks.map((name) => `**${name}**`).join(', ');
  return `${formatTickMarker(ticked)}\n☑️ ${escapeInline(ticked.by)} ticked ${names}.`;
}

/** An answer to a halt that was answered before. */
export function alreadyAnsweredComment(halt: string, spec: string): string {
  return `${formatMarker('consumed', { spec, halt })}\nThis was already answered, and that answer is in use, so nothing was done. If the spec halts again, it asks again.`;
}

function runLink(links: Links): string {
  return links.run === null ? '' : ` ([run](${links.run}))`;
}
