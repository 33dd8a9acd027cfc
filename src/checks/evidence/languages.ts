import { posix } from 'node:path';

/** What can be told of a line of code without parsing it. Patterns see one line, cut to 500 characters. */
export interface Language {
  readonly isTest: (path: string) => boolean;
  /** Name of the test that a line declares, in its second or first group. */
  readonly test: RegExp;
  /** Tests that do not run, or keep others from running. */
  readonly skip: RegExp;
  /** The same under a condition. */
  readonly conditionalSkip: RegExp;
  readonly assertion: RegExp;
  /** Assertions that hold whatever the code does. */
  readonly emptyAssertion: RegExp;
  readonly comment: RegExp;
  /** Code that does nothing but say so. */
  readonly stub: RegExp;
  /** A function without a body. */
  readonly emptyBody: RegExp;
  /** Is the space at the start of a line part of its meaning? */
  readonly indents: boolean;
}

const inFolder = (path: string, folder: RegExp) =>
  posix
    .dirname(path)
    .split('/')
    .some((name) => folder.test(name));

const javascript: Language = {
  isTest: (path) =>
    /[.-](?:test|spec|cy|e2e)\.[cm]?[jt]sx?$/.test(path) || inFolder(path, /^(?:__tests__|tests?|spec|e2e)$/),
  test: /^\s*(?:await\s)?(?:it|test|specify|Deno\.test)(?:\.\w{1,20}){0,3}(?:\(.{0,200}\)|)\(\s*(['"`])((?:(?!\1).){1,300})\1/,
  skip: /^\s*(?:x|f)(?:it|test|describe|specify)\s?[.(]|^\s*(?:const|let|var|function) (?:test|it|describe|expect|assert)\b\s?[=(]|\.(?:skipIf\((?:true|1)|runIf\((?:false|0)|each\(\[\])\)|^\s*if \((?:false|0)\)|\b(?:it|test|describe|suite|context|specify)(?:\.\w{1,20}){0,2}\.(?:skip|only|todo|fixme|failing|fails)\b|\bthis\.skip\(\)|\bt\.(?:skip|todo)\(|\{[^{}]{0,80}\b(?:(?:skip|only|todo): ?true\b|skip: ?['"`])/,
  conditionalSkip:
    /\b(?:it|test|describe|suite)\.(?:skipIf|runIf)\((?!true|false|[01]\))|[?:] ?(?:it|test|describe|suite)\.skip\b/,
  assertion:
    /\b(?:expect|assert|should)\s?[.(]|\.should\b|\bt\.(?:is|not|true|false|truthy|falsy|equal|deepEqual|throws|throwsAsync|like|ok|same|match)\(/,
  emptyAssertion:
    /\bexpect\((true|false|\d{1,9}|null|undefined)\)\.(?:toBe|toEqual|toStrictEqual)\(\1\)|\bexpect\((?:true|1)\)\.toBeTruthy\(|\bassert(?:\.ok)?\((?:true|1)\)|\b(?:expect|assert)\.(?:equal|strictEqual|deepEqual)\((true|\d{1,9}|'[^']{0,40}'|"[^"]{0,40}"), \2\)|\bt\.(?:pass\(|true\(true)/,
  comment: /^\s*(?:\/\/|\/\*|\*\/|\*(?:\s|$))/,
  stub: /(?:\bthrow|\bPromise\.reject\() ?new \w{0,40}Error\(\s?(['"`])(?:not (?:yet )?implemented|unimplemented|todo)\b|\bthrow new NotImplemented\w{0,20}\(|\b(?:return|=>) (?:null|undefined|\{\}|\[\]|false|true|0|''|"");?\s?\/\/ ?(?:todo|fixme|stub|placeholder|not implemented)/i,
  emptyBody:
    /^\s*(?:export )?(?:default )?(?:async )?function\*? ?\w{1,80} ?\([^()]{0,200}\)(?:: ?[\w<>[\]| ]{1,80})? ?\{ ?\};?\s*$|^\s*(?:export )?(?:const|let|var) \w{1,80} = (?:async )?\([^()]{0,200}\) ?=> ?\{ ?\};?\s*$/,
  indents: false,
};

const python: Language = {
  isTest: (path) => /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/.test(path) || inFolder(path, /^tests?$/),
  test: /^\s*(?:async )?def ()(test\w{0,200})\s?\(/,
  skip: /^\s*@(?:pytest\.mark\.|unittest\.)?(?:skip|xfail|expectedFailure)\b|\bpytest\.(?:skip|xfail)\(|\bself\.skipTest\(|\braise (?:unittest\.)?SkipTest\b|^\s*pytestmark = pytest\.mark\.(?:skip|xfail)\b|^\s*__test__ = False|\bpytest\.mark\.(?:skip|xfail)\b|\bskip[iI]f\((?:True|1)\b|^\s*del (?:Test|test_)\w{1,80}|^\s*if (?:False|0):/,
  conditionalSkip:
    /^\s*@(?:pytest\.mark\.|unittest\.)?(?:skipif|skipIf|skipUnless)\b(?!\((?:True|False|[01])\b)|\bpytest\.importorskip\(/,
  assertion: /^\s*assert\b|\bself\.(?:assert\w{1,60}|fail)\(|\bpytest\.(?:raises|warns|approx)\(|\bassert_\w{1,60}\(/,
  emptyAssertion:
    /^\s*assert (?:True|1|not False)\s*(?:#|$)|^\s*assert [^#]{1,200} or True\b|\bself\.assertTrue\(True\)|^\s*assert (\w{1,30}) == \1\s*$/,
  comment: /^\s*#/,
  stub: /^\s*raise NotImplementedError\b|^\s*raise \w{0,40}(?:Error|Exception)\(f?['"](?:not (?:yet )?implemented|todo)\b/i,
  emptyBody:
    /^\s*(?:async )?def \w{1,80}\([^()]{0,200}\)(?: -> [^:]{1,80})?: ?(?:pass|\.\.\.|(?:'''|""").{0,200}(?:'''|"""))\s*$/,
  indents: true,
};

const go: Language = {
  isTest: (path) => path.endsWith('_test.go'),
  test: /^func ()((?:Test|Benchmark|Fuzz|Example)\w{0,200})\(|^\s*t\.Run\((")([^"]{1,200})"/,
  skip: /\b[tb]\.Skip(?:f|Now)?\(|^\/\/go:build ignore\b|\bos\.Exit\(0\)/,
  conditionalSkip: /\btesting\.Short\(\)|^\/\/go:build (?!ignore\b)/,
  assertion: /\b[tb]\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)\(|\b(?:assert|require|is)\.\w{1,60}\(/,
  emptyAssertion: /\b(?:assert|require)\.True\(t, true\b/,
  comment: /^\s*(?:\/\/(?!go:)|\/\*|\*\/|\*(?:\s|$))/,
  stub: /\b(?:panic|errors\.New|fmt\.Errorf)\("(?:not (?:yet )?implemented|unimplemented|todo)\b/i,
  emptyBody: /^func (?:\([^()]{1,80}\) )?\w{1,80}\([^()]{0,200}\) ?(?:\w{1,40} )?\{ ?\}\s*$/,
  indents: false,
};

/** Of others no more than their comments and stubs is known. */
const others: Language = {
  ...{ isTest: () => false, test: /^(?!)/, skip: /^(?!)/, conditionalSkip: /^(?!)/, assertion: /^(?!)/ },
  ...{ emptyAssertion: /^(?!)/, emptyBody: /^(?!)/, indents: false },
  comment: /^\s*(?:\/\/|\/\*|\*\/|\*(?:\s|$))/,
  stub: /\b(?:todo|unimplemented)!\(|\bNotImplementedException\(|\bUnsupportedOperationException\("(?:not|todo)/i,
};
const scripts: Language = { ...others, comment: /^\s*#/, indents: true };

const BY_EXTENSION: readonly (readonly [names: RegExp, language: Language])[] = [
  [/\.[cm]?[jt]sx?$/, javascript],
  [/\.pyi?$/, python],
  [/\.go$/, go],
  [/\.(?:rs|java|kt|kts|swift|c|h|cc|cpp|hpp|cs|php|scala|dart)$/, others],
  [/\.(?:sh|bash|rb|pl|toml|ya?ml)$|(?:^|\/)(?:Makefile|Dockerfile)$/, scripts],
];

/** null: not code, or code of which nothing is known. */
export function languageOf(path: string): Language | null {
  return BY_EXTENSION.find(([names]) => names.test(path))?.[1] ?? null;
}

export const isTestFile = (path: string): boolean => languageOf(path)?.isTest(path) === true;
