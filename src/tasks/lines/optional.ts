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
const OPTIONAL_HINT = /op[tcs]|fac|опц|необ|tùy|اخت|[可选選任意オ선]/i;

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

/** What stands before a word that is part of the sentence: `mark it as (optional)`, `this is not - optional`. */
const LINK =
  /(?:(?<![\p{L}\p{N}])(?:as|not|never|isn['’]t|is|are|be|been|being|was|were|becomes?|stays?|remains?|to|says?|reads?|called|named|marked|labell?ed|shown|als|nicht|ist|como|es|no|comme|pas|est|não|é|как|не)|[为為是不に로])["'“«:*_~\s]*$/u;
/** `(optional) is what the label says`. */
const LINK_BEHIND = /^["'”»*_~\s]*(?:is|are|was|must|should|goes|appears|or|and|as)\b/u;
/** `Make the phone number - optional`. */
const MAKES = /^(?:make|mark|keep|leave|set|treat|declare|label|flag)\b/u;

/**
 * Does a title call the task itself optional? Only by a tag at its very start or end: `(optional)`, `（可选）`,
 * `[任意] …`, `Optional: …`, `… - optional`. Inside a sentence, in code or quotation, or beside "required" it speaks of
 * something else: "make the e-mail field (optional) and save it" is work. So it does at the end of a sentence that goes
 * on to it: "mark the label as (optional)".
 */
export function readOptionalTag(text: string): OptionalTag {
  if (!OPTIONAL_HINT.test(text)) return null;
  const plain = text.toLowerCase().replace(EMPHASIS, '');
  const isRequired = REQUIRED.test(plain.replace(NOT_REQUIRED, ''));
  const atEdge = [...taggedEdges(plain), ...loneWordsAtEdge(plain)];
  if (!isRequired && atEdge.some(({ inside, inSentence }) => !inSentence && isOptionalTag(inside))) return 'tag';
  const inBrackets = [...plain.matchAll(ANY_BRACKET)].map(([, inside = '']) => inside);
  return [...atEdge.map(({ inside }) => inside), ...inBrackets].some((inside) =>
    OPTIONAL_WORDS.has((inside.split(/[,，;；:：、]| [-–—] /u)[0] ?? '').trim()),
  )
    ? 'mention'
    : null;
}

/** What may be a tag, and whether the sentence beside it goes on to it. */
interface Edge {
  readonly inside: string;
  readonly inSentence: boolean;
}

function taggedEdges(plain: string): Edge[] {
  return [START_BRACKET, START_WORD, END_BRACKET, END_WORD].flatMap((pattern) => {
    const match = pattern.exec(plain);
    if (match === null) return [];
    const [all, inside = ''] = match;
    const before = plain.slice(0, match.index);
    const isLinked = match.index === 0 ? LINK_BEHIND.test(plain.slice(all.length)) : LINK.test(before);
    return [{ inside, inSentence: isLinked || (pattern === END_WORD && MAKES.test(before)) }];
  });
}

function loneWordsAtEdge(plain: string): Edge[] {
  const words = plain.split(' ');
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const isLone = (word: string) => words.length > 1 && UNSPACED_SCRIPT.test(word) && OPTIONAL_WORDS.has(word);
  return [
    ...(isLone(first) ? [{ inside: first, inSentence: false }] : []),
    ...(isLone(last) ? [{ inside: last, inSentence: LINK.test(plain.slice(0, -last.length)) }] : []),
  ];
}

/** `optional`, also with a priority before it or a time behind it: `P2 optional`, `optional, later`. */
function isOptionalTag(text: string): boolean {
  const [word = '', ...behind] = text.split(/[,，;；、]/u).map((part) => part.trim());
  return (
    OPTIONAL_WORDS.has(word.replace(/^p\d /, '').replace(/^[*_]{1,2}|[*_]{1,2}$/g, '')) &&
    behind.every((part) => LATER.test(part))
  );
}
