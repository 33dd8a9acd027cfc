import { backends, getBackend } from '../../../../agents/index.ts';
import { UserError } from '../../../../errors.ts';
import { nearest } from '../../../../inputs/nearest.ts';
import { formerNames, optionNames } from '../../../../inputs/options/options.ts';
import type { Inputs } from '../../../../inputs/types.ts';
import { usedBackends } from '../../../../plan/assignment/owner-backends.ts';
import { neededPermissions } from '../../../../platform/github-app/app-permissions.ts';
import { installOnRunner, isHostedRunner } from '../../hosted-runner.ts';
import { examineJob, examineShownKeys, examineShownSecrets } from './examine-job.ts';
import { examineSchedule } from './examine-schedule.ts';
import { type Finding, findingsAt } from './finding.ts';
import { type ActionStep, isExpression, type Workflow } from './read-workflow.ts';

/** The specs on their branches, and answers to halts. */
const PLAN_PERMISSIONS = { contents: 'read', issues: 'read' } as const;

const COMMIT = /@[0-9a-f]{40}$/;

/**
 * What workflows say of themselves. `settingsOf`: what the action would read of a step's inputs; it throws a UserError.
 * `place`: where they lie.
 */
export function examineWorkflows(
  workflows: readonly Workflow[],
  settingsOf: (step: ActionStep) => Inputs,
  place: string,
): readonly Finding[] {
  const steps = workflows.flatMap((workflow) => workflow.steps);
  const foreign = workflows.flatMap((workflow) => workflow.foreignCalls);
  return [
    ...steps.flatMap((step) => examineStep(step, settingsOf)),
    ...foreign.flatMap((call) => examineForeignCall(call, settingsOf)),
    ...examineEvents(workflows, place),
    ...examineCommands(workflows, steps, place),
  ];
}

/** The workflow that is called says what happens; what it may do, and on whose word it starts, is the caller's. */
function examineForeignCall(call: ActionStep, settingsOf: (step: ActionStep) => Inputs): readonly Finding[] {
  const name = /^[^/]+\/[^/]+/.exec(call.uses)?.[0] ?? call.uses;
  const message = `it calls a workflow of ${name}, which was not looked at`;
  return [
    findingsAt(call.where).warning('workflow', message, `doctor --ci in a checkout of ${name}`),
    ...examinePin(call.uses, call.where),
    ...examinePermissions(call, neededPermissions(settingsOf({ ...call, inputs: {} }), true)),
  ];
}

function examineStep(step: ActionStep, settingsOf: (step: ActionStep) => Inputs): readonly Finding[] {
  const { ok, warning, problem } = findingsAt(step.where);
  const pinned = [step, ...step.others].flatMap(({ uses, where }) => examinePin(uses, where));
  const checkouts = step.others.filter(({ uses }) => uses.startsWith('actions/checkout@')).map(examineCheckout);
  const common = [
    ...(pinned.length === 0 ? [ok('pinned', 'every action is pinned to a commit')] : pinned),
    ...checkouts,
    ...examineNames(step),
    ...examineShownSecrets(step),
  ];
  try {
    const inputs = settingsOf(step);
    // A plan only reads, and asks no agent.
    if (inputs.platform.command === 'specs') return [...common, ...examinePermissions(step, PLAN_PERMISSIONS)];
    return [
      ...common,
      ...examinePermissions(step, neededPermissions(inputs, true)),
      ...examineKeys(step, inputs),
      ...examinePrograms(step, inputs),
      ...examineJob(step, inputs),
    ];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const where = error.where === null ? '' : `${error.where}: `;
    const isKnown = Object.entries(step.inputs).some(
      ([name, value]) => `input ${name}` === error.where && !isExpression(value),
    );
    // What expressions come to is not known here: they may be what was left out.
    const level = isKnown || !Object.values(step.inputs).some(isExpression) ? problem : warning;
    return [...common, level('inputs', `${where}${error.message}`, error.fix)];
  }
}

/** The runner says so too, in the log of a job that goes on without it. */
function examineNames({ where, inputs }: ActionStep): readonly Finding[] {
  const names: readonly string[] = [...optionNames('action'), ...formerNames('action').keys()];
  return Object.keys(inputs)
    .filter((name) => !names.includes(name))
    .map((name) => {
      const meant = nearest(name, names);
      const fix = meant === null ? 'leave it out' : `did you mean ${meant}?`;
      return findingsAt(where).warning('inputs', `the action has no input ${name}`, fix);
    });
}

function examinePin(uses: string, where: string): readonly Finding[] {
  const { warning, problem } = findingsAt(where);
  if (uses.startsWith('OWNER/')) {
    const fix = 'write who publishes it, or let `init` do it: sequential-orchestration init --action owner/name@ref';
    return [problem('pinned', `${uses}: OWNER stands for who publishes the action`, fix)];
  }
  if (COMMIT.test(uses) || /^(?:\.\/|docker:\/\/)/.test(uses)) return [];
  return [
    warning(
      'pinned',
      `${uses} is named by a tag or branch, which can be moved`,
      'name it by its commit: owner/name@<40 hex digits>',
    ),
  ];
}

function examineCheckout({ where, inputs }: ActionStep['others'][number]): Finding {
  const { ok, warning } = findingsAt(where);
  if (String(inputs['persist-credentials']) === 'false')
    return ok('persist-credentials', 'the checkout leaves no token behind');
  const message = 'the checkout leaves the token of the job in .git, where every later step finds it';
  return warning('persist-credentials', message, 'add `with: { persist-credentials: false }`');
}

