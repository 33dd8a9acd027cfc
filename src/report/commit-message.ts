import type { DispatchUnit } from '../plan/types.ts';
import type { OutcomeKind } from '../run-events/types.ts';
import { firstCharacters, truncate } from '../text.ts';
import { inertLine, inertMarkdown } from './text/untrusted-text.ts';
import type { Review } from './types.ts';

const MAX_SUBJECT = 72;
const MIN_TITLE = 20;
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

/** The subject of a commit where the user set no other; `{unit}` is the number of a task. */
const DEFAULT_TEMPLATE = '{type}({spec}): {title}';

/** What a subject is made of. */
interface SubjectParts {
  readonly type: string;
  readonly spec: string;
  readonly unit: string | null;
  readonly title: string;
}

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
  /** null or left out: nobody reviewed it. */
  readonly review?: Review | null | undefined;
  /** What its change says against it, a line each. */
  readonly evidence?: readonly string[];
  /** `commit-message`, as set; null: the usual subject. */
  readonly template: string | null;
}): string {
  return assembleMessage(
    unitSubject(facts),
    [bodyOf(facts.report), adviceOf(facts.review ?? null), evidenceOf(facts.evidence ?? [])],
    [
      ['Spec', facts.spec],
      ['Task', facts.unit.id ?? facts.unit.key],
      ['Attempt', String(facts.attempt)],
      ['Backend', facts.backend],
      ['Run', facts.runId],
    ],
  );
}

/** The message of the commit that ends a run which did not end with a finished unit; it may hold a unit's unfinished work. */
export function runEndMessage(facts: {
  readonly spec: string;
  readonly end: OutcomeKind;
  readonly runId: string;
  readonly message: string;
  /** A unit that is not done, whose work is in it; null: it holds records alone. */
  readonly unfinished: Pick<DispatchUnit, 'id' | 'title'> | null;
  readonly template: string | null;
}): string {
  const { spec, end, unfinished, template } = facts;
  return assembleMessage(
    unfinished === null
      ? formatSubject({ type: 'chore', spec, unit: null, title: `record that the run ended: ${end}` }, template)
      : formatSubject({ type: 'wip', spec, unit: unfinished.id, title: unverifiedTitle(unfinished) }, template),
    [bodyOf(facts.message)],
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
  readonly unit: string | null;
  readonly template: string | null;
}): string {
  const { spec, unit, skip, runId, template } = facts;
  const title = `${skip ? 'record the skipped task' : 'record the answer to'}: ${inertLine(facts.title)}`;
  return assembleMessage(formatSubject({ type: 'chore', spec, unit, title }, template), [], [['Run', runId]]);
}

/** The message of the commit that keeps what was asked before the first unit; as an answer's it names no spec. */
export function questionsMessage(facts: {
  readonly spec: string;
  readonly runId: string;
  readonly template: string | null;
}): string {
  const { spec, runId, template } = facts;
  const title = 'record the questions before the first unit';
  return assembleMessage(formatSubject({ type: 'chore', spec, unit: null, title }, template), [], [['Run', runId]]);
}

/** The message of a commit that forgets units, for a person who wants them done again. */
export function resetMessage(facts: {
  readonly spec: string;
  /** null: the whole spec. */
  readonly units: readonly string[] | null;
  readonly template: string | null;
  /** It overtakes what a lost run had saved aside, as a checkpoint does. */
  readonly isOvertaken?: boolean;
}): string {
  const { spec, units, template, isOvertaken = false } = facts;
  const [first] = units ?? [];
  const title = `reset ${units === null ? 'every unit' : units.map(inertLine).join(', ')}`;
  const unit = units?.length === 1 ? (first ?? null) : null;
  const subject = formatSubject({ type: 'chore', spec, unit, title }, template);
  return isOvertaken ? assembleMessage(subject, [], [['Spec', spec]]) : `${subject}\n`;
}

