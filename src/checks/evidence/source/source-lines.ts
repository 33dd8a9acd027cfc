/*
 * Comments, strings and code of a file told apart, line by line, as far as that goes without parsing it: a test in a
 * comment or in a text is none.
 */

/** What a language writes between which marks. */
export interface Syntax {
  /** The next mark that matters, in code; global. */
  readonly marks: RegExp;
  /** What a mark begins; a mark that is left out begins nothing. */
  readonly begins: Readonly<Record<string, 'comment' | 'string' | 'pattern' | Span>>;
  /** A comment that tools read counts as code. */
  readonly directive: RegExp;
}

/** What may go on over lines: a comment, or a text. */
export interface Span {
  readonly close: string;
  /** What does not end it, from where it is; sticky. */
  readonly content: RegExp;
  /** One that ends on its line, with its marks; sticky. */
  readonly whole: RegExp;
  readonly kind: 'comment' | 'text';
  /** A text that is a statement is a comment. */
  readonly documents?: true;
  /** Behind this, code stands in it. */
  readonly nests?: string;
}

/** What one line holds. */
export interface SourceLine {
  /** Without comments, and without texts that go on over lines. */
  readonly code: string;
  /** The same without what stands in strings. */
  readonly bare: string;
  readonly comment: string;
}

const STRINGS: Readonly<Record<string, RegExp>> = {
  '"': /"(?:[^"\\]|\\.)*(?:"|\\?$)/y,
  "'": /'(?:[^'\\]|\\.)*(?:'|\\?$)/y,
};
const PATTERN = /\/(?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/\w{0,9}/y;
/** Behind any of these a `/` begins a pattern; behind all else it divides. */
const BEFORE_PATTERN =
  /(?:^|[(,=:[!&|?{};+*%~^-]|=>|\b(?:return|typeof|case|in|of|delete|void|throw|else|await|yield))$/;
/** As much of a line is looked at for that. */
const NEAR = 40;

/** What is open: a span, or (null) code in a text, with its open braces. */
interface Level {
  readonly span: Span | null;
  readonly isComment: boolean;
  /** The line that the outermost one began at, 0-based. */
  readonly from: number;
  braces: number;
}

interface Reader {
  readonly syntax: Syntax;
  readonly levels: Level[];
  readonly row: number;
  readonly text: string;
  at: number;
  code: string;
  bare: string;
  comment: string;
  /** The first two visible characters of the code, and its end: to look at all of it at each mark takes its square. */
  head: string;
  tail: string;
}

/** Lines that follow each other. What is never closed, as in no file that compiles, hides nothing. */
export function readSource(lines: readonly string[], syntax: Syntax): readonly SourceLine[] {
  const levels: Level[] = [];
  const read = lines.map((text, row) => {
    const reader: Reader = {
      ...{ syntax, levels, row, text },
      ...{ at: 0, code: '', bare: '', comment: '', head: '', tail: '' },
    };
    while (reader.at < text.length) {
      const level = levels.at(-1);
      if (level?.span) readSpan(reader, level, level.span);
      else readCode(reader);
    }
    const { code, bare, comment } = reader;
    return { code, bare, comment };
  });
  const [open] = levels;
  return open === undefined ? read : [...read.slice(0, open.from), ...lines.slice(open.from).map(readAlone)];
}

function readAlone(text: string): SourceLine {
  const isComment = /^\s*(?:\/\/|\/\*|\*\s|#)/.test(text);
  return isComment ? { code: '', bare: '', comment: text } : { code: text, bare: text, comment: '' };
}

/** Up to its end, to code in it, or to the end of the line. */
function readSpan(reader: Reader, { isComment, from }: Level, { content, close, nests }: Span): void {
  const { text, levels } = reader;
  content.lastIndex = reader.at;
  const end = reader.at + (content.exec(text)?.[0].length ?? 0);
  if (isComment) reader.comment += text.slice(reader.at, end);
  reader.at = end;
  if (text.startsWith(close, end)) {
    levels.pop();
    reader.at += close.length;
  } else if (nests !== undefined && text.startsWith(nests, end)) {
    levels.push({ span: null, isComment: false, from, braces: 0 });
    reader.at += nests.length;
  } else reader.at += 1;
}

/** Up to what a mark begins, that included. */
function readCode(reader: Reader): void {
  const { text, syntax } = reader;
  syntax.marks.lastIndex = reader.at;
  const match = syntax.marks.exec(text);
  keep(reader, text.slice(reader.at, match?.index ?? text.length));
  if (match === null) return;
  const [mark] = match;
  const begins = syntax.begins[mark];
  if (begins === undefined) readBrace(reader, mark);
  else if (begins === 'comment') readComment(reader);
  else if (begins === 'string') keepString(reader, STRINGS[mark], mark);
  else if (begins === 'pattern')
    keepString(reader, BEFORE_PATTERN.test(reader.tail.trimEnd()) ? PATTERN : undefined, mark);
  else openSpan(reader, begins, mark);
}

function keep(reader: Reader, part: string, bare = part): void {
  reader.code += part;
  reader.bare += bare;
  reader.at += part.length;
  if (reader.head.length < 2) reader.head = (reader.head + part.replace(/\s+/g, '')).slice(0, 2);
  const end = reader.tail + part;
  const visible = end.trimEnd();
  reader.tail = visible.slice(-NEAR) + end.slice(visible.length, visible.length + 1);
}

/** A string, or (without a pattern, or where there is none) its mark alone. */
function keepString(reader: Reader, pattern: RegExp | undefined, mark: string): void {
  if (pattern !== undefined) pattern.lastIndex = reader.at;
  const whole = pattern?.exec(reader.text)?.[0];
  keep(reader, whole ?? mark, whole === undefined ? mark : mark + mark);
}

function readComment(reader: Reader): void {
  const rest = reader.text.slice(reader.at);
  if (reader.syntax.directive.test(rest)) keep(reader, rest);
  else {
    reader.comment += rest;
    reader.at = reader.text.length;
  }
}

/** One that ends on its line is a string, or a comment; else what is left of the line is in it. */
function openSpan(reader: Reader, span: Span, mark: string): void {
  const { text, at, row, levels, syntax } = reader;
  const isPrefixed = /^[a-zA-Z]$/.test(reader.head) && !/\s$/.test(reader.tail);
  const isStatement = levels.length === 0 && (reader.head === '' || isPrefixed);
  const isComment = span.kind === 'comment' || (span.documents === true && isStatement);
  span.whole.lastIndex = at;
  const whole = span.whole.exec(text)?.[0];
  if (whole !== undefined && !isComment) keep(reader, whole, mark + span.close);
  else if (whole !== undefined && syntax.directive.test(whole)) keep(reader, whole);
  else {
    // The letter before a text that documents is no code either.
    if (span.kind === 'text' && isComment) Object.assign(reader, { code: '', bare: '', head: '', tail: '' });
    levels.push({ span, isComment, from: levels[0]?.from ?? row, braces: 0 });
    reader.at += mark.length;
  }
}

/** Of code in a text, the end. */
function readBrace(reader: Reader, mark: string): void {
  const level = reader.levels.at(-1);
  if (level !== undefined && mark === '}' && level.braces === 0) {
    reader.levels.pop();
    reader.at += 1;
    return;
  }
  if (level !== undefined) level.braces += mark === '{' ? 1 : -1;
  keep(reader, mark);
}
