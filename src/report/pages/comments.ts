import type { Outcome, Progress } from '../../run-events/types.ts';
import { goesOn } from '../text/next-step.ts';
import type { Links } from './links.ts';
import { BODY_LIMIT, fitted, inline } from './markdown.ts';
import { marker } from './markers.ts';
import { type ReportContext, reportSections } from './pull-request-body.ts';

/** Marks an answer to a command as one that still has to be ended. */
export const RUNNING = marker('command', { state: 'running' });
const ENDED = marker('command', { state: 'ended' });

/** The one comment that says what a command does. */
export function runningComment(doing: string, links: Links): string {
  return `${RUNNING}\n▶️ ${doing}${run(links)}`;
}

/** What the comment becomes when the run has ended; `said` is what it said before. */
export function endedComment(said: string, how: string): string {
  return `${ENDED}\n${said.replace(/^▶️ /, '')}\n\n${how}`;
}

/** How a run ended, in a line. */
export function endedLine(outcome: Outcome): string {
  const { done, total, halt, paused } = outcome.progress;
  const how = `${ICON[outcome.kind]} ${inline(outcome.message, 500)} (${done} of ${total} units done)`;
  if (outcome.kind === 'complete') return how;
  if (outcome.kind !== 'halted') return `${how}. ${goesOn(outcome.kind === 'paused' ? paused : null)}`;
  return halt?.url == null ? how : `${how}. [Answer there](${halt.url}).`;
}

/** How a run ended that could not go on for bad input or a fault of ours; `text` as the log shows it. */
export function failedLine(text: string): string {
  return `❌ ${inline(text, 500)}`;
}
const ICON = { complete: '✅', halted: '✋', paused: '⏸️', 'max-iterations': '⏹️', failed: '❌' } as const;

/** For a run that went away without a word: cancelled, or its runner was lost. */
export const lostLine = `⚠️ The run ended before it could say how. What it had pushed is kept. ${goesOn(null)}`;

/** Marks a refusal to one person, so that asking again does not fill the page. */
export function refusalMarker(login: string): string {
  return marker('refusal', { login });
}

export function refusalComment(login: string, why: string): string {
  return `${refusalMarker(login)}\n🚫 Not done: ${inline(why, 500)}`;
}

/** The answer to `/status`. */
export function statusComment(progress: Progress, context: ReportContext): string {
  const mark = marker('status', {});
  const body = fitted(reportSections(progress, context), BODY_LIMIT - mark.length - 1);
  return `${mark}\n${body}`;
}

/** An answer to a halt that was answered before. */
export function consumedComment(halt: string, spec: string): string {
  return `${marker('consumed', { spec, halt })}\nThis was answered before, and the answer is in use: nothing was done. If the spec stops again, it asks again.`;
}

function run(links: Links): string {
  return links.run === null ? '' : ` ([run](${links.run}))`;
}
