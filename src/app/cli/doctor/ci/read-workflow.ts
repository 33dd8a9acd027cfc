import { isNode, LineCounter, parseDocument } from 'yaml';
import { optionNames } from '../../../../inputs/options/options.ts';

type Values = Readonly<Record<string, unknown>>;

/** A step that uses this action, and what of its job and workflow bears on it. */
export interface ActionStep {
  /** `file:line` of its `uses`. */
  readonly where: string;
  readonly uses: string;
  /** Inputs as written. */
  readonly inputs: Values;
  /** Of workflow, job and step, the nearest counts. */
  readonly env: Values;
  /** The job's, else the workflow's; null: neither says anything. */
  readonly permissions: Values | 'read-all' | 'write-all' | null;
  readonly runsOn: readonly string[];
  /** The job's; null: none. Its secrets are beside the repository's. */
  readonly environment: string | null;
  /** `timeout-minutes` of the job, if it is a number. */
  readonly timeoutMinutes: number | null;
  /** A newer run cancels the one that works. */
  readonly isCancelled: boolean;
  /** Other actions of the job, with their place and inputs. */
  readonly others: readonly { readonly where: string; readonly uses: string; readonly inputs: Values }[];
}

export interface Workflow {
  /** From the top of the repository. */
  readonly path: string;
  /** Names of events, with what is set for each. */
  readonly events: Values;
  readonly steps: readonly ActionStep[];
  /** Workflows of the repository that its jobs call, from the top. */
  readonly calls: readonly string[];
  /** Calls of workflows of other repositories that are given a spec, each as a step would be. */
  readonly foreignCalls: readonly ActionStep[];
  /** `if` of the jobs that use this action, or call a workflow. */
  readonly conditions: readonly string[];
  /** Names of the secrets that it mentions. */
  readonly secrets: readonly string[];
}

const ACTION_INPUTS: ReadonlySet<string> = new Set(optionNames('action'));
/** The action by the name of its repository, whoever published it. GitHub takes any case. */
const OWN_ACTION = /^[^/\s]+\/sequential-orchestration(?:@|$)/i;

/**
 * A copy under another name, or in the repository itself, is told by its inputs: several of ours, and hardly another.
 */
function isOwnAction({ uses, with: inputs }: Values): boolean {
  if (typeof uses !== 'string') return false;
  if (OWN_ACTION.test(uses)) return true;
  const names = Object.keys(valuesOf(inputs));
  const ours = names.filter((name) => ACTION_INPUTS.has(name));
  return names.includes('spec') && ours.length > 1 && 2 * ours.length > names.length;
}

/** Reads a workflow file; a text: why it cannot be read. */
export function readWorkflow(path: string, source: string): Workflow | string {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) return error.message.split('\n')[0] ?? 'it is not YAML';
  const whole = document.toJS() as unknown;
  if (!isValues(whole)) return 'it has no jobs';
  const where = (keys: readonly (string | number)[]) => {
    const node = document.getIn(keys, true);
    const offset = isNode(node) ? node.range?.[0] : undefined;
    return offset === undefined ? path : `${path}:${lines.linePos(offset).line}`;
  };
  const jobs = Object.entries(valuesOf(whole.jobs));
  const calls = jobs.flatMap(([, job]) => /^\.\/(.+)$/.exec(text(valuesOf(job).uses))?.[1] ?? []);
  const steps = jobs.flatMap(([id, job]) =>
    isValues(job) ? actionSteps(whole, job, (keys) => where(['jobs', id, ...keys])) : [],
  );
  const foreignCalls = jobs.flatMap(
    ([id, job]) => foreignCall(whole, valuesOf(job), where(['jobs', id, 'uses'])) ?? [],
  );
  const conditions = jobs.flatMap(([, job]) => conditionOf(valuesOf(job)) ?? []);
  const secrets = [...source.matchAll(/\bsecrets\.([A-Za-z_]\w*)/g)].flatMap(([, name = '']) => name);
  return { path, events: eventsOf(whole.on), steps, calls, foreignCalls, conditions, secrets: [...new Set(secrets)] };
}

const NO_JOB = { runsOn: [], environment: null, timeoutMinutes: null, isCancelled: false, others: [] } as const;

/** null: it is none, or none that would run a spec. */
function foreignCall(workflow: Values, job: Values, where: string): ActionStep | null {
  const uses = text(job.uses);
  const inputs = valuesOf(job.with);
  if (!/^[^./\s][^\s]*\.ya?ml@/.test(uses) || inputs.spec === undefined) return null;
  const permissions = permissionsOf(job.permissions) ?? permissionsOf(workflow.permissions);
  return { where, uses, inputs, env: valuesOf(job.secrets), permissions, ...NO_JOB };
}

function conditionOf(job: Values): string | null {
  const steps = Array.isArray(job.steps) ? job.steps : [];
  const isConcerned = job.uses !== undefined || steps.some((step) => isOwnAction(valuesOf(step)));
  return isConcerned ? text(job.if) : null;
}

function actionSteps(
  workflow: Values,
  job: Values,
  where: (keys: readonly (string | number)[]) => string,
): ActionStep[] {
  const all = (Array.isArray(job.steps) ? job.steps : []).map((step: unknown, index) => {
    const { uses, with: inputs, env } = valuesOf(step);
    return { where: where(['steps', index, 'uses']), uses: text(uses), inputs: valuesOf(inputs), env: valuesOf(env) };
  });
  const isOwn = ({ uses, inputs }: { readonly uses: string; readonly inputs: Values }) =>
    isOwnAction({ uses, with: inputs });
  const others = all.filter((step) => step.uses !== '' && !isOwn(step)).map(({ env: _, ...other }) => other);
  return all.filter(isOwn).map((step) => ({
    ...step,
    env: { ...valuesOf(workflow.env), ...valuesOf(job.env), ...step.env },
    permissions: permissionsOf(job.permissions) ?? permissionsOf(workflow.permissions),
    runsOn: labelsOf(job['runs-on']),
    environment: text(job.environment) || text(valuesOf(job.environment).name) || null,
    timeoutMinutes: typeof job['timeout-minutes'] === 'number' ? job['timeout-minutes'] : null,
    isCancelled: [workflow, job].some((one) => valuesOf(one.concurrency)['cancel-in-progress'] === true),
    others,
  }));
}

function eventsOf(on: unknown): Values {
  if (Array.isArray(on)) return Object.fromEntries(on.map((name) => [text(name), null]));
  return typeof on === 'string' ? { [on]: null } : valuesOf(on);
}

function permissionsOf(given: unknown): ActionStep['permissions'] {
  if (given === 'read-all' || given === 'write-all') return given;
  return isValues(given) ? given : null;
}

function labelsOf(runsOn: unknown): readonly string[] {
  if (Array.isArray(runsOn)) return runsOn.map(text);
  return isValues(runsOn) ? labelsOf(runsOn.labels) : [text(runsOn)].filter(Boolean);
}

export function isExpression(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${{');
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valuesOf(value: unknown): Values {
  return isValues(value) ? value : {};
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
