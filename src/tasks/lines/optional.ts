const OPTIONAL_WORDS = new Set([
  'optional',
  '可选',
  '可選',
  '选做',
  '任意',
  'オプション',
  '선택',
  '선택사항',
  'необязательно',
  'опционально',
  'opcional',
  'opsional',
  'facultatif',
  'facultative',
  'optionnel',
  'tùy chọn',
  'اختياري',
]);

/** Cheap test, so that most titles cost nothing more. */
const OPTIONAL_HINT = /opt|fac|опц|необ|tùy|اخت|[可选選任意オ선]/i;

/** Scripts without blanks between words: a lone word at an edge is a tag there, in other scripts it may be an adjective. */
const UNSPACED_SCRIPT = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]+$/u;

/** What a title says of being optional: a tag that counts, the word in brackets where it does not, or nothing. */
export type OptionalTag = 'tag' | 'mention' | null;

/** Markers of other formats stand beside a tag: `(P) (optional) …`. */
const START_BRACKET = /^(?:[([](?:P|US\d{1,3})[)\]][ \t]{0,3}){0,3}[([（【]([^()[\]（）【】]{1,80})[)\]）】]/iu;
const END_BRACKET = /[([（【]([^()[\]（）【】]{1,80})[)\]）】](?:[ \t]{0,3}[([](?:P|US\d{1,3})[)\]]){0,3}$/iu;
const ANY_BRACKET = /[([（【]([^()[\]（）【】]{1,80})[)\]）】]/gu;
const START_WORD = /^([^:：—–]{1,30})(?:[:：]| [-–—] )/u;
const END_WORD = / [-–—] ([^-–—]{1,30})$/u;
const EMPHASIS = /^[*_~ ]{1,6}|[*_~ .。]{1,6}$/gu;
/** Beside it, a tag belongs to one thing of several: `phone (required) and email (optional)`. */
const REQUIRED =
  /\b(?:required|mandatory|obligatori[oa]|obrigatóri[oa]|obligatoire)\b|必须|必須|必填|必需|필수|обязательн/u;
/** \b knows no Cyrillic, and "необязательно" holds "обязательно". */
const NOT_REQUIRED = /необязательн/gu;
/** What may follow the word in its brackets: when, not under which condition. */
const LATER = /^(?:later|skip|skipped|deferred|nice to have|post-mvp|跳过|后续|以后|後で)$/u;

/**
 * Does a title call the task itself optional? Only by a tag at its very start or end: `(optional)`, `（可选）`,
 * `[任意] …`, `Optional: …`, `… - optional`. Inside a sentence, in code or quotation, or beside "required" it speaks of
 * something else: "make the e-mail field (optional) and save it" is work.
 */
export function readOptionalTag(text: string): OptionalTag {
  if (!OPTIONAL_HINT.test(text)) return null;
  const plain = text.toLowerCase().replace(EMPHASIS, '');
  const isRequired = REQUIRED.test(plain.replace(NOT_REQUIRED, ''));
  if (!isRequired && (isTagAtEdge(plain) || isLoneWordAtEdge(plain))) return 'tag';
  return [...plain.matchAll(ANY_BRACKET)].some(([, inside = '']) =>
    OPTIONAL_WORDS.has((inside.split(/[,，;；:：、]| [-–—] /u)[0] ?? '').trim()),
  )
    ? 'mention'
    : null;
}

function isTagAtEdge(plain: string): boolean {
  const found = [START_BRACKET, END_BRACKET, START_WORD, END_WORD].map((pattern) => pattern.exec(plain)?.[1]);
  return found.some((inside) => inside !== undefined && isOptionalTag(inside));
}

function isLoneWordAtEdge(plain: string): boolean {
  const words = plain.split(' ');
  return [words[0], words.at(-1)].some(
    (word = '') => words.length > 1 && UNSPACED_SCRIPT.test(word) && OPTIONAL_WORDS.has(word),
  );
}

/** `optional`, also with a priority before it or a time behind it: `P2 optional`, `optional, later`. */
function isOptionalTag(text: string): boolean {
  const [word = '', ...behind] = text.split(/[,，;；、]/u).map((part) => part.trim());
  return (
    OPTIONAL_WORDS.has(word.replace(/^p\d /, '').replace(/^[*_]{1,2}|[*_]{1,2}$/g, '')) &&
    behind.every((part) => LATER.test(part))
  );
}
