/** What a text holds that nobody sees: whoever shows it takes it out, and whoever looks for something looks past it. */

/** CSI, OSC and the other string sequences (ended by BEL, ST, or their line), then any two-byte escape. */
export const ESCAPE_SEQUENCES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\n\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?/g;
/** What moves the cursor or rings, and what turns the reading direction so that a text shows as another one. */
export const CONTROL_CHARACTERS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Soft hyphens, joiners, zero-width and filler characters, tags: what is there and not seen. An emoji keeps its U+FE0F. */
export const INVISIBLE = /(?!\ufe0f)[\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu;

/** The escape that begins a sequence, as JSON and programs' sources write it. */
const WRITTEN_ESCAPE = '\\\\{1,8}(?:u001[bB]|x1[bB]|033)';
const WRITTEN_SEQUENCE = `${WRITTEN_ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]?|[\\]PX^_][^\\n"\\\\]*|[()*+][0-~]?)?`;
const WRITTEN_CHARACTER =
  '\\\\{1,8}u(?:00(?:0[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]|[89][0-9a-fA-F]|[aA][dD])|20(?:0[b-fB-F]|2[89a-eA-E]|6[0-9a-fA-F])|[fF][eE][fF]{2})';
const UNSEEN = [ESCAPE_SEQUENCES, CONTROL_CHARACTERS, INVISIBLE].map(({ source }) => source);
const UNSEEN_PATTERN = new RegExp([...UNSEEN, WRITTEN_SEQUENCE, WRITTEN_CHARACTER].join('|'), 'gu');
/** What may become the one or the other. */
const UNDECIDED_END = /(?:\\{1,8}[ux0-9a-fA-F]{0,5}|[\ud800-\udbff])$/u;

/** A text without what is not seen in it. */
export interface Seen {
  readonly text: string;
  /** Where its character `index` stands in the whole; behind the last one: where what is undecided begins. */
  at(index: number): number;
}

/** Looks at a text; `last`: no more follows that its end could belong to. */
export function look(whole: string, last: boolean): Seen {
  const gaps = [...whole.matchAll(UNSEEN_PATTERN)].map(({ 0: { length }, index }) => ({ index, end: index + length }));
  let end = whole.length;
  if (!last) {
    const undecided = UNDECIDED_END.exec(whole.slice(-16));
    if (undecided !== null) end -= undecided[0].length;
    const gap = gaps.at(-1);
    if (gap !== undefined && gap.end >= end) {
      gaps.pop();
      end = gap.index;
    }
  }
  if (gaps.length === 0) return { text: whole.slice(0, end), at: (index) => index };
  const at = new Uint32Array(end + 1);
  let text = '';
  let from = 0;
  for (const { index, end: behind } of [...gaps, { index: end, end }]) {
    for (let raw = from; raw < index; raw++) at[text.length + raw - from] = raw;
    text += whole.slice(from, index);
    from = behind;
  }
  at[text.length] = end;
  return { text, at: (index) => at[index] ?? end };
}
