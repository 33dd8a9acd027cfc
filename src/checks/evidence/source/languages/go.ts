import type { Language } from './types.ts';

export const go: Language = {
  syntax: {
    marks: /\/\/|\/\*|["'`]/g,
    begins: {
      ...{ '//': 'comment', '"': 'string', "'": 'string' },
      '/*': { kind: 'comment', close: '*/', content: /(?:[^*]|\*(?!\/))*/y, whole: /\/\*(?:[^*]|\*(?!\/))*\*\//y },
      '`': { kind: 'text', close: '`', content: /[^`]*/y, whole: /`[^`]*`/y },
    },
    directive: /^\/\/(?:go:|\s?\+build |\s?nolint)/,
  },
  isTest: (path) => path.endsWith('_test.go'),
  test: /^func (?<name>(?:Test|Benchmark|Fuzz|Example)[\w\u0080-\uffff]{0,200})\(|^\s*[tb]\.Run\("(?<part>(?:[^"\\]|\\.){1,200})"/,
  table: /^\s*[tb]\.Run\((?!")/,
  runner: { line: /^func TestMain\(/, runs: /\bm\.Run\(\)/ },
  skip: /\b[tb]\.Skip(?:f|Now)?\(|^\/\/(?:go:build|\s?\+build) ignore\b|\bos\.Exit\(0\)|\bif false\b/,
  conditionalSkip: /\btesting\.Short\(\)|^\/\/(?:go:build|\s?\+build) (?!ignore\b)/,
  assertion:
    /\b[tb]\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)\(|\b(?:assert|require|is|must|check|expect|verify|Expect|Assert)\w{0,60}[.(]/g,
  weakAssertion: /\b(?:assert|require)\.(?:NotNil|NotEmpty|NoError|NotPanics|NotEqual)\(/g,
  emptyAssertion: /\b(?:assert|require)\.(?:True\(t, true\b|False\(t, false\b|Nil\(t, nil\b)/,
  swallow: /\brecover\(\)/,
  leaves: /^\s*return\s*$/,
  silenced: /^\/\/\s?nolint\s*$/,
  raises: /\b(?:panic|errors\.New|fmt\.Errorf)\("(?<says>.{0,80})/,
  stub: /^(?!)/,
  emptyBody: /^func (?:\([^()]{1,80}\) )?(?<name>\w{1,80})\([^()]{0,200}\) ?(?:\w{1,40} )?\{ ?\}\s*$/,
  indents: false,
};
