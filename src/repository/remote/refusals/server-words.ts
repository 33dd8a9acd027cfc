import { firstCharacters } from '../../../text.ts';

/*
 * What a server says of a push stands in git's output behind `remote:`, padded with spaces, between git's own lines
 * and its progress.
 */

interface PrintedLine {
  readonly text: string;
  /** Said by the server, not by git. */
  readonly remote: boolean;
}

/** What is left of a line that says nothing: Gitea frames its own so. */
const NOTHING = /^(?:error:)?$/;
const PROGRESS =
  /^(?:(?:Writing|Counting|Compressing|Enumerating|Receiving|Resolving|Checking|Unpacking|Finding) [\w ]+: +\d|Total \d|Processed \d)/;
const OWN_WORDS =
  /^(?:hint:|To |Done$|Everything up-to-date|From |POST |Pushing to |Writing|Counting|Compressing|Delta|Enumerating|Receiving|Resolving|Checking|Unpacking)/;

/** Where git's words end and what a hook printed begins to be a book. */
const HALF = 10_000;

/** The lines without progress and hints; git's line of machine-readable output as git would print it for people. */
function printedLines(output: string): PrintedLine[] {
  return output
    .split(/[\n\r]+/)
    .map((line) => ({
      text: line
        .replace(/^remote:\s?/, '')
        .replace(/^!\t\S+\t/, '')
        .trimEnd(),
      remote: line.startsWith('remote:'),
    }))
    .filter(
      ({ text, remote }) =>
        !NOTHING.test(text.trim()) && !PROGRESS.test(text.trim()) && (remote || !OWN_WORDS.test(text)),
    );
}

/** Rulers, links to manuals, and the commits that a rule counts up: for the whole text, not for a line about it. */
const DECORATION =
  /^(?:[—–=*_-]{3,}|Review all repository rules at .*|Found \d+ violations?:|[0-9a-f]{40,64}|\(\?\) Learn how .*|https?:\/\/docs\.\S+|locations:|Resolve the following violations before pushing again)$/i;
const TELLING = /error|fatal|died|denied|refus|reject|GH\d{3}|not found|protect|\bcannot\b|failed|\b(?:HTTP|curl) \d/i;
/** What git adds to each refusal, and says no more than that there was one. */
const REPEATED =
  /^error: failed to push some refs|^fatal: the remote end hung up|^\[remote rejected\] \([^)]*declined\b/;

/** How git tells of a helper of its own that the kernel ended, on a machine without memory left. */
const KILLED_HELPER_PATTERN = /died of signal 9/;

/** What to look for words in: without progress and without the names of refs; of a long text its beginning and end. */
export function searchableOutput(output: string): string {
  const text = printedLines(output)
    .map((line) => line.text)
    .join('\n');
  return text.length <= 2 * HALF ? text : `${text.slice(0, HALF)}\n${text.slice(-HALF)}`;
}

/** Why it failed, in one line of at most 600 characters and a guess: all that the server says, else what git says. */
export function summarizeOutput(output: string): string {
  const lines = printedLines(output).map(({ text, remote }) => ({ text: text.trim(), remote }));
  const said = lines.filter(({ text, remote }) => remote && !DECORATION.test(text));
  const own = lines.filter(({ text, remote }) => !remote && TELLING.test(text));
  const news = own.filter(({ text }) => said.length === 0 || !REPEATED.test(text));
  const chosen = said.length + own.length > 0 ? [...said, ...news] : lines;
  const guess = KILLED_HELPER_PATTERN.test(output) ? ' (out of memory?)' : '';
  const parts = [...new Set(chosen.map(({ text }) => text.replace(/^- /, '')))];
  return firstCharacters(parts.join('; ').replaceAll('.; ', '; '), 600) + guess;
}

/** All that the server said, then git, line by line; at most 8000 characters. */
export function quoteOutput(output: string): string {
  const lines = printedLines(output);
  const said = lines.filter(({ remote }) => remote).map(({ text }) => `remote: ${text}`);
  const own = lines.filter(({ remote }) => !remote).map(({ text }) => text);
  return firstCharacters([...said, ...own].join('\n'), 8000);
}

/** A secret that push protection found, as the server describes it. */
interface FoundSecret {
  readonly kind: string;
  /** `path:line`. */
  readonly places: readonly string[];
  /** Where a person may allow it; null: the server names no such page. */
  readonly unblock: string | null;
}

/** Reads what push protection says: a ruler with the kind in it, commits with paths, and a page for each kind. */
export function findSecrets(output: string): FoundSecret[] {
  const found: { kind: string; places: string[]; unblock: string | null }[] = [];
  for (const { text } of printedLines(output)) {
    const line = text.trim();
    const isRuler = /^[—–]{2}/.test(line) && /[—–]{2}$/.test(line);
    const kind = isRuler ? line.replace(/[—–]+/g, ' ').trim() : '';
    if (kind !== '') found.push({ kind, places: [], unblock: null });
    const last = found.at(-1);
    if (last === undefined) continue;
    const place = /^(?:- )?path:(.+)$/.exec(line)?.[1];
    if (place !== undefined) last.places.push(place.trim());
    const page = line.split(/\s/).find((word) => /^https?:/.test(word) && word.includes('/unblock-secret/'));
    last.unblock ??= page ?? null;
  }
  return found;
}
