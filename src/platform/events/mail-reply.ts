/*
 * A comment that was sent as a reply by e-mail holds the mail that it replies to, with names and addresses.
 */

/** `On Thu, 26 Nov 2026 at 10:00, Ann wrote:`, in the languages of most mail programs. */
const KNOWN_WORDS =
  /^(?:On\b.*\bwrote|Am\b.*\bschrieb|Le\b.*\ba écrit|El\b.*\bescribió|Il\b.*\bha scritto|Em\b.*\bescreveu|Op\b.*\bschreef|Den\b.*\bskrev|W dniu\b.*\b(?:pisze|napisał))/i;
/** In any language: a colon behind an address, or behind a time of a day. */
const ADDRESS = /<[^<>\s@]*@[^<>\s]*>|\*{3}@\*{3}/;
const TIME = /\b\d{1,2}[:.]\d\d\b/;
const DATE = /(?<!\d)(?:19|20)\d\d(?!\d)|\b\d{1,2}[/.-]\d{1,2}[/.-]\d\d\b/;
/** How many lines a mail program parts an attribution into. */
const MAX_ATTRIBUTION_LINES = 5;

/** Who sent it, in Outlook's block of headers. */
const FROM_HEADER =
  /^\*{0,2}(?:From|Von|De|Da|Van|Från|Fra|Od|От|Feladó|Lähettäjä|Gönderen|Kimden|Από|보낸 사람|发件人|寄件者|差出人) ?[:：]/i;
