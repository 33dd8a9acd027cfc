import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';

/** A text that grows: its middle is repeated. */
export interface Attack {
  readonly prefix: string;
  readonly pump: string;
  readonly suffix: string;
}

/** What a class may match; those that a pattern cannot tell apart count once. */
const ALPHABET = [...' \t\n\r\u00a0\u2028\u3000\ufeff\u200b\u0000aAeEfnoTZé字0179_.-/\\"\'`<>()[]{}#@:;,*+~|!?=&%$^'];
/** What makes a match fail at the end, for most patterns. */
const SUFFIXES = ['', '\u0000', '\n!', '!\n'];
/** Longer chains of a pattern's pieces are repeated as a whole only. */
const MAX_CHAIN = 4;

export function buildAttack({ prefix, pump, suffix }: Attack, length: number): string {
  return `${prefix}${pump.repeat(Math.ceil(length / pump.length))}${suffix}`;
}

/**
 * Texts on which `pattern` would be slow if two of its parts could share a text, or if one part could start anywhere:
 * each character that it tells apart, and each chain of its pieces, repeated behind what leads there.
 */
export function attacksOn(pattern: RegExp): Attack[] {
  const ast = new RegExpParser().parseLiteral(`/${pattern.source}/${pattern.flags}`);
  const pumps = new Set(distinctCharacters(ast));
  // A character that few parts match: what is repeated does not stand at the start.
  const prefixes = new Set(['', '\u0000']);
  visitRegExpAST(ast, {
    onAlternativeEnter(alternative) {
      const lead = leadTo(alternative);
      const pieces = piecesOf(alternative);
      for (let from = 0; from < pieces.length; from++) {
        prefixes.add(lead + pieces.slice(0, from + 1).join(''));
        for (let to = from + 1; to <= pieces.length; to++)
          if (to - from <= MAX_CHAIN || (from === 0 && to === pieces.length))
            pumps.add(pieces.slice(from, to).join(''));
      }
    },
  });
  pumps.delete('');
  const lead = [...prefixes][2] ?? '';
  const attacks: Attack[] = [];
  for (const pump of pumps)
    for (const prefix of pump.length === 1 ? prefixes : ['', lead])
      for (const suffix of SUFFIXES) attacks.push({ prefix, pump, suffix });
  return attacks;
}

/** One character of each kind: those that the same atoms of the pattern match are one kind. */
function distinctCharacters(ast: AST.RegExpLiteral): string[] {
  // A line's end and a word's count to the anchors, which are no atoms.
  const atoms = new Set<string>(['.', '\\w']);
  visitRegExpAST(ast, {
    onCharacterClassEnter: ({ raw }) => void atoms.add(raw),
    onCharacterSetEnter: ({ raw }) => void atoms.add(raw),
    onCharacterEnter: (character) => {
      if (character.parent.type === 'Alternative' || character.parent.type === 'Quantifier') atoms.add(character.raw);
    },
  });
  const matchers = [...atoms].map((raw) => new RegExp(`^(?:${raw})$`, ast.flags.raw.replace(/[gym]/g, '')));
  const byKind = new Map<string, string>();
  for (const character of ALPHABET) {
    const kind = matchers.map((matcher) => (matcher.test(character) ? '1' : '0')).join('');
    if (!byKind.has(kind)) byKind.set(kind, character);
  }
  return [...byKind.values()];
}

/** A text for each element of an alternative; characters that follow one another are one piece. */
function piecesOf({ elements }: AST.Alternative): string[] {
  const pieces: string[] = [];
  let wasCharacter = false;
  for (const element of elements) {
    const text = sample(element);
    if (wasCharacter && element.type === 'Character') pieces.push((pieces.pop() ?? '') + text);
    else if (text !== '') pieces.push(text);
    wasCharacter = element.type === 'Character';
  }
  return pieces;
}

/** A text that leads from the pattern's start to `alternative`. */
function leadTo(alternative: AST.Alternative): string {
  const group = alternative.parent;
  if (group.type === 'Pattern') return '';
  const element = group.parent?.type === 'Quantifier' ? group.parent : group;
  const outer = element.parent;
  if (outer?.type !== 'Alternative') return '';
  const before = outer.elements.slice(0, outer.elements.indexOf(element as AST.Element));
  return leadTo(outer) + before.map(sample).join('');
}

/** A short text that `element` matches. */
function sample(element: AST.Element): string {
  switch (element.type) {
    case 'Character':
      return String.fromCodePoint(element.value);
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass': {
      const matcher = new RegExp(`^(?:${element.raw})$`, 'u');
      return (
        ALPHABET.find((character) => character > ' ' && matcher.test(character)) ??
        ALPHABET.find((character) => matcher.test(character)) ??
        ''
      );
    }
    case 'Quantifier':
      return sample(element.element).repeat(Math.min(Math.max(element.min, 1), Math.max(element.max, 1)));
    case 'Group':
    case 'CapturingGroup':
      return (element.alternatives[0]?.elements ?? []).map(sample).join('');
    case 'Assertion':
      return element.kind === 'lookahead' && !element.negate
        ? (element.alternatives[0]?.elements ?? []).map(sample).join('')
        : '';
    case 'Backreference':
      return '';
  }
}