/** The subject of any other commit of the run, such as a merge: as git words it, unless the user set another. */
export function plainSubject(title: string, { spec, commitMessage }: SubjectOptions): string {
  if (commitMessage == null) return title;
  const lowerFirst = title.charAt(0).toLowerCase() + title.slice(1);
  return formatSubject({ type: 'chore', spec, unit: null, title: lowerFirst }, commitMessage);
}

/** Of the repository, as far as they say what a subject looks like. */
interface SubjectOptions {
  readonly spec: string;
  readonly commitMessage?: string | null;
}

function unverifiedTitle({ id, title }: Pick<DispatchUnit, 'id' | 'title'>): string {
  return `unit ${id ?? inertLine(title)}, not verified`;
}

function assembleMessage(
  head: string,
  paragraphs: readonly string[],
  trailers: readonly (readonly [string, string])[],
): string {
  const body = paragraphs.filter((text) => text !== '').join('\n\n');
  const trailerBlock = trailers.map(([name, value]) => `${name}: ${inertLine(value) || '-'}`).join('\n');
  return `${[head, ...(body === '' ? [] : [body]), trailerBlock].join('\n\n')}\n`;
}

function unitSubject({
  spec,
  unit,
  template,
}: {
  readonly spec: string;
  readonly unit: Pick<DispatchUnit, 'key' | 'id' | 'title'>;
  readonly template: string | null;
}): string {
  const title = inertLine(unit.title).replace(/(?<![.\s])[.\s]+$/, '') || 'work on the next unit';
  const [, ownType] = CONVENTIONAL_SUBJECT.exec(title) ?? [];
  if (ownType !== undefined && template === null) return truncateTitle(title, MAX_SUBJECT);
  const type = ownType ?? TYPE_PATTERNS.find(([pattern]) => pattern.test(title))?.[1] ?? 'feat';
  const bareTitle = ownType === undefined ? title : title.slice(title.indexOf(': ') + 2);
  // `API` and `OAuth` stay as they are; `Build` starts a sentence no more.
  const lowerFirst = /^\p{Lu}\p{Ll}+\b/u.test(bareTitle)
    ? bareTitle.charAt(0).toLowerCase() + bareTitle.slice(1)
    : bareTitle;
  return formatSubject({ type, spec, unit: unit.id, title: lowerFirst }, template);
}

/** A template filled in; the title is cut to what a subject has room for, and to no less than a few words. */
function formatSubject({ type, spec, unit, title }: SubjectParts, template: string | null): string {
  const filled = (template ?? DEFAULT_TEMPLATE)
    .replaceAll('{type}', () => type)
    .replaceAll('{spec}', () => scope(spec))
    .replaceAll('{unit}', () => (unit === null ? '-' : inertLine(unit)));
  const room = MAX_SUBJECT - filled.replaceAll('{title}', '').length;
  return filled.replaceAll('{title}', () => truncateTitle(title, Math.max(MIN_TITLE, room)));
}

function scope(spec: string): string {
  const name = inertLine(spec)
    .replace(/[^\p{L}\p{N}._/-]+/gu, '-')
    .replace(/^-+|(?<!-)-+$/g, '');
  return truncate(name, 30) || 'spec';
}

function truncateTitle(title: string, max: number): string {
  if (title.length <= max) return title;
  const truncated = firstCharacters(title, max - 1);
  const lastSpace = truncated.lastIndexOf(' ');
  return `${(lastSpace > max / 2 ? truncated.slice(0, lastSpace) : truncated).trimEnd()}…`;
}

/** What the reviewer advises, for whoever reads the history. */
function adviceOf(review: Review | null): string {
  if (review === null || review.advice.length === 0) return '';
  return listOf(`Advice of the reviewer (${review.backend})`, review.advice);
}

/** What a person should look at before they believe that it is done. */
function evidenceOf(evidence: readonly string[]): string {
  return evidence.length === 0 ? '' : listOf('To be looked at', evidence);
}

function listOf(heading: string, lines: readonly string[]): string {
  return bodyOf([heading, '', ...lines.map((line) => `- ${inertLine(line)}`)].join('\n'));
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
