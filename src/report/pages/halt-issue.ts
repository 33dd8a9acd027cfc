import type { Progress } from '../../run-events/types.ts';
import type { Halt } from '../../state/types.ts';
import { branchLink, commitLink, type Links, lineLink } from './links.ts';
import { BODY_LIMIT, codeBlock, escapeInline, fitSections, plainTitle, type Section } from './markdown.ts';
import { formatHaltMarker, formatMarker } from './markers.ts';

/** What a halt's text needs beside the halt. */
export interface HaltContext {
  readonly links: Links;
  /** `/resume`, as set. */
  readonly resumeCommand: string;
}

const CAUSE_HEADINGS: Readonly<Record<Halt['cause'], string>> = {
  question: 'What the agent asks',
  attempts: 'Every attempt was used up',
  refused: 'What has to be put right first',
  breaker: 'Going on would only have cost more',
  conflict: 'What conflicts',
};

export function haltTitle(halt: Halt, progress: Progress): string {
  const location = halt.task === null ? '' : ` at ${unitTitle(halt, progress)}`;
  return plainTitle(`${progress.spec}: waits for a human${location}`);
}

/** The body of a halt's issue, or of its comment on the pull request: the mark first, what can be cut last. */
export function haltBody(halt: Halt, progress: Progress, context: HaltContext): string {
  return fitSections(haltSections(halt, progress, context), BODY_LIMIT);
}

function haltSections(halt: Halt, progress: Progress, context: HaltContext): Section[] {
  const marker = formatHaltMarker({ spec: progress.spec, unit: halt.task, id: halt.id });
  const uncutSection = (name: string, text: string): Section => ({ name, text, cut: 'whole' });
  return [
    uncutSection('the head', `${marker}\n${headline(halt, progress, context.links)}`),
    uncutSection(
      'the question',
      `### ${CAUSE_HEADINGS[halt.cause]}\n\n${codeBlock(halt.question || 'No question was given.', 16_000)}`,
    ),
    uncutSection('how to answer', `### How to answer\n\n${howToAnswer(halt, context.resumeCommand)}`),
    ...(halt.tried.length === 0 ? [] : [uncutSection('what was tried', triedSection(halt.tried))]),
    ...(halt.tail.trim() === '' ? [] : [uncutSection('the transcript', transcriptSection(halt.tail))]),
    uncutSection('the links', footer(halt, progress, context.links)),
  ];
}

function headline(halt: Halt, progress: Progress, links: Links): string {
  if (halt.task === null) return `**${escapeInline(progress.spec)}** stopped and waits for a human.`;
  const title = escapeInline(unitTitle(halt, progress));
  const task =
    progress.branch === null ? title : `[${title}](${lineLink(links, progress.branch, progress.tasksPath, halt.line)})`;
  return `**${escapeInline(progress.spec)}** stopped at task ${task} and waits for a human. No runner waits with it.`;
}

function howToAnswer({ task }: Halt, resumeCommand: string): string {
  // What stops the whole spec is put right, not told to an agent, and there is no task to skip.
  if (task === null) {
    return `Put it right. Then write a new comment here that starts with \`${resumeCommand}\`, and the run goes on; \`/status\` shows how far it is. Write access is needed.`;
  }
  return [
    'Write a new comment here that starts with one of these:',
    '',
    `- \`${resumeCommand} your answer\` to go on. The answer may have any number of lines, and reaches the agent that asked; other comments written here by people with write access go with it.`,
    '- `/skip reason` to count this task as done by a human, and go on with the next.',
    '- `/status` to see how far it is.',
    '',
    'Write access is needed. Closing this as _not planned_ means `/skip`; closing it as completed is not an answer.',
  ].join('\n');
}

function triedSection(attempts: readonly string[]): string {
  return `### What was tried\n\n${codeBlock(attempts.map((attempt, i) => `${i + 1}. ${attempt.trim()}`).join('\n\n'), 12_000, 'end')}`;
}

function transcriptSection(tail: string): string {
  return `<details><summary>Last lines of the transcript</summary>\n\n${codeBlock(tail, 8000, 'end')}\n\n</details>`;
}

function footer(halt: Halt, progress: Progress, links: Links): string {
  const parts = [
    ...(links.run === null ? [] : [`[Run](${links.run})`]),
    ...(progress.branch === null
      ? []
      : [`branch [${escapeInline(progress.branch)}](${branchLink(links, progress.branch)})`]),
    `${progress.done} of ${progress.total} units done`,
    `halted ${halt.at}`,
  ];
  return `---\n${parts.join(' · ')}`;
}

/** Said when an unanswered halt's issue was closed, and is opened again. */
export function reopenedComment(resumeCommand: string): string {
  return `Closing this is no answer, and the spec still waits. Write \`${resumeCommand} your answer\` or \`/skip reason\`, or close it as _not planned_ to skip.`;
}

/** Said when the unit that asked is done, or the halt came to nothing else. `commit` null: there is none to link to. */
export function haltClosedComment(halt: string, commit: string | null, links: Links): string {
  const marker = haltClosedMarker(halt);
  const done =
    commit === null
      ? 'The unit that asked counts as done.'
      : `The unit that asked is done: ${commitLink(links, commit)}.`;
  return `${marker}\n✅ ${done}${links.run === null ? '' : ` ([run](${links.run}))`}`;
}

export function haltClosedMarker(halt: string): string {
  return formatMarker('settled', { halt });
}

function unitTitle(halt: Halt, progress: Progress): string {
  return progress.units.find(({ key }) => key === halt.task)?.title ?? halt.title;
}
