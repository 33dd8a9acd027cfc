import { backends } from '../../../agents/index.ts';
import { UserError } from '../../../errors.ts';
import { findSecretShapes } from '../../../secrets/secret-shapes.ts';
import { CRON_FORM, isCron } from '../cron.ts';
import { readWorkflow } from '../doctor/ci/read-workflow.ts';

/** What a person wants of the set-up; from flags, from questions, or as proposed. */
export interface Answers {
  /** Names or globs, as `spec` takes them. */
  readonly spec: string;
  readonly backend: string;
  /** Variable of the agent's key, and of the repository's secret; null: the runner has a login of its own. */
  readonly key: string | null;
  /** null: nothing is run before a unit counts as done. */
  readonly verify: string | null;
  /** Cron, in UTC; null: no schedule. */
  readonly schedule: string | null;
  /** Labels, as `runs-on` takes them. */
  readonly runner: string;
  /** `owner/name@ref`, of this action. */
  readonly action: string;
}

export const HOSTED_RUNNER = 'ubuntu-latest';

/** GitHub keeps names that begin with GITHUB_ to itself. */
const SECRET = /^(?!github_)[a-z_]\w*$/i;
const LABELS = /^[\w.:/@+=-]+(?:[\s,]+[\w.:/@+=-]+)*$/;

export function isActionName(value: string): boolean {
  const isName = /^[\w.-]{1,100}\/[\w.-]{1,100}@[\w./-]{1,200}(?: # [\w./-]{1,200})?$/.test(value);
  return isName && !value.startsWith('OWNER/');
}

/** Labels of a runner. */
export function isRunner(value: string): boolean {
  return LABELS.test(value.trim());
}

/**
 * UserError for what would make a workflow that GitHub does not load, or that cannot run, or write a secret down.
 * `passed`: variables that the configuration file hands to agents.
 */
export function requireUsable(
  { key, schedule, runner, action, backend, verify }: Answers,
  passed: readonly string[],
): void {
  const refuse = (where: string, message: string, fix: string) => {
    throw new UserError(message, { where, fix });
  };
  if (!isActionName(action)) {
    const fix = 'give owner/repository@version, such as --action my-org/sequential-orchestration@v0';
    refuse('--action', 'it is not known where this action is published', fix);
  }
  if (key !== null && !SECRET.test(key)) {
    const fix = 'give letters, digits and underscores, not beginning with GITHUB_, such as CODEX_API_KEY; or none';
    refuse('--key', `"${key}" is not the name of a variable and a secret`, fix);
  }
  const { keys = [] } = backends.find(({ name }) => name === backend) ?? {};
  if (key !== null && keys.length > 0 && ![...keys, ...passed].includes(key)) {
    const fix = `give one of them; a secret of another name is given to it in the workflow: env: { ${keys[0]}: \${{ secrets.${key} }} }`;
    refuse('--key', `${backend} reads its key from ${keys.join(' or ')}, and not from ${key}`, fix);
  }
  if (verify !== null && findSecretShapes(verify).length > 0) {
    const fix =
      'pass it to the job as a secret: `env` of the step in the workflow, `$NAME` in the command, and `agent-env: NAME` in the file';
    refuse('--verify', 'this looks like a secret, and the file that it is written to is committed', fix);
  }
  if (schedule !== null && !isCron(schedule))
    refuse('--schedule', `"${schedule}" is not a schedule that GitHub accepts`, `give ${CRON_FORM}; or none`);
  if (!isRunner(runner))
    refuse('--runner', `"${runner}" is not a list of labels`, 'give labels, such as ubuntu-latest or self-hosted,gpu');
}

/** What an earlier set-up wrote, as far as it can be used again. */
export function answersIn(workflow: string): Partial<Pick<Answers, 'key' | 'schedule' | 'runner' | 'action'>> {
  const read = readWorkflow('', workflow);
  const [step] = typeof read === 'string' ? [] : read.steps;
  if (typeof read === 'string' || step === undefined) return {};
  const { schedule } = read.events;
  const [entry] = Array.isArray(schedule) ? schedule : [{ cron: null }];
  // What is written is in UTC.
  const cron: unknown = entry?.timezone === undefined ? entry?.cron : undefined;
  const [key = null] = Object.entries(step.env).find(([, value]) => String(value).includes('secrets.')) ?? [];
  const runner = step.runsOn.join(',');
  // Behind a commit stands its version, as a comment.
  const line = workflow.split('\n').find((text) => text.includes(step.uses)) ?? '';
  const action = `${step.uses}${/ # [\w./-]+$/.exec(line.trimEnd())?.[0] ?? ''}`;
  return {
    ...(key === null || SECRET.test(key) ? { key } : {}),
    ...(cron === null || (typeof cron === 'string' && isCron(cron)) ? { schedule: cron } : {}),
    ...(isRunner(runner) ? { runner } : {}),
    ...(isActionName(action) ? { action } : {}),
  };
}
