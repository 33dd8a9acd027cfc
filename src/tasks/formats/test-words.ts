/** Words for tests where a heading or a title begins with them, or says what kind they are. */
const TESTS =
  /^(?:[\p{L}/-]{1,20} ){0,3}tests?\b|\b(?:contract|integration|unit|failing|acceptance|regression|e2e|end-to-end|smoke|performance) tests?\b|\bspec(?:s)? for\b|测试|測試|テスト|테스트|тест|\bpruebas?\b|\btestes?\b/iu;

/** Whatever else is written to fail first: `Write a failing check`, `cart.spec.ts (red)`. */
const FAILS_FIRST =
  /\bfailing\b|\b(?:must|should|shall|will|has to|have to|needs? to|expected to) (?:first |still |now )?fail\b(?! (?:with|when|if|for|in|to|as|gracefully|loudly|closed|fast|open)\b)|\bfails? (?:first|at first|for now|until|before)\b|\b(?:sees?|watch|confirm|ensure|check) (?:that )?(?:it|they|each|all) fails?\b/iu;
/** Not the colour, which is written small and stands before a word or at the end. */
const IS_RED =
  /^[Rr]ed\b ?[-–—:]|[([]red\b|\bred[)\]:]|\bRED\b|\b(?:is|are|be|stays?|run|runs|goes|must be|still) red\b|\bred (?:until|first|before|phase|step|check|bar)\b/u;
const TEST_FILE =
  /[\w-][._-](?:spec|tests?|cy|e2e)\.(?!ya?ml|md|json|html|css)[a-z]{1,4}\b|\b(?:test|spec)_\w{1,80}\.\w{1,4}\b|\w_(?:spec|test)\.\w{1,4}\b|\w(?:Tests?|Spec)\.(?:java|kt|cs|swift|php|scala|groovy)\b|\b__tests__\//u;
const WRITES_SPEC =
  /^(?:write|add|create|draft|author)\b(?: [^\s:]{1,30}){0,4} (?:specs?(?= (?:that|which|in|first)\b|[,;:(]|$)|assertions?|scenarios?|pytests?)\b|^(?:assert|spec:)/iu;
/** Makes pass what failed, or only looks at it. */
const WRITES_NONE =
  /^(?:implement|make|fix|turn|handle|get|let|repair|resolve|remove|delete|configure|retry|report|run|format|review|validate|verify)\b/iu;

/** Whether a task or a section is about tests, which are red until the implementation behind them is there. */
export function saysTests(text: string): boolean {
  return TESTS.test(text);
}

/** Whether a task writes what fails at first. */
export function writesFailing(title: string): boolean {
  if (saysTests(title)) return true;
  return !WRITES_NONE.test(title) && [FAILS_FIRST, IS_RED, TEST_FILE, WRITES_SPEC].some((one) => one.test(title));
}
