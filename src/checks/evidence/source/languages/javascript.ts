import { inFolder } from './in-folder.ts';
import type { Language } from './types.ts';

const COMMENT = {
  kind: 'comment',
  close: '*/',
  content: /(?:[^*]|\*(?!\/))*/y,
  whole: /\/\*(?:[^*]|\*(?!\/))*\*\//y,
} as const;

export const javascript: Language = {
  syntax: {
    marks: /\/\/|\/\*|[/"'`{}]/g,
    begins: {
      ...{ '//': 'comment', '/*': COMMENT, '/': 'pattern', '"': 'string', "'": 'string' },
      '`': {
        kind: 'text',
        close: '`',
        content: /(?:[^`\\$]|\\.|\$(?!\{))*/y,
        // Code in it may hold another, which ends where the first does not.
        whole: /`(?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:[^`{}]|\{[^`{}]*\}|`(?:[^`\\$]|\\.|\$(?!\{)|\$\{[^`{}]*\})*`)*\})*`/y,
        nests: '${',
      },
    },
    directive: /^\/[/*]{1,2}\s?(?:@ts-|eslint-|biome-ignore|<reference|istanbul ignore|[cv]8 ignore|prettier-ignore)/,
  },
  isTest: (path) =>
    /[.-](?:test|spec|cy|e2e)\.[cm]?[jt]sx?$/.test(path) || inFolder(path, /^(?:__tests__|tests?|spec|e2e)$/),
  test: /^\s*(?:await\s)?(?:(?:x|f)?it|(?:x|f)?test|specify|Deno\.test)(?:\.\w{1,20}|\[['"]\w{1,20}['"]\]){0,3}(?:\(.{0,200}\)|)\(\s*(['"`])(?<name>(?:(?!\1)[^\\]|\\.){1,300})\1/,
  table:
    /\b(?:it|test|describe)(?:\.\w{1,20}){0,2}\.(?:each|for)\b|^\s*(?:await )?(?:it|test|specify)(?:\.\w{1,20}){0,2}\(\s*(?:`[^`]{0,200}\$\{|[a-zA-Z_$][\w.$]{0,60}(?:\([^()]{0,80}\))?\s?[,+)])/,
  skip: /^\s*(?:x|f)(?:it|test|describe|specify)\s?[.(]|^\s*(?:const|let|var) (?:test|it|describe|expect) ?= ?(?:async )?(?:function\b|\([^()]{0,80}\) ?=>|\w{1,20} ?=>)|^\s*(?:async )?function (?:test|it|describe|expect)\b|\.(?:skipIf\((?:true|1|!!1|!0)\)|runIf\((?:false|0|!1)\)|each\(\[\]\))|^\s*(?:(?:if|while) ?\((?:false|0)\)|(?:false|0) &&)|\b(?:it|test|describe|suite|context|specify)(?:\.\w{1,20}){0,2}(?:\.(?:skip|only|todo|fixme|failing|fails)\b|\[(?:''|"")\])|\b(?:this|ctx|context|testInfo|t)\.(?:skip|todo|fixme)\(|\)\.(?:skip|only|todo|fixme)\((?:''|""|``)|^\s*(?:(?:it|test|describe|suite)\b.{0,200}[,(] ?|)\{[^{}]{0,80}\b(?:(?:skip|only|todo): ?true\b|(?:skip|todo): ?(?:''|""|``))|^process\.exit\((?:0|)\)/,
  conditionalSkip:
    /\b(?:it|test|describe|suite)\.(?:skipIf|runIf)\((?!(?:true|false|[01]|!!1|!0|!1)\))|[?:] ?(?:it|test|describe|suite)\.skip\b|\bDeno\.test\(.{0,200}\b(?:ignore|only): ?true\b|\bif \(.{0,80}\bprocess\.(?:env|platform)\b.{0,80}\) ?(?:return|\{ ?return)\b|^import\b.{0,80}\bas (?:test|it|describe|expect)\b|^\s+process\.exit\((?:0|)\)/,
  assertion:
    /\b(?:expect|assert|should|check|verify|ensure)\w{0,60}\s?(?:\(|\.(?!any|objectContaining|arrayContaining|string|closeTo))|\.should\b|\bt\.(?:is|not|true|false|truthy|falsy|equal|deepEqual|throws|throwsAsync|like|ok|same|match|assert|snapshot)\(/g,
  weakAssertion:
    /\.(?:toBeDefined|toBeTruthy|toMatchSnapshot|toMatchInlineSnapshot|not\.toThrow|not\.toBeNull|not\.toBeUndefined|not\.toBe|not\.toEqual|toBeGreaterThan|toBeGreaterThanOrEqual|toBeInstanceOf)\(|\bexpect\.any(?:thing)?\(|\bassert(?:\.ok)?\(\w{1,60}\)|\bt\.(?:truthy|snapshot|notThrows)\(/g,
  emptyAssertion:
    /\bexpect\((?:true|false|null|undefined|\[\]|\{\}|[\d+*/ .-]{1,40}|'[^']{0,40}'|"[^"]{0,40}")\)\.|\bassert(?:\.ok)?\((?:true|1)[,)]|\b(?:expect|assert)\.(?:equal|strictEqual|deepEqual)\((true|\d{1,9}|'[^']{0,40}'|"[^"]{0,40}"), \1\)|\bt\.(?:pass\(|true\(true)|\bexpect\.assertions\(0\)/,
  swallow:
    /\bcatch ?(?:\(\w{1,40}\) ?)?\{ ?\}|\.catch\(\s?(?:\(\w{0,40}\)|\w{1,40}) ?=> ?(?:\{ ?\}|undefined|null|void 0)\s?\)/,
  leaves: /^\s*(?:if ?\((?:true|1)\) ?)?return;?\s*$/,
  silenced:
    /^\s*\/[/*]{1,2}\s?(?:@ts-nocheck|eslint-disable\b(?!-)|biome-ignore-all|istanbul ignore file|[cv]8 ignore file)/,
  raises: /(?:\bthrow|\bPromise\.reject\() ?new \w{0,40}(?:Error|Exception)\(\s?['"`](?<says>.{0,80})/,
  stub: /\bthrow new NotImplemented\w{0,20}\(/,
  emptyBody:
    /^\s*(?:export )?(?:default )?(?:async )?function\*? ?(?<name>\w{1,80}) ?\([^()]{0,200}\)(?:: ?[\w<>[\]| ]{1,80})? ?\{ ?\};?\s*$|^\s*(?:export )?(?:const|let|var) (?<arrow>\w{1,80}) = (?:async )?\([^()]{0,200}\)(?:: ?[\w<>[\]| ]{1,80})? ?=> ?\{ ?\};?\s*$|^\s+(?:(?:public|protected|private|static|override|async) ){0,3}(?!(?:if|for|while|switch|catch|with|constructor|function)\b)#?(?<method>\w{1,80})\([^()]{0,200}\)(?:: ?[\w<>[\]| ]{1,80})? ?\{ ?\}\s*$/,
  indents: false,
};
