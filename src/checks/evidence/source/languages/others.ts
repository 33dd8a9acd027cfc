import { javascript } from './javascript.ts';
import type { Language } from './types.ts';

const NEVER = /^(?!)/;
const NEVER_GLOBAL = /^(?!)/g;

/** Of these no more than comments and stubs is known. */
const unknown: Omit<Language, 'syntax'> = {
  ...{ isTest: () => false, test: NEVER, table: NEVER, skip: NEVER, conditionalSkip: NEVER, assertion: NEVER_GLOBAL },
  ...{ weakAssertion: NEVER_GLOBAL, emptyAssertion: NEVER, swallow: NEVER, leaves: NEVER, silenced: NEVER },
  ...{ raises: NEVER, stub: NEVER, emptyBody: NEVER, indents: false },
};

const BLOCK = {
  kind: 'comment',
  close: '*/',
  content: /(?:[^*]|\*(?!\/))*/y,
  whole: /\/\*(?:[^*]|\*(?!\/))*\*\//y,
} as const;

/** Rust, Java, C and their likes. */
export const braces: Language = {
  ...unknown,
  syntax: { marks: /\/\/|\/\*|"/g, begins: { '//': 'comment', '/*': BLOCK, '"': 'string' }, directive: NEVER },
  raises: /\b(?:panic!|bail!|Exception|Error)\("(?<says>.{0,80})/,
  stub: /\b(?:todo|unimplemented)!\(|\bNotImplementedException\(|\bTODO\("/,
};

/** Shells, Ruby, YAML and their likes. */
export const scripts: Language = {
  ...unknown,
  syntax: { marks: /(?<!\S)#|["']/g, begins: { '#': 'comment', '"': 'string', "'": 'string' }, directive: /^#!/ },
  raises: /^\s*raise (?:\w{0,40}(?:Error|Exception), )?['"](?<says>.{0,80})/,
  stub: /^\s*raise NotImplementedError\b/,
  indents: true,
};

/** Pages with scripts in them. */
export const pages: Language = {
  ...javascript,
  syntax: {
    ...javascript.syntax,
    marks: /<!--|\/\/|\/\*|[/"'`{}]/g,
    begins: {
      ...javascript.syntax.begins,
      '<!--': { kind: 'comment', close: '-->', content: /(?:[^-]|-(?!->))*/y, whole: /<!--(?:[^-]|-(?!->))*-->/y },
    },
  },
};