const HEADER = /^\*{0,2}[\p{L} ]{2,20} ?[:：]\*{0,2} ?\S/u;
/** `-----Original Message-----`, or a line, above that block. */
const DIVIDER = /^(?:-{3,}(?!-)[^-]{1,60}-{3,}|_{10,})$/;
const ORIGINAL_MESSAGE =
  /^[-‐]{3,} ?(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d['’]origine|Mensaje original|Messaggio originale|Mensagem original|Oorspronkelijk bericht|Weitergeleitete Nachricht) ?[-‐]{3,}$/i;
/** In place of the words behind the command. */
const COMMAND_LINE = '/';
/** GitHub's own end of a notification. */
const NOTIFICATION = /^(?:Reply to this email directly\b|You are receiving this because\b|Message ID: ?<)/;
const SIGNATURE =
  /^(?:-- ?|—|Sent from my .+|Sent with .+|Get Outlook for .+|Von meinem .+ gesendet|Envoyé de mon .+)$/;

/**
 * The text behind a command without the mail that it replies to, and without a signature above that. A quotation that no
 * mail program introduced is a person's own words, and so is all on the line of the command.
 */
export function stripRepliedMail(text: string): string {
  const [behindCommand = '', ...below] = text.split('\n').map((line) => line.trim());
  const lines = [behindCommand === '' ? '' : COMMAND_LINE, ...below];
  const start = lines.findIndex((_, at) => startsMail(lines, at));
  if (start < 0) return text;
  const kept = text.split('\n').slice(0, start);
  while (kept.length > 0 && /^\s*$/.test(kept.at(-1) ?? '')) kept.pop();
  if (DIVIDER.test(kept.at(-1)?.trim() ?? '')) kept.pop();
  const signature = kept.findIndex((line) => SIGNATURE.test(line.trimEnd()));
  return (signature < 0 ? kept : kept.slice(0, signature)).join('\n').trim();
}

function startsMail(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (NOTIFICATION.test(line) || ORIGINAL_MESSAGE.test(line) || isHeaderBlock(lines, at)) return true;
  if (line.startsWith('>')) return lines[at - 1]?.startsWith('>') !== true && isQuotedMail(lines, at);
  const attribution = findAttribution(lines, at);
  return attribution !== null && (attribution.isSure || isQuotedToTheEnd(lines, at + attribution.lines));
}

/** How many lines, from this one on, introduce the quotation below them; 0: none. Lines without blanks at either end. */
export function attributionLines(lines: readonly string[], at: number): number {
  return findAttribution(lines, at)?.lines ?? 0;
}

/** What introduces a mail, from this line on; sure by its words or an address, or else only by a date and a time. */
interface Attribution {
  readonly lines: number;
  readonly isSure: boolean;
}

function findAttribution(lines: readonly string[], at: number): Attribution | null {
  for (let count = 1; count <= MAX_ATTRIBUTION_LINES; count += 1) {
    const last = at + count - 1;
    if (!isText(lines[last])) return null;
    if (!/[:：]$/.test(lines[last] ?? '')) continue;
    const found = attributionUpTo(lines, last);
    return found?.lines === count ? found : null;
  }
  return null;
}

/** The attribution that ends with the colon of this line. */
function attributionUpTo(lines: readonly string[], last: number): Attribution | null {
  const isQuoted =
    lines
      .slice(last + 1, last + 3)
      .find((line) => line !== '')
      ?.startsWith('>') === true;
  const textOf = (count: number) => lines.slice(last - count + 1, last + 1).join(' ');
  const counts = Array.from({ length: MAX_ATTRIBUTION_LINES }, (_, at) => at + 1);
  const end = counts.findIndex((count) => !isText(lines[last - count + 1]));
  const possible = end < 0 ? counts : counts.slice(0, end);
  const worded = possible.find((count) => {
    const text = textOf(count);
    // A line of the answer may begin with the word, and then has no date.
    const isStart = count === 1 || /\d/.test(lines[last - count + 1] ?? '');
    return isStart && KNOWN_WORDS.test(text) && (isQuoted || ADDRESS.test(text) || isDated(text));
  });
  if (worded !== undefined) return { lines: worded, isSure: true };
  if (!isQuoted) return null;
  const dated = possible.find((count) => isDated(textOf(count)));
  const isSure = ADDRESS.test(textOf(dated ?? 1));
  return dated !== undefined || isSure ? { lines: dated ?? 1, isSure } : null;
}

const isDated = (text: string): boolean => DATE.test(text) && TIME.test(text);

/** A line of running text: no command, no quotation, not empty. */
function isText(line: string | undefined): boolean {
  return line !== undefined && line !== '' && !/^[>/]/.test(line);
}

/** Whether a mail program quoted its attribution as well, or what GitHub writes below a notification is in it. */
function isQuotedMail(lines: readonly string[], start: number): boolean {
  const quoted = linesWhile(lines, start, (line) => line.startsWith('>')).map((line) => line.replace(/^>\s*/, ''));
  if (quoted.some((line) => NOTIFICATION.test(line))) return true;
  const colon = quoted.slice(0, MAX_ATTRIBUTION_LINES).findIndex((line) => /[:：]$/.test(line));
  const text = quoted.slice(0, colon + 1).join(' ');
  return ADDRESS.test(text) && (KNOWN_WORDS.test(text) || isDated(text));
}

/** The lines from one on that are alike. */
function linesWhile(lines: readonly string[], start: number, isAlike: (line: string) => boolean): readonly string[] {
  let end = start;
  while (end < lines.length && isAlike(lines[end] ?? '')) end += 1;
  return lines.slice(start, end);
}

function isQuotedToTheEnd(lines: readonly string[], from: number): boolean {
  const isOfMail = (line: string) => line === '' || line.startsWith('>') || SIGNATURE.test(line);
  return from + linesWhile(lines, from, isOfMail).length === lines.length;
}

/** Three headers with an address, or four: a mail program leaves a line free above them. */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const above = lines[at - 1] ?? '';
  if (above !== '' && !DIVIDER.test(above)) return false;
  const block = linesWhile(lines, at, (line) => HEADER.test(line));
  const isAddressed = block.some((line) => FROM_HEADER.test(line) && line.includes('@'));
  return block.length >= (isAddressed ? 3 : 4) && block.some((line) => FROM_HEADER.test(line));
}
