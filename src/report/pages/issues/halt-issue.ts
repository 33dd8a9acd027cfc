import { letterOf, splitChoices } from '../../../plan/open-questions/choices.ts';
import type { Progress } from '../../../run-events/types.ts';
import type { Halt } from '../../../state/types.ts';
import { branchLink, commitLink, type Links, lineLink, linkedBranch } from '../links.ts';
import { BODY_LIMIT, codeBlock, escapeInline, fitSections, plainTitle, type Section } from '../markdown.ts';
import { formatHaltMarker, formatMarker } from '../markers.ts';
import { textBlock } from '../text-block.ts';
import { checkbox } from './answer-checkboxes.ts';

/** Stands between what is asked and what a command printed last. */
export const LAST_REASON = 'Last reason: ';

/** What a halt's text needs beside the halt. */
export interface HaltContext {
  readonly links: Links;
  /** `/resume`, as set. */
  readonly resumeCommand: string;
}

const CAUSE_HEADINGS: Readonly<Record<Halt['cause'], string>> = {
  question: 'What the agent asks',
  attempts: 'Every attempt failed',
  refused: 'What must be fixed first',
  breaker: 'More attempts would not have helped',
  conflict: 'What conflicts',
};

export function haltTitle(halt: Halt, progress: Progress): string {
  const location = halt.task === null ? '' : ` (task ${unitTitle(halt, progress)})`;
  return plainTitle(`${progress.spec}: needs your input${location}`);
}

/** The body of a halt's issue, or of its comment on the pull request: the mark first, what can be cut last. */
export function haltBody(
  halt: Halt,
  progress: Progress,
  context: HaltContext,
  where: 'issue' | 'comment' = 'issue',
): string {
  return fitSections(haltSections(halt, progress, { ...context, where }), BODY_LIMIT);
}

function haltSections(halt: Halt, progress: Progress, context: PlacedContext): Section[] {
  const marker = formatHaltMarker({ spec: progress.spec, unit: halt.task, id: halt.id });
  const uncutSection = (name: string, text: string): Section => ({ name, text, cut: 'whole' });
  return [
    uncutSection('the heading', `${marker}\n${headline(halt, progress, context.links)}`),
    uncutSection('the question', `### ${CAUSE_HEADINGS[halt.cause]}\n\n${question(halt)}`),
    ...choicesSection(halt, context),
    uncutSection('how to answer', `### How to answer\n\n${howToAnswer(halt, context)}`),
    ...(halt.tried.length === 0 ? [] : [uncutSection('what was tried', triedSection(halt.tried))]),
    ...(halt.tail.trim() === '' ? [] : [uncutSection('the transcript', transcriptSection(halt))]),
    ...unverifiedSection(progress, context.links),
    uncutSection('the links', footer(halt, progress, context.links)),
  ];
}

/** A tick starts a job where it edits an issue; in a comment on the pull request it would start none. */
type PlacedContext = HaltContext & { readonly where: 'issue' | 'comment' };

/** One tap answers; the answer holds the choice's own words. */
function choicesSection(halt: Halt, { resumeCommand, where }: PlacedContext): Section[] {
  const choices = choicesOf(halt);
  if (choices.length === 0) return [];
  const boxes = choices.map((choice, index) => {
    const text = escapeInline(choice, 300);
    return where === 'issue' ? checkbox(letterOf(index), text) : `- **${letterOf(index)}** ${text}`;
  });
  const command = `\`${resumeCommand} ${letterOf(0)}\``;
  const how =
    where === 'issue'
      ? `Tick one, or write ${command} (a tick of anyone without write access shows, and does not count; clear it and tick anew):`
      : `Write ${command}, or another letter:`;
  return [{ name: 'the choices', text: `${how}\n\n${boxes.join('\n')}`, cut: 'whole' }];
}

/** The choices that an agent's question offers. */
export function choicesOf({ cause, question }: Pick<Halt, 'cause' | 'question'>): readonly string[] {
  return cause === 'question' ? splitChoices(question).choices : [];
}

