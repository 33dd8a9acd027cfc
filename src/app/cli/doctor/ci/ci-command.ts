import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../../../errors.ts';
import { CONFIG_FILE } from '../../../../inputs/config-file/config-path.ts';
import { parseConfig } from '../../../../inputs/config-file/parse-config.ts';
import { givenToAction } from '../../../../inputs/settings.ts';
import type { Inputs } from '../../../../inputs/types.ts';
import { createGitHubClient, type GitHubClient } from '../../../../platform/client/client.ts';
import { createColours } from '../../../../report/text/colour.ts';
import { type Checkout, findCheckout } from '../../../../repository/git/checkout.ts';
import { readStatus } from '../../../../repository/git/index/status.ts';
import { originUrl } from '../../../../repository/remote/address.ts';
import { givenToken } from '../../../../secrets/token-source.ts';
import { configure } from '../../../reading/read-config.ts';
import { uncommittedTasks } from '../../../reading/uncommitted-tasks.ts';
import { apiUrlOf } from '../../app-remote.ts';
import { type CommandContext, wantsColour } from '../../command-context.ts';
import { findRepository } from '../../origin-host.ts';
import { ciJson, ciText } from './ci-text.ts';
import { examineGitHub } from './examine-github.ts';
import { examineSpecs } from './examine-specs.ts';
import { examineWorkflows } from './examine-workflow.ts';
import { type Finding, findingsAt } from './finding.ts';
import { type ActionStep, isExpression, readWorkflow, type Workflow } from './read-workflow.ts';

const WORKFLOW_FOLDER = '.github/workflows';

/** Whether the nights on GitHub are set up; 64 if a run could not start there. */
export async function doctorCi(inputs: Inputs, context: CommandContext): Promise<number> {
  const found = await findCheckout(inputs.workdir, context.env, null);
  if (found.kind === 'none')
    throw new UserError(found.reason, { where: '--ci', fix: 'name a folder of the repository with --workdir' });
  const { checkout } = found;
  const read = readWorkflows(checkout.top);
  const readable = read.flatMap(({ workflow }) => (typeof workflow === 'string' ? [] : workflow));
  const workflows = concerned(readable);
  const settings = settingsReader(checkout.top, context);
  const paths = workflows.map(({ path }) => path);
  const offline = [
    ...read.flatMap(({ path, workflow }) =>
      typeof workflow === 'string' ? [findingsAt(path).warning('workflow', `it cannot be read: ${workflow}`)] : [],
    ),
    ...(workflows.length === 0 ? noWorkflow(readable, checkout.top) : []),
    ...(workflows.length === 0 ? [] : examineWorkflows(workflows, settings, WORKFLOW_FOLDER)),
    ...(await examineSpecs(checkout, workflows, settings)),
    ...(await examineCommitted(checkout, [...paths, CONFIG_FILE])),
  ];
  const online = workflows.length === 0 ? [] : await askGitHub(workflows, { checkout, context, offline, settings });
  const findings = [...offline, ...online];
  context.stdout.write(inputs.json ? ciJson(paths, findings) : ciText(findings, createColours(wantsColour(context))));
  return findings.some(({ level }) => level === 'problem') ? 64 : 0;
}

function readWorkflows(top: string): readonly { readonly path: string; readonly workflow: Workflow | string }[] {
  const folder = join(top, WORKFLOW_FOLDER);
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.ya?ml$/.test(name))
        .sort()
    : [];
  return names.map((name) => {
    const path = `${WORKFLOW_FOLDER}/${name}`;
    try {
      return { path, workflow: readWorkflow(path, readFileSync(join(top, path), 'utf8')) };
    } catch (error) {
      return { path, workflow: (error as Error).message };
    }
  });
}

/** Those that use this action, and those that call them, or what may be one of them in another repository. */
function concerned(workflows: readonly Workflow[]): readonly Workflow[] {
  const users = workflows.filter(({ steps }) => steps.length > 0);
  const isCalling = ({ calls }: Workflow) => users.some(({ path }) => calls.includes(path));
  return workflows.filter(
    (workflow) => users.includes(workflow) || isCalling(workflow) || workflow.foreignCalls.length > 0,
  );
}

