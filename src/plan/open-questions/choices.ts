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
 * The choices that a question offers, a line each that begins with its letter (`a) PostgreSQL`), and the question
 * without them. Fewer than two, or letters out of order, are no choices.
 */
export function splitChoices(question: string): { readonly text: string; readonly choices: readonly string[] } {
  const lines = question.split('\n');
  const found = lines.flatMap((line, at) => {
    const [, letter = '', text = ''] = CHOICE_LINE.exec(line) ?? [];
    return text === '' ? [] : [{ at, letter: letter.toLowerCase(), text: text.trim() }];
  });
  const isInOrder = found.every(({ letter }, index) => letter === letterOf(index));
  if (found.length < 2 || !isInOrder) return { text: question, choices: [] };
  const taken = new Set(found.map(({ at }) => at));
  const text = lines.filter((_, at) => !taken.has(at)).join('\n');
  return { text: text.trim(), choices: found.map((choice) => choice.text) };
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
