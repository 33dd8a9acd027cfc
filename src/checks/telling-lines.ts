import { stripVTControlCharacters } from 'node:util';
import { truncate } from '../text.ts';

/** As much as a terminal's page, an annotation and an issue can each show whole. */
const MAX_LINES = 12;
const MAX_LINE_LENGTH = 160;
/** Lines behind one that names an error: what was expected, what was received, where. */
const CONTEXT_LINES = 3;
/** The end says how many failed, and the exit code. */
const END_LINES = 2;

/** Where a test runner, a compiler or an interpreter starts to say what is wrong. */
const NAMES_ERROR =
  /^(?:[●✕✗✖×]|not ok\b|FAIL(?:ED)?\b|--- FAIL|E {2}|panic:|Traceback\b|\[ERROR\]|error\b|fatal\b|[\w./-]+:\d+:)|\b(?:[A-Z]\w*(?:Error|Exception)|Assertion ?failed|panicked at|assert(?:ion)? failed)\b|: (?:fatal )?error\b|\berror(?:\[\w+\])?:/i;
const SPEAKS_OF_ERROR =
  /\b(?:errors?|fail(?:s|ed|ures?|ing)?|expected|received|actual|exceptions?|not found|undefined reference|mismatch(?:ed)?|unresolved)\b/i;
/** A caller, or an underline: they say where, and only to whoever has the source at hand. */
const STACK_FRAME =
  /^(?:at .*[:(]\d|at (?:async )?\S+ \(|File ".*", line \d|\d+: 0x|goroutine \d|created by |\.{3} \d+ more|[\^~|\s]+$)|node_modules\//;
const PASSED =
  /^(?:[✓✔√•]|ok \d|ok\s|PASS(?:ED)?\b|--- PASS|=== (?:RUN|PAUSE|CONT)|\[INFO\]|npm (?:ERR!|error|notice|warn)\b)|\.{3} ?ok$| PASSED\b|\b0 (?:errors?|fail(?:ed|ures?|ing)?)\b/;

interface OutputLine {
  readonly at: number;
  readonly text: string;
}

/**
 * The lines of a failed command's output that tell why it failed, at most 12: where an error is named and what stands
 * behind it, and the end. What is left out between them is marked by `…`. All who are told of a failure see these.
 */
export function tellingLines(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .filter((text) => text.trim() !== '')
    .map((text, at) => ({ at, text: text.trimEnd() }))
    .filter(({ text }) => !STACK_FRAME.test(text.trimStart()));
  const telling = lines.filter(({ text }) => !PASSED.test(text.trimStart()));
  const candidates = telling.length === 0 ? lines : telling;
  const end = candidates.slice(-END_LINES);
  const errors = withContext(candidates, NAMES_ERROR) ?? withContext(candidates, SPEAKS_OF_ERROR);
  const chosen = errors === null ? candidates.slice(-MAX_LINES) : fitWithEnd(errors, end);
  return chosen
    .flatMap(({ at, text }, index) => {
      const before = chosen[index - 1];
      const shown = truncate(text, MAX_LINE_LENGTH);
      return before === undefined || before.at + 1 === at ? [shown] : ['…', shown];
    })
    .join('\n');
}

/** The lines that match, each with a few behind it; null where none does. */
function withContext(lines: readonly OutputLine[], pattern: RegExp): readonly OutputLine[] | null {
  let left = 0;
  const found = lines.filter(({ text }) => {
    left = pattern.test(text.trimStart()) ? CONTEXT_LINES + 1 : left - 1;
    return left > 0;
  });
  return found.length === 0 ? null : found;
}

function fitWithEnd(errors: readonly OutputLine[], end: readonly OutputLine[]): readonly OutputLine[] {
  const isEnd = new Set(end.map(({ at }) => at));
  return [...errors.filter(({ at }) => !isEnd.has(at)).slice(0, MAX_LINES - end.length), ...end];
}
