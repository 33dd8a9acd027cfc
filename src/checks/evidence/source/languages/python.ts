import type { Span } from '../source-lines.ts';
import { inFolder } from './in-folder.ts';
import type { Language } from './types.ts';

const text = (close: string, content: RegExp, whole: RegExp): Span => ({
  ...{ kind: 'text', documents: true, close, content, whole },
});

export const python: Language = {
  syntax: {
    marks: /"""|'''|["'#]/g,
    begins: {
      ...{ '#': 'comment', '"': 'string', "'": 'string' },
      '"""': text('"""', /(?:[^"\\]|\\.|"(?!""))*/y, /"""(?:[^"\\]|\\.|"(?!""))*"""/y),
      "'''": text("'''", /(?:[^'\\]|\\.|'(?!''))*/y, /'''(?:[^'\\]|\\.|'(?!''))*'''/y),
    },
    directive: /^#(?:!|\s?(?:type:|mypy:|noqa|flake8:|pylint:|ruff:|pragma:|pyright:))/,
  },
  isTest: (path) => /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/.test(path) || inFolder(path, /^tests?$/),
  test: /^\s*(?:async )?def (?<name>test[\w\u0080-\uffff]{0,200})\s?\(/,
  table: /\.parametrize\(|\bself\.subTest\(|^\s*@(?:parameterized|ddt|data|given)\b/,
  group: { line: /^\s*class \w/, holds: /^\s*class (?:Test|\w{1,80}Tests?\b|\w{1,80}\([^)]*(?:Test|Case|Mixin|Base))/ },
  skip: /^\s*@(?:pytest\.mark\.|unittest\.)?(?:skip|xfail|expectedFailure)\b|\bpytest\.(?:skip|xfail)\(|\bself\.skipTest\(|\braise (?:unittest\.)?SkipTest\b|^\s*pytestmark = pytest\.mark\.(?:skip|xfail)\b|^\s*__test__ = False|\bpytest\.mark\.(?:skip|xfail)\b|\bskip[iI]f\((?:True|1)\b|^\s*del (?:Test|test_)\w{1,80}|^\s*if (?:False|0):|^(?:collect_ignore(?:_glob)?\b|os\._exit\(0|sys\.exit\(0?\)|raise SystemExit)|\bitems(?:\[:\] = \[\]|\.clear\()|\.exitstatus = 0|\.outcome = (?:''|"")/,
  conditionalSkip:
    /^\s*@(?:pytest\.mark\.|unittest\.)?(?:skipif|skipIf|skipUnless)\b(?!\((?:True|False|[01])\b)|\bpytest\.importorskip\(|^\s*def load_tests\(|^\s+(?:os\._exit\(0|sys\.exit\(0?\))/,
  assertion:
    /^\s*assert\b|\bself\.(?:assert\w{1,60}|fail|check\w{0,60}|verify\w{0,60})\(|\bpytest\.(?:raises|warns|approx|fail)\(|\b(?:assert|check|expect|verify)_\w{1,60}\(/g,
  weakAssertion:
    /^\s*assert \w[\w.]{0,60}\s*$|\bis not None\s*$|\bself\.assert(?:IsNotNone|True|IsInstance)\(|^\s*assert isinstance\(/g,
  emptyAssertion:
    /^\s*assert (?:True|1|not False)\s*$|^\s*assert .{1,200} or True\b|\bself\.assertTrue\(True\)|^\s*assert (\w{1,30}) == \1\s*$/,
  swallow:
    /\bsuppress\((?:AssertionError|Exception|BaseException)|^\s*except(?: (?:Exception|BaseException|AssertionError)(?: as \w{1,40})?)?: ?(?:pass|\.\.\.|return|continue)\s*$/,
  leaves: /^\s*(?:(?:if True: )?return(?: None)?|yield)\s*$/,
  silenced: /^\s*#\s?(?:mypy: ignore-errors|type: ignore\s*$|flake8: noqa|pylint: skip-file|ruff: noqa)/,
  raises: /^\s*raise \w{0,40}(?:Error|Exception)\(f?['"](?<says>.{0,80})/,
  stub: /^\s*raise NotImplementedError\b/,
  emptyBody: /^\s*(?:async )?def (?<name>\w{1,80})\([^()]{0,200}\)(?: -> [^:]{1,80})?: ?(?:pass|\.\.\.)?\s*$/,
  indents: true,
};
