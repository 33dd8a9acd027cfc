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

/**
 * Does the text call the task itself optional? `(optional)`, `（可选）`, `[任意] …`, `Optional: …`, `… - optional`.
 * The word alone is not enough: "make the e-mail field optional" is work.
 */
export function isMarkedOptional(text: string): boolean {
  if (!OPTIONAL_HINT.test(text)) return false;
  const plain = text.toLowerCase();
  for (const [, inside = ''] of plain.matchAll(/[([（【]([^()[\]（）【】]{1,80})[)\]）】]/g)) {
    if (inside.split(/[,，;；:：、]| [-–—] /).some(isOptionalTag)) return true;
  }
  // Behind a colon or comma it may be one thing of several: "parameters: required, optional".
  const [before, ...behind] = plain.split(/[:：]| [-–—] |，|,/);
  if (behind.length > 0 && (isOptionalTag(before ?? '') || isOptionalTag(plain.split(/ [-–—] /).at(-1) ?? '')))
    return true;
  const words = plain.trim().split(' ');
  return [words[0], words.at(-1)].some(
    (word = '') => words.length > 1 && UNSPACED_SCRIPT.test(word) && OPTIONAL_WORDS.has(word),
  );
}

/** `optional`, also with a priority before it: `P2 optional`. */
function isOptionalTag(text: string): boolean {
  return OPTIONAL_WORDS.has(
    text
      .trim()
      .replace(/^p\d /, '')
      .replace(/^[*_]{1,2}|[*_]{1,2}$/g, ''),
  );
}
