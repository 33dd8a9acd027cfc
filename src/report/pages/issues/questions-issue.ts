import { letterOf } from '../../../plan/open-questions/choices.ts';
import type { Progress } from '../../../run-events/types.ts';
import type { OpenQuestion, OpenQuestions } from '../../../state/types.ts';
import { concernedTasks, exampleAnswer, isChosen } from '../../text/questions-text.ts';
import { branchLink, linkedBranch } from '../links.ts';
import { BODY_LIMIT, escapeInline, fitSections, plainTitle, type Section } from '../markdown.ts';
import { formatMarker, formatQuestionsMarker } from '../markers.ts';
import { textBlock } from '../text-block.ts';
import { checkbox } from './answer-checkboxes.ts';
import type { HaltContext } from './halt-issue.ts';

export function questionsTitle({ list }: OpenQuestions, { spec }: Progress): string {
  return plainTitle(`${spec}: ${list.length === 1 ? 'a question' : `${list.length} questions`} before the work`);
}

/** The issue that asks what an agent wants to know of a spec: the mark first, what can be cut last. */
export function questionsBody(questions: OpenQuestions, progress: Progress, context: HaltContext): string {
  const { id, list } = questions;
  const marker = formatQuestionsMarker({ spec: progress.spec, id });
  const whole = (name: string, text: string): Section => ({ name, text, cut: 'whole' });
  const heading = `An agent read **${escapeInline(progress.spec)}** before the work on it. Nothing waits for you: until you answer, what is assumed holds.`;
  return fitSections(
    [
      whole('the heading', `${marker}\n${heading}`),
      whole('how to answer', howToAnswer(questions, context)),
      ...list.map((question) => whole(`question ${question.number}`, questionSection(question))),
      whole('the links', footer(progress, context)),
    ],
    BODY_LIMIT,
  );
}

function howToAnswer(questions: OpenQuestions, { resumeCommand }: HaltContext): string {
  return `Tick what you choose, or write a comment such as \`${resumeCommand} ${exampleAnswer(questions)}\`. Write access is required: anyone else's tick shows, and does not count (clear it and tick anew). Of several answers to a question the last one counts; a tick that is cleared takes none back.`;
}

function questionSection(question: OpenQuestion): string {
  const { number, text, choices, assumption } = question;
  const tasks = concernedTasks(question);
  const boxes = choices.map((choice, index) =>
    checkbox(`${number}${letterOf(index)}`, escapeInline(choice, 300), isChosen(question, index)),
  );
  return [
    `### ${number}. ${tasks === '' ? 'Question' : `About ${escapeInline(tasks, 300)}`}`,
    textBlock(text, 4000),
    ...(boxes.length === 0 ? [] : [boxes.join('\n')]),
    `If nobody answers: ${escapeInline(assumption, 1200)}`,
  ].join('\n\n');
}

function footer(progress: Progress, { links }: HaltContext): string {
  const branch = linkedBranch(progress);
  const parts = [
    ...(links.run === null ? [] : [`[Run](${links.run})`]),
    ...(branch === null ? [] : [`branch [${escapeInline(branch)}](${branchLink(links, branch)})`]),
    `${progress.done} of ${progress.total} units done`,
  ];
  return `---\n${parts.join(' · ')}`;
}

/** Marks what is said of one answer, so that it is said once. */
export function answeredMarker(comment: number): string {
  return formatMarker('answered', { comment: String(comment) });
}

/** What became of a person's answer, a line each. */
export function answeredComment(comment: number, author: string, lines: readonly string[]): string {
  const list = lines.map((line) => `- ${escapeInline(line, 1500)}`).join('\n');
  return `${answeredMarker(comment)}\n${escapeInline(author)} answered:\n\n${list}`;
}

const CLOSED_MARKER = formatMarker('questions-closed', {});

/** Said when every unit is done. */
export function questionsClosedComment(): string {
  return `${CLOSED_MARKER}\n✅ Every unit is done. Where nobody answered, it was done with what was assumed.`;
}