/** One that calls a workflow which is missing may have been copied without it. */
function noWorkflow(workflows: readonly Workflow[], top: string): readonly Finding[] {
  const missing = workflows.flatMap(({ path, calls }) =>
    calls
      .filter((called) => !existsSync(join(top, called)))
      .map((called) =>
        findingsAt(path).problem('workflow', `it calls ${called}, which is not there`, 'put that workflow there'),
      ),
  );
  if (missing.length > 0) return missing;
  const fix =
    'sequential-orchestration init; a copy of the action under another name is known by its inputs: give it `spec` and one more';
  return [findingsAt(WORKFLOW_FOLDER).problem('workflow', 'no workflow uses this action', fix)];
}

/** What the action would read, of inputs and the configuration file as it lies there; for an expression, the default. */
function settingsReader(top: string, { env }: CommandContext): (step: ActionStep) => Inputs {
  const path = join(top, CONFIG_FILE);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : null;
  return (step) => {
    const inputs = Object.entries(step.inputs).flatMap(([name, value]) =>
      isExpression(value) ? [] : [[`INPUT_${name.toUpperCase()}`, String(value ?? '')]],
    );
    const given = givenToAction({ ...Object.fromEntries(inputs), GITHUB_WORKSPACE: top, HOME: env.HOME }, top);
    return configure(given, { text, name: CONFIG_FILE, differs: false }, { parser: parseConfig }).inputs;
  };
}

/** What is not committed counts for no job. */
async function examineCommitted({ git }: Checkout, paths: readonly string[]): Promise<readonly Finding[]> {
  const status = await readStatus(git);
  return [
    ...paths.filter((path) => status.entries.some((entry) => entry.path === path)),
    ...uncommittedTasks(status),
  ].map((path) => findingsAt(path).warning('committed', 'it has changes that are not committed', `git add ${path}`));
}

async function askGitHub(
  workflows: readonly Workflow[],
  {
    checkout,
    context,
    offline,
    settings,
  }: {
    readonly checkout: Checkout;
    readonly context: CommandContext;
    readonly offline: readonly Finding[];
    readonly settings: (step: ActionStep) => Inputs;
  },
): Promise<readonly Finding[]> {
  const github = await connect(checkout, context);
  if ('why' in github) return [findingsAt('GitHub').warning('github', github.why, github.fix)];
  return examineGitHub(github, {
    workflows,
    isUnpinned: offline.some(({ check, level }) => check === 'pinned' && level !== 'ok'),
    opensPullRequests: workflows.some(({ steps }) => steps.some((step) => opensPullRequests(step, settings))),
  });
}

function opensPullRequests(step: ActionStep, settings: (step: ActionStep) => Inputs): boolean {
  try {
    const own = step.inputs['app-id'] === undefined && step.inputs['github-token'] === undefined;
    return own && settings(step).platform.pullRequest !== 'off';
  } catch {
    return true;
  }
}

/** The repository of origin, with the token that gh uses; else why it cannot be asked. */
async function connect(
  checkout: Checkout,
  { env, stop }: CommandContext,
): Promise<GitHubClient | { readonly why: string; readonly fix: string }> {
  const url = originUrl(checkout);
  const token = env.GH_TOKEN || env.GITHUB_TOKEN;
  const unasked = 'secrets and settings were not looked at:';
  if (url === null) return { why: `${unasked} there is no origin`, fix: 'git remote add origin URL' };
  if (!token)
    return {
      why: `${unasked} there is no token`,
      fix: 'GH_TOKEN=$(gh auth token) sequential-orchestration doctor --ci',
    };
  try {
    const { server, owner, repo } = await findRepository(url, env);
    const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    const apiUrl = env.GITHUB_API_URL || apiUrlOf(server);
    const options = { owner, repo, apiUrl, sleep, now: Date.now, mask: (text: string) => text };
    return createGitHubClient({ ...options, tokens: givenToken(token), shuttingDown: stop });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { why: `${unasked} ${error.message}`, fix: 'have origin name the repository on GitHub' };
  }
}