function examinePermissions(
  step: ActionStep,
  permissionsNeeded: Readonly<Record<string, 'read' | 'write'>>,
): readonly Finding[] {
  const { ok, warning, problem } = findingsAt(step.where);
  // An app's permissions are its own.
  if (step.inputs['app-id'] !== undefined || step.inputs['github-token'] !== undefined)
    return [ok('permissions', 'the token is not the one of the job')];
  const { permissions } = step;
  const needed = Object.entries(permissionsNeeded).map(([name, level]) => [name.replaceAll('_', '-'), level] as const);
  const wanted = needed.map(([name, level]) => `${name}: ${level}`).join(', ');
  if (permissions === null)
    return [
      warning(
        'permissions',
        'there is no `permissions`: what the token may do depends on a setting of the repository',
        `permissions: { ${wanted} }`,
      ),
    ];
  if (permissions === 'write-all')
    return [
      warning(
        'permissions',
        'write-all: the token may change everything in the repository, and a run needs little of it',
        `permissions: { ${wanted} }`,
      ),
    ];
  const missing = needed.filter(([name, level]) => !isGranted(permissions, name, level));
  if (missing.length === 0) return [ok('permissions', `the token has ${wanted}`)];
  return missing.map(([name, level]) =>
    (name === 'contents' ? problem : warning)(
      'permissions',
      `the token lacks ${name}: ${level}`,
      `permissions: { ${wanted} }`,
    ),
  );
}

function isGranted(permissions: Readonly<Record<string, unknown>> | 'read-all', name: string, level: string): boolean {
  const given = permissions === 'read-all' ? 'read' : permissions[name];
  return given === 'write' || given === level;
}

/** Agents that no run installs. */
function examinePrograms({ where, runsOn }: ActionStep, { agents, throttle }: Inputs): readonly Finding[] {
  return usedBackends(agents, throttle.fallbackBackends, backends).required.flatMap((name) => {
    const install = installOnRunner(name, runsOn, backends);
    const message = `GitHub's runners have no ${name}, and a run does not install it`;
    return install === null ? [] : [findingsAt(where).warning('agent', message, `a step before it: run: ${install}`)];
  });
}

/** An agent on a runner of GitHub's has no login but its key. */
function examineKeys(step: ActionStep, inputs: Inputs): readonly Finding[] {
  const { ok, warning, problem } = findingsAt(step.where);
  const { required } = usedBackends(inputs.agents, inputs.throttle.fallbackBackends, backends);
  return required.flatMap((name) => {
    const { keys } = getBackend(name, backends);
    const given = [...keys, ...inputs.agents.agentEnv].filter((key) => step.env[key] !== undefined);
    if (keys.length === 0) return [];
    if (given.length > 0) return [ok('key', `${name} gets ${given.join(', ')}`), ...examineShownKeys(step, given)];
    const fix = `env: { ${keys[0]}: \${{ secrets.${keys[0]} }} }`;
    return [
      isHostedRunner(step.runsOn)
        ? problem('key', `${name} gets no key (${keys.join(' or ')})`, fix)
        : warning('key', `${name} gets no key, so the runner must be logged in`, fix),
    ];
  });
}

/** Commands that no condition lets through, such as one that is newer than the workflow. */
function examineCommands(
  workflows: readonly Workflow[],
  steps: readonly ActionStep[],
  place: string,
): readonly Finding[] {
  const conditions = workflows.flatMap((workflow) => workflow.conditions).filter((text) => COMMENT.test(text));
  const named = conditions.flatMap((text) => [...text.matchAll(/'(\/[\w-]*)'/g)].map(([, command = '']) => command));
  // A condition that tells comments by something else lets all commands through, or none.
  if (named.length === 0 || named.includes('/')) return [];
  const answer = steps.flatMap(({ inputs }) => inputs['resume-command'] ?? []).map(String);
  return [...(answer.length > 0 ? answer : ['/resume']), '/skip', '/redo', '/status']
    .filter((command) => !named.includes(command) && !isExpression(command))
    .map((command) =>
      findingsAt(place).warning(
        'answers',
        `a comment with ${command} starts no run: the \`if\` of the job names other commands only`,
        `add contains(github.event.comment.body, '${command}') to it; in a workflow that \`init\` wrote, running it again does`,
      ),
    );
}

const COMMENT = /\bgithub\.event\.comment\.body\b/;

/** `on: issues: { types: [edited] }`: a ticked checkbox starts a job. */
function hearsTicks({ events: { issues } }: Workflow): boolean {
  return JSON.stringify(issues ?? '').includes('"edited"');
}

/** How runs are started, by whichever workflow. */
function examineEvents(workflows: readonly Workflow[], place: string): readonly Finding[] {
  const { ok, warning } = findingsAt(place);
  return [
    examineSchedule(workflows, place),
    workflows.some(({ events }) => 'issue_comment' in events)
      ? ok(
          'answers',
          workflows.some(hearsTicks) ? 'a comment or a tick can answer a halt' : 'a comment can answer a halt',
        )
      : warning(
          'answers',
          'no comment starts a run, so /resume does nothing',
          'on: issue_comment: { types: [created] }',
        ),
  ];
}
