/*
 * A comment that was sent as a reply by e-mail holds the mail that it replies to, with names and addresses.
 */

/** `On Thu, 26 Nov 2026 at 10:00, Ann wrote:`, in the languages of most mail programs. */
const ATTRIBUTION =
  /^(?:On\b.*\bwrote|Am\b.*\bschrieb|Le\b.*\ba écrit|El\b.*\bescribió|Il\b.*\bha scritto|Em\b.*\bescreveu|Op\b.*\bschreef|Den\b.*\bskrev|W dniu\b.*\b(?:pisze|napisał))/i;
/** In any language: a colon behind an address, or behind a time of a day. */
const ADDRESS = /<[^<>\s@]*@[^<>\s]*>|\*{3}@\*{3}/;
const TIME = /\b\d{1,2}[:.]\d\d\b/;
const DATE = /\b(?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d\d\b/;
/** How many lines a mail program parts an attribution into. */
const MAX_ATTRIBUTION_LINES = 3;

/** The first line of Outlook's block of headers. */
const FROM_HEADER = /^\*?(?:From|Von|De|Da|Van|Från|Fra|Od|От|发件人|差出人) ?[:：]\*? ?.*@/i;
const HEADER = /^\*?[\p{L} ]{2,20} ?[:：]\*? ?\S/u;
/** `-----Original Message-----`, or a line, above that block. */
const DIVIDER = /^(?:-{3,}(?!-)[^-]{1,60}-{3,}|_{10,})$/;
/** GitHub's own end of a notification. */
const NOTIFICATION = /^(?:Reply to this email directly\b|You are receiving this because\b|Message ID: ?<)/;
const SIGNATURE = /^(?:-- ?|—|Sent from my .+|Get Outlook for .+|Von meinem .+ gesendet|Envoyé de mon .+)$/;

/**
 * The text without the mail that it replies to, and without a signature above that. A quotation that no mail program
 * introduced is a person's own words.
 */
export function stripRepliedMail(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const start = lines.findIndex(
    (line, at) => NOTIFICATION.test(line) || isHeaderBlock(lines, at) || attributionLines(lines, at) > 0,
  );
  if (start < 0) return text;
  const kept = text.split('\n').slice(0, start);
  while (kept.length > 0 && /^\s*$/.test(kept.at(-1) ?? '')) kept.pop();
  if (DIVIDER.test(kept.at(-1)?.trim() ?? '')) kept.pop();
  const signature = kept.findIndex((line) => SIGNATURE.test(line.trimEnd()));
  return (signature < 0 ? kept : kept.slice(0, signature)).join('\n').trim();
}

/** How many lines, from this one on, introduce the quotation below them; 0: none. Lines without blanks at either end. */
export function attributionLines(lines: readonly string[], at: number): number {
  if (lines[at]?.startsWith('>') !== false) return 0;
  let text = '';
  for (let count = 1; count <= MAX_ATTRIBUTION_LINES; count += 1) {
    const line = lines[at + count - 1] ?? '';
    if (line === '') return 0;
    text = `${text} ${line}`.trim();
    if (!/[:：]$/.test(line)) continue;
    const below = lines.slice(at + count, at + count + 2).find((following) => following !== '');
    const isAttribution = ATTRIBUTION.test(text) || ADDRESS.test(text) || (TIME.test(text) && DATE.test(text));
    return below?.startsWith('>') === true && isAttribution ? count : 0;
  }
  return 0;
}

function isHeaderBlock(lines: readonly string[], at: number): boolean {
  return FROM_HEADER.test(lines[at] ?? '') && [1, 2].every((offset) => HEADER.test(lines[at + offset] ?? ''));
}
