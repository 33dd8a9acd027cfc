import { encodedForms } from './encodings.ts';

/** Shorter values are too likely to be words of a text. */
const MIN_LENGTH = 16;
/** Fragments of an encoding that are shorter say nothing. */
const MIN_FORM_LENGTH = 12;
/** What is left of a value without its plain words must be as long as this to count as random. */
const MIN_RANDOM_LENGTH = 10;

/** Words that people write into values that are no secrets: those of tests, examples and local services. */
const PLAIN_WORDS =
  /postgres(?:ql)?|mysql|maria|mongo(?:db)?|redis|rabbitmq|guest|docker|localhost|host|root|admin|user(?:name)?|test(?:ing|s)?|development|local|staging|example|sample|dummy|fake|mock|placeholder|change[-_]?me|change|your|super|insecure|unsafe|secure|secret|password|passwd|pass|phrase|token|base|default|value|none|required|this|that|here|only|with|qwerty|abcdef|hunter|letmein|production|github|actions?|runner|service|database|server|http|https|true|false|null|undefined/gi;
/** Those that are too short to be looked for inside of a random text. */
const SHORT_WORDS =
  /^(?:ci|dev|my|api|key|not|no|for|the|a|is|do|use|in|of|and|app|web|db|abc|com|org|net|io|yes|job|real|to)$/i;
const SEQUENCE = /(?:0?1234567890?|0123456789|123456789?|12345?6?7?8?|(.)\1{3,}|(?:19|20)\d\d)/g;

/**
 * Whether a value of a variable that looks secret is looked for in what is pushed: 16 characters or more, letters and
 * digits or both cases mixed, and not made of plain words and running numbers alone.
 */
export function isSearchable(value: string): boolean {
  const text = value.trim();
  if (text.length < MIN_LENGTH || /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)/.test(text) || /^\$\{?\w+\}?$/.test(text))
    return false;
  if (!isMixed(text)) return false;
  const url = /^[a-z][a-z0-9+.-]{0,20}:\/\/(?:[^/:@\s]{0,200}:([^/@\s]{1,500})@)?/i.exec(text);
  // Of an address only the password counts.
  const core = url === null ? text : (url[1] ?? '');
  return isRandom(core, MIN_RANDOM_LENGTH, true);
}

/** Whether so many characters are left of a value without plain words and running numbers; `mixed`: of two kinds. */
export function isRandom(value: string, min: number, mixed: boolean): boolean {
  const random = value
    .replace(PLAIN_WORDS, ' ')
    .replace(SEQUENCE, ' ')
    .split(/[^A-Za-z0-9+/=]+|(?<=[a-z])(?=[A-Z])/)
    .filter((word) => !SHORT_WORDS.test(word))
    .join('');
  return random.length >= min && (!mixed || isMixed(random));
}

function isMixed(text: string): boolean {
  return [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length >= 2;
}

/** A secret that stands in a text. */
export interface FoundSecret {
  /** Which of the values that the finder was made of. */
  readonly secret: number;
  /** Counted from 1; 0: only without its line breaks. */
  readonly line: number;
}

/** Looks for values, as they are and encoded, in content that comes in chunks. */
export interface SecretFinder {
  /** How many values it knows. */
  readonly count: number;
  /** Everything that one of the values may look like, for another program's search; each is one line. */
  formsOf(secret: number): readonly string[];
  start(): SecretSearch;
  find(text: string | Buffer): readonly FoundSecret[];
}

export interface SecretSearch {
  /** `chunk`: bytes, one a character. */
  write(chunk: string): void;
  end(): readonly FoundSecret[];
}

/** `values` that `isSearchable` takes are to be chosen before. */
export function createSecretFinder(values: readonly string[]): SecretFinder {
  const forms = values.map(searchedForms);
  const owner = new Map<string, number>();
  for (const [secret, list] of forms.entries()) for (const form of list) if (!owner.has(form)) owner.set(form, secret);
  // The longest first, so that a value that holds another one is named.
  const literals = [...owner.keys()].sort((a, b) => b.length - a.length);
  const pattern = literals.length === 0 ? null : literals.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  const source = pattern?.join('|') ?? null;
  const longest = literals[0]?.length ?? 0;
  const start = () => createSearch(source, owner, longest);
  return {
    count: values.length,
    formsOf: (secret) => (forms[secret] ?? []).filter((form) => !/[\n\r\0]/.test(form)),
    start,
    find(text) {
      const search = start();
      search.write(typeof text === 'string' ? Buffer.from(text).toString('latin1') : text.toString('latin1'));
      return search.end();
    },
  };
}

function createSearch(source: string | null, owner: ReadonlyMap<string, number>, longest: number): SecretSearch {
  const found = new Map<number, number>();
  let [tail, joinedTail, lines] = ['', '', 1];
  const scan = (text: string, lineOf: (at: number) => number) => {
    for (const match of text.matchAll(new RegExp(source ?? '', 'g'))) {
      const secret = owner.get(match[0]);
      if (secret !== undefined && !found.has(secret)) found.set(secret, lineOf(match.index));
    }
  };
  return {
    write(chunk) {
      if (source === null) return;
      const text = tail + chunk;
      scan(text, (at) => lines + countLines(text.slice(0, at)));
      const kept = Math.min(text.length, longest - 1);
      lines += countLines(text.slice(0, text.length - kept));
      tail = text.slice(text.length - kept);
      // What was broken into lines, as base64 is, or by somebody who thought of this.
      const joined = joinedTail + chunk.replace(/\s+/g, '');
      scan(joined, () => 0);
      joinedTail = joined.slice(Math.max(0, joined.length - longest + 1));
    },
    end: () => [...found].map(([secret, line]) => ({ secret, line })),
  };
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function searchedForms(value: string): string[] {
  const bytes = Buffer.from(value.trim());
  const hex = bytes.toString('hex');
  const wide = Buffer.from(value.trim(), 'utf16le');
  const forms = [
    ...encodedForms(value).map((form) => Buffer.from(form).toString('latin1')),
    hex,
    hex.toUpperCase(),
    wide.toString('latin1'),
    Buffer.from(wide).swap16().toString('latin1'),
  ];
  return [...new Set(forms)].filter((form) => form.length >= MIN_FORM_LENGTH);
}
