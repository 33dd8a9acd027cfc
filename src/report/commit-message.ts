import type { DispatchUnit } from '../plan/types.ts';
import type { OutcomeKind } from '../run-events/types.ts';
import { firstCharacters, truncate } from '../text.ts';
import { inertLine, inertMarkdown } from './text/untrusted-text.ts';

const MAX_SUBJECT = 72;
const MAX_BODY = 3000;
const CONVENTIONAL_SUBJECT = /^(build|chore|ci|docs|feat|fix|perf|refactor|style|test)(\([^)]*\))?!?: \S/;
const GIT_SYNTAX = /^([^\s:]+\s*[:=]|#|---|\(cherry picked from|diff -|From |.*>8)/;
const BREAKING_CHANGE = /^[\s|*]*BREAKING[ -]CHANGE\b/i;
/** First words of a title and what they say about the change (https://www.conventionalcommits.org). */
const TYPE_PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/^(fix|repair|correct|resolve|patch)\b/i, 'fix'],
  [/^(test|(write|add|create|implement|extend) (\w+[ -]){0,3}tests?\b)/i, 'test'],
  [/^(document\b|docs?\b|(write|update|add) (\w+[ -]){0,2}(docs?|documentation|readme|guide)\b)/i, 'docs'],
  [/^(refactor|restructure|rename|extract|clean up|simplify)\b/i, 'refactor'],
  [/^(optimi[sz]e|speed up)\b/i, 'perf'],
  [/^(set ?up|configure|install|bump|upgrade|initiali[sz]e|scaffold)\b/i, 'chore'],
];

/**
 * The message of a checkpoint: a conventional subject (at most 72 characters), what the agent reported, shortened, and
 * trailers that `git interpret-trailers --parse` reads. `report` is the agent's own text and can forge none of it.
 */
export function checkpointMessage(facts: {
  readonly spec: string;
  readonly unit: Pick<DispatchUnit, 'key' | 'id' | 'title'>;
  readonly attempt: number;
  readonly backend: string;
  readonly runId: string;
  readonly report: string;
}): string {
  return assembleMessage(subject(facts.spec, facts.unit.title), facts.report, [
    ['Spec', facts.spec],
    ['Task', facts.unit.id ?? facts.unit.key],
    ['Attempt', String(facts.attempt)],
    ['Backend', facts.backend],
    ['Run', facts.runId],
  ]);
}

/** The message of the commit that ends a run which did not end with a finished unit; it may hold a unit's unfinished work. */
export function runEndMessage(facts: {
  readonly spec: string;
  readonly end: OutcomeKind;
  readonly runId: string;
  readonly message: string;
  /** A unit that is not done, whose work is in it; null: it holds records alone. */
  readonly unfinished: Pick<DispatchUnit, 'id' | 'title'> | null;
}): string {
  const { spec, end, unfinished } = facts;
  return assembleMessage(
    truncateSubject(
      unfinished === null
        ? `chore(${scope(spec)}): record that the run ended: ${end}`
        : `wip(${scope(spec)}): unit ${unfinished.id ?? inertLine(unfinished.title)}, not verified`,
    ),
    facts.message,
    [
      ['Spec', facts.spec],
      ['Run', facts.runId],
    ],
  );
}

/**
 * The message of the commit that keeps a human's word. It names no spec: unfinished work on the side ref is overtaken by
 * commits that do, and this one holds none.
 */
export function answerMessage(facts: {
  readonly spec: string;
  /** Title of the unit, or name of the spec, that waited. */
  readonly title: string;
  readonly skip: boolean;
  readonly runId: string;
}): string {
  const subjectTitle = inertLine(facts.title);
  const description = facts.skip ? `record the skipped task: ${subjectTitle}` : `record the answer to: ${subjectTitle}`;
  return assembleMessage(truncateSubject(`chore(${scope(facts.spec)}): ${description}`), '', [['Run', facts.runId]]);
}

function assembleMessage(head: string, report: string, trailers: readonly (readonly [string, string])[]): string {
  const body = bodyOf(report);
  const trailerBlock = trailers.map(([name, value]) => `${name}: ${inertLine(value) || '-'}`).join('\n');
  return `${[head, ...(body === '' ? [] : [body]), trailerBlock].join('\n\n')}\n`;
}

function subject(spec: string, title: string): string {
  const cleanTitle = inertLine(title).replace(/(?<![.\s])[.\s]+$/, '') || 'work on the next unit';
  if (CONVENTIONAL_SUBJECT.test(cleanTitle)) return truncateSubject(cleanTitle);
  const type = TYPE_PATTERNS.find(([pattern]) => pattern.test(cleanTitle))?.[1] ?? 'feat';
  // `API` and `OAuth` stay as they are; `Build` starts a sentence no more.
  const lowerFirst = /^\p{Lu}\p{Ll}+\b/u.test(cleanTitle)
    ? cleanTitle.charAt(0).toLowerCase() + cleanTitle.slice(1)
    : cleanTitle;
  return truncateSubject(`${type}(${scope(spec)}): ${lowerFirst}`);
}

function scope(spec: string): string {
  const name = inertLine(spec)
    .replace(/[^\p{L}\p{N}._/-]+/gu, '-')
    .replace(/^-+|(?<!-)-+$/g, '');
  return truncate(name, 30) || 'spec';
}

function truncateSubject(line: string): string {
  if (line.length <= MAX_SUBJECT) return line;
  const truncated = firstCharacters(line, MAX_SUBJECT - 1);
  const lastSpace = truncated.lastIndexOf(' ');
  return `${(lastSpace > MAX_SUBJECT / 2 ? truncated.slice(0, lastSpace) : truncated).trimEnd()}…`;
}

function bodyOf(report: string): string {
  const text = inertMarkdown(report).trim();
  const truncated = text.length <= MAX_BODY ? text : `${firstCharacters(text, MAX_BODY).trimEnd()}\n[… shortened]`;
  return truncated
    .replace(/\n{3,}/g, '\n\n')
    .split('\n')
    .map((line) => escapeGitSyntax(line.trimEnd()))
    .join('\n');
}

/**
 * A line that git would read as a trailer, a comment, the beginning of a patch or a cut is quoted, and what would make a
 * release tool of today's commit a breaking change (https://www.conventionalcommits.org).
 */
function escapeGitSyntax(line: string): string {
  return GIT_SYNTAX.test(line.trimStart()) || BREAKING_CHANGE.test(line) ? `> ${line}` : line;
}
