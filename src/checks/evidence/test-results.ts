import { plural } from '../../text.ts';
import { formatCounts, sumOf, type TestCounts } from '../test-counts.ts';
import type { VerifyBaseline } from '../types.ts';
import type { Claim, Evidence } from './types.ts';

/** Tests that no longer pass, or are no longer counted, by test runners' own words. */
export function testResults({ before, after, asked, files }: Claim): readonly Evidence[] {
  if (before === null || after === null || before.tests === null) return [];
  const counted = before.tests;
  const blocking = !asked.removal;
  const found = (kind: Evidence['kind'], what: string, isBlocking = blocking): readonly Evidence[] => [
    { kind, where: null, what, blocking: isBlocking },
  ];
  if (after.tests === null)
    return counted.passed === 0
      ? []
      : found('fewer-passed', `${formatCounts(counted)} before this task; verify prints no count of tests after it`);
  const isLarger = files.some(({ path, kind }) => kind === 'added' && SUITE.test(path)) && contains(before, after);
  const added = isLarger ? 0 : addedSummaries(before, after);
  const tests = isLarger ? after.tests : (comparable(before, after) ?? after.tests);
  const isFewer = tests.passed < counted.passed;
  return [
    ...(added > 0
      ? found(
          'counts-changed',
          `verify prints ${plural(added, 'summary', 'summaries')} of tests more than before this task; the last: ${formatCounts(tests)}`,
          false,
        )
      : []),
    ...(isFewer
      ? found(
          'fewer-passed',
          `${formatCounts(counted)} before this task, ${formatCounts(tests)} after it`,
          blocking && added === 0,
        )
      : []),
  ];
}

/** With it, one summary more is to be expected: a package of its own, or a target of cargo. */
const SUITE =
  /(?:^|\/)(?:package\.json|Cargo\.toml|pyproject\.toml|setup\.py|pom\.xml|build\.gradle(?:\.kts)?|composer\.json|mix\.exs|[\w.]{1,60}\.csproj|(?:tests|benches|examples)\/[^/]{1,80}\.rs|src\/(?:lib|main)\.rs)$/;

/** Each summary of before is there, in its order, with no fewer that passed. */
function contains({ summaries: before = [] }: VerifyBaseline, { summaries: after = [] }: VerifyBaseline): boolean {
  let at = 0;
  for (const { passed } of after) if (at < before.length && passed >= (before[at]?.passed ?? 0)) at += 1;
  return at === before.length;
}

/** A test can print what looks like a summary: no more of them count than there were before, the last ones. */
function comparable(before: VerifyBaseline, after: VerifyBaseline): TestCounts | null {
  const amount = before.summaries?.length ?? 0;
  return addedSummaries(before, after) === 0 ? after.tests : sumOf((after.summaries ?? []).slice(-amount));
}

function addedSummaries({ summaries: before = [] }: VerifyBaseline, { summaries: after = [] }: VerifyBaseline): number {
  return before.length === 0 ? 0 : Math.max(0, after.length - before.length);
}
