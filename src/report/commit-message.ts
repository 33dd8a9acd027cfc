import type { DispatchUnit } from '../plan/types.ts';
import type { OutcomeKind } from '../run-events/types.ts';
import { defused, oneLine } from './text/untrusted-text.ts';

const SUBJECT = 72;
const BODY = 3000;
const CONVENTIONAL = /^(build|chore|ci|docs|feat|fix|perf|refactor|style|test)(\([^)]*\))?!?: \S/;
/** First words of a title and what they say about the change (https://www.conventionalcommits.org). */
const TYPES: readonly (readonly [RegExp, string])[] = [
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
  return assemble(subject(facts.spec, facts.unit.title), facts.report, [
    ['Spec', facts.spec],
    ['Task', facts.unit.id ?? facts.unit.key],
    ['Attempt', String(facts.attempt)],
    ['Backend', facts.backend],
    ['Run', facts.runId],
  ]);
}

/** The message of the commit that ends a run which did not end with a finished unit. */
export function endMessage(facts: {
  readonly spec: string;
  readonly end: OutcomeKind;
  readonly runId: string;
  readonly message: string;
}): string {
  return assemble(cut(`chore(${scope(facts.spec)}): record that the run ended: ${facts.end}`), facts.message, [
    ['Spec', facts.spec],
    ['Run', facts.runId],
  ]);
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
  const about = oneLine(facts.title);
  const what = facts.skip ? `record what a human skips: ${about}` : `record the answer on: ${about}`;
  return assemble(cut(`chore(${scope(facts.spec)}): ${what}`), '', [['Run', facts.runId]]);
}

function assemble(head: string, report: string, trailers: readonly (readonly [string, string])[]): string {
  const body = bodyOf(report);
  const foot = trailers.map(([name, value]) => `${name}: ${oneLine(value) || '-'}`).join('\n');
  return `${[head, ...(body === '' ? [] : [body]), foot].join('\n\n')}\n`;
}

function subject(spec: string, title: string): string {
  const words = oneLine(title).replace(/[.\s]+$/, '') || 'work on the next unit';
  if (CONVENTIONAL.test(words)) return cut(words);
  const type = TYPES.find(([pattern]) => pattern.test(words))?.[1] ?? 'feat';
  // `API` and `OAuth` stay as they are; `Build` starts a sentence no more.
  const start = /^\p{Lu}\p{Ll}+\b/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
  return cut(`${type}(${scope(spec)}): ${start}`);
}

function scope(spec: string): string {
  const name = oneLine(spec)
    .replace(/[^\p{L}\p{N}._/-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return name.length > 30 ? `${name.slice(0, 29)}…` : name || 'spec';
}

function cut(line: string): string {
  if (line.length <= SUBJECT) return line;
  const short = line.slice(0, SUBJECT - 1).replace(/[\ud800-\udbff]$/, '');
  const blank = short.lastIndexOf(' ');
  return `${(blank > SUBJECT / 2 ? short.slice(0, blank) : short).trimEnd()}…`;
}

function bodyOf(report: string): string {
  const text = defused(report).trim();
  const short =
    text.length <= BODY
      ? text
      : `${text
          .slice(0, BODY)
          .replace(/[\ud800-\udbff]$/, '')
          .trimEnd()}\n[… shortened]`;
  return short
    .replace(/\n{3,}/g, '\n\n')
    .split('\n')
    .map((line) => harmless(line.trimEnd()))
    .join('\n');
}

/** A line that git would read as a trailer, a comment, the beginning of a patch or a cut is quoted. */
function harmless(line: string): string {
  return /^([^\s:]+\s*[:=]|#|---|\(cherry picked from|diff -|From |.*>8)/.test(line) ? `> ${line}` : line;
}
