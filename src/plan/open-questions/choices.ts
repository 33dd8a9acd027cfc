/** Letters of choices: the first is `a`. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

export function letterOf(choice: number): string {
  return LETTERS.charAt(choice);
}

/** The place of a letter's choice among `count`; null: there is none. */
export function choiceOf(letter: string, count: number): number | null {
  const index = LETTERS.indexOf(letter.toLowerCase());
  return letter.length === 1 && index >= 0 && index < count ? index : null;
}

/** `b) SQLite`, as people and agents read it. */
export function choiceText(choices: readonly string[], choice: number): string {
  return `${letterOf(choice)}) ${choices[choice] ?? ''}`;
}

/** The words of a choice alone: `SQLite` of `b) SQLite`. */
export function withoutLetter(text: string): string {
  return text.replace(/^[ \t]{0,8}(?:\*\*|\()?[a-z][).:](?:\*\*)?[ \t]{1,4}(?=\S)/iu, '').trim();
}

const CHOICE_LINE = /^[ \t]{0,8}(?:[-*+][ \t]{1,4})?(?:\*\*|\()?([a-z])[).:](?:\*\*)?[ \t]{1,4}(\S.{0,500})$/iu;

/**
 * The choices that a question offers, each of which begins with its letter (`a) PostgreSQL`), and the question without
 * them. Fewer than two, or letters out of order, are no choices; nor is code.
 */
export function splitChoices(question: string): { readonly text: string; readonly choices: readonly string[] } {
  const lines = question.split('\n');
  const prose = withoutCode(lines);
  const found = prose.flatMap((line, at) => {
    const [, letter = '', text = ''] = CHOICE_LINE.exec(line) ?? [];
    return text === '' ? [] : [{ at, letter: letter.toLowerCase() }];
  });
  const isInOrder = found.every(({ letter }, index) => letter === letterOf(index));
  if (found.length < 2 || !isInOrder) return { text: question, choices: [] };
  const ends = found.map(({ at }, index) => endOfChoice(prose, at, found[index + 1]?.at));
  const isTaken = (line: number) => found.some(({ at }, index) => at <= line && line < (ends[index] ?? at));
  return {
    text: lines
      .filter((_, at) => !isTaken(at))
      .join('\n')
      .trim(),
    choices: found.map(({ at }, index) =>
      withoutLetter(
        prose
          .slice(at, ends[index])
          .map((line) => line.trim())
          .join(' ')
          .replace(/^[-*+][ \t]{1,4}/, ''),
      ),
    ),
  };
}

/** A choice goes on over the lines to the next one, or over indented ones, as far as none of them is blank. */
function endOfChoice(lines: readonly string[], at: number, next = lines.length): number {
  const end = (isPart: (line: string) => boolean) => {
    const other = lines.findIndex((line, index) => index > at && !isPart(line));
    return Math.min(other < 0 ? lines.length : other, next);
  };
  const toBlank = end((line) => line.trim() !== '');
  return toBlank === next && next < lines.length ? next : end((line) => /^(?: {2}|\t)[ \t]*\S/.test(line));
}

const FENCE = /^ {0,3}(?:```|~~~)/;

/** The lines with those of code blanked. */
function withoutCode(lines: readonly string[]): readonly string[] {
  let isCode = false;
  return lines.map((line) => {
    const isFence = FENCE.test(line);
    const isHidden = isFence || isCode;
    if (isFence) isCode = !isCode;
    return isHidden ? '' : line;
  });
}

/** What a person means by `b`, or `b, but only for now`: the choice in its own words, and theirs behind it. */
export function withChoiceText(answer: string, choices: readonly string[]): string {
  const [, letter = '', remark = ''] = /^\s{0,20}\(?([a-z])(?:[).:,;!-]|(?=\s|$))([\s\S]*)$/iu.exec(answer) ?? [];
  const choice = choiceOf(letter, choices.length);
  // `A database would do.` begins with a word, and a choice without a mark behind it stands alone.
  if (choice === null || (/^[ \t]*\S/.test(remark) && !/^\s{0,20}\(?[a-z][).:,;!-]/iu.test(answer))) return answer;
  const more = remark.trim();
  return more === '' ? choiceText(choices, choice) : `${choiceText(choices, choice)}\n${more}`;
}