/** An agent's question is text; what a command printed, behind the line that says why an attempt failed, is not. */
function question({ cause, question }: Halt): string {
  const reason = question.indexOf(LAST_REASON);
  const outputStart = reason < 0 ? -1 : question.indexOf('\n', reason);
  const hasOutput = (cause === 'attempts' || cause === 'breaker') && outputStart >= 0;
  const asked = cause === 'question' ? splitChoices(question).text : question;
  const text = textBlock((hasOutput ? asked.slice(0, outputStart) : asked) || 'No question was given.', 16_000);
  return hasOutput ? `${text}\n\n${codeBlock(question.slice(outputStart), 12_000, 'end')}` : text;
}

function headline(halt: Halt, progress: Progress, links: Links): string {
  if (halt.task === null) return `**${escapeInline(progress.spec)}** is halted and needs your input.`;
  const title = escapeInline(unitTitle(halt, progress));
  const branch = linkedBranch(progress);
  const task = branch === null ? title : `[${title}](${lineLink(links, branch, progress.tasksPath, halt.line)})`;
  return `**${escapeInline(progress.spec)}** is halted at task ${task} and needs your input. No runner is kept waiting.`;
}

/** What stops every task is not over with this one: it is fixed, not told to an agent, and skipping would not help. */
function isSkippable({ task, cause }: Pick<Halt, 'task' | 'cause'>): boolean {
  return task !== null && cause !== 'refused' && cause !== 'conflict';
}

function howToAnswer(halt: Halt, { resumeCommand, links }: HaltContext): string {
  if (!isSkippable(halt)) {
    return `Fix it. Then write a new comment here that starts with \`${resumeCommand}\`, and the run continues; \`/status\` shows the progress. Write access is required.`;
  }
  return [
    'Write a new comment here that starts with one of these:',
    '',
    `- \`${resumeCommand} your answer\` to continue. The answer can have any number of lines and is passed to the agent that asked, together with other comments written here by people with write access.`,
    '- `/skip reason` to count this task as done and continue with the next one.',
    '- `/status` to see the progress.',
    '- `/redo 2` to have a finished task done again (here: task 2).',
    '',
    links.forge.hasNotPlanned
      ? 'Write access is required. Closing this as _not planned_ counts as `/skip`; closing it as completed is not an answer.'
      : 'Write access is required. Closing this is not an answer.',
  ].join('\n');
}

function triedSection(attempts: readonly string[]): string {
  return `### What was tried\n\n${codeBlock(attempts.map((attempt, i) => `${i + 1}. ${attempt.trim()}`).join('\n\n'), 12_000, 'end')}`;
}

/** Where the work is that the unit's attempts left: on the branch, and not checked by anybody. */
function unverifiedSection({ run: { unverified } }: Progress, links: Links): Section[] {
  if (unverified === null) return [];
  const text = `Saved, not verified: ${commitLink(links, unverified.commit)} ${escapeInline(unverified.subject)}`;
  return [{ name: 'the commit of unfinished work', text, cut: 'whole' }];
}

/** Of what refused: an agent that could not start, or a server; of a server that counts up rules, all of it. */
function transcriptSection({ cause, tail }: Halt): string {
  const title = cause === 'refused' ? 'What was printed' : 'Last lines of the transcript';
  return `<details><summary>${title}</summary>\n\n${codeBlock(tail, 8000, 'end')}\n\n</details>`;
}

function footer(halt: Halt, progress: Progress, links: Links): string {
  const branch = linkedBranch(progress);
  const parts = [
    ...(links.run === null ? [] : [`[Run](${links.run})`]),
    ...(branch === null ? [] : [`branch [${escapeInline(branch)}](${branchLink(links, branch)})`]),
    `${progress.done} of ${progress.total} units done`,
    `halted ${halt.at}`,
  ];
  return `---\n${parts.join(' · ')}`;
}

/** Said when an unanswered halt's issue was closed, and is opened again. */
export function reopenedComment(halt: Halt, { resumeCommand, links }: HaltContext): string {
  const said = `${formatMarker('reopened', {})}\nClosing this is not an answer, and the spec still needs your input.`;
  if (!isSkippable(halt)) return `${said} Fix it, then write \`${resumeCommand}\`.`;
  const skip = links.forge.hasNotPlanned ? ', or close it as _not planned_ to skip the task' : '';
  return `${said} Write \`${resumeCommand} your answer\` or \`/skip reason\`${skip}.`;
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
