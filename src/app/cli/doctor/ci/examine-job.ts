import type { Inputs } from '../../../../inputs/types.ts';
import { findSecretShapes } from '../../../../secrets/secret-shapes.ts';
import { MINUTE } from '../../../../time.ts';
import { isHostedRunner } from '../../hosted-runner.ts';
import { type Finding, findingsAt } from './finding.ts';
import { type ActionStep, isExpression } from './read-workflow.ts';

/** What `time-budget` is where nothing says it, on a runner of GitHub's. */
const HOSTED_BUDGET_MINUTES = 340;

/** What ends a run, or keeps it from starting, although its step is as it should be. */
export function examineJob(
  { where, runsOn, timeoutMinutes, isCancelled }: ActionStep,
  { throttle: { timeBudgetMs } }: Inputs,
): readonly Finding[] {
  const { warning, problem } = findingsAt(where);
  const usual = isHostedRunner(runsOn) ? HOSTED_BUDGET_MINUTES : null;
  const budget = timeBudgetMs === null ? usual : timeBudgetMs / MINUTE;
  const minutes = timeoutMinutes ?? Number.POSITIVE_INFINITY;
  return [
    ...(runsOn.some((label) => /^windows/i.test(label))
      ? [problem('runner', 'Windows has no tmux and no process groups', 'runs-on: ubuntu-latest')]
      : []),
    ...(budget !== null && minutes <= budget
      ? [
          warning(
            'timeout',
            `the job is ended after ${minutes} minutes, before the run pauses by itself (time-budget, ${budget} minutes)`,
            `timeout-minutes: 355, or a shorter time-budget`,
          ),
        ]
      : []),
    ...(isCancelled
      ? [
          warning(
            'concurrency',
            'a newer run cancels the one that works, as a comment at night would',
            'cancel-in-progress: false, and queue: max',
          ),
        ]
      : []),
  ];
}

/** Keys that are no secrets of the repository: everyone who reads it, or its logs, sees them. */
export function examineShownKeys({ where, env }: ActionStep, keys: readonly string[]): readonly Finding[] {
  const { warning, problem } = findingsAt(where);
  return keys.flatMap((key) => {
    const fix = `gh secret set ${key}, and env: { ${key}: \${{ secrets.${key} }} }`;
    const value = env[key];
    if (!isExpression(value)) return String(value) === '' ? [] : [problem('key', `${key} stands in the file`, fix)];
    return /\bvars\./.test(String(value)) && !/\bsecrets\./.test(String(value))
      ? [warning('key', `${key} comes from a variable, which logs and readers show`, fix)]
      : [];
  });
}

/** An input of the workflow's file that looks like a secret, whoever reads the repository. */
export function examineShownSecrets({ where, inputs }: ActionStep): readonly Finding[] {
  return Object.entries(inputs)
    .filter(([, value]) => findSecretShapes(String(value)).length > 0)
    .map(([name]) =>
      findingsAt(where).problem(
        'secret',
        `${name} holds what looks like a secret, and the file is committed`,
        'revoke it, and pass a new one as a secret: `gh secret set NAME`, `env` of the step, and `$NAME` in the command',
      ),
    );
}
