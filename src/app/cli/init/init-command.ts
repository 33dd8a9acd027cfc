import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { backends } from '../../../agents/index.ts';
import { lockFiles } from '../../../agents/install/lock-files.ts';
import { UserError } from '../../../errors.ts';
import { CONFIG_FILE } from '../../../inputs/config-file/config-path.ts';
import { parseConfig } from '../../../inputs/config-file/parse-config.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { homeFolder } from '../../../machine-user.ts';
import { type Checkout, findCheckout } from '../../../repository/git/checkout.ts';
import { readable, readStatus, type Status } from '../../../repository/git/index/status.ts';
import { acceptText } from '../accepted-config.ts';
import type { CommandContext } from '../command-context.ts';
import { isHostedRunner } from '../hosted-runner.ts';
import { enterpriseHost } from '../origin-host.ts';
import { ownCommand } from '../resume/own-command.ts';
import { applyFiles } from './apply-files.ts';
import { Left } from './ask.ts';
import { findConcerns } from './concerns.ts';
import { attributesText, configText } from './config-text.ts';
import { decideAnswers } from './decide-answers.ts';
import { examineProject, findUnignored, type Project } from './examine-project.ts';
import { nextSteps, skillSteps } from './next-steps.ts';
import { pinAction } from './pin-action.ts';
import { planSkill } from './plan-skill.ts';
import { type Answers, answersIn } from './set-up-answers.ts';
import type { Given, InitFlags } from './types.ts';
import { workflowText } from './workflow-text.ts';
import { marked, type PlannedFile, planFile, readPresent, WORKFLOW_FILE } from './write-files.ts';

const LIMITS = ['budget-tokens', 'budget-usd', 'daily-budget-usd'] as const;

/** Sets a repository up for nights on GitHub: a workflow, the configuration file, and what a person must do there. */
export async function init(inputs: Inputs, given: Given, flags: InitFlags, context: CommandContext): Promise<number> {
  const { stdin, stdout } = context;
  const checkout = await requireCheckout(inputs.workdir, context);
  const project = await examine(checkout, inputs, context);
  const asks = !flags.yes && stdin.isTTY === true && stdout.isTTY === true;
  try {
    stdout.write(
      flags.skill
        ? await setUpSkill(checkout, project, { force: flags.force, asks, context })
        : await setUp(checkout, project, { inputs, given, flags, asks, context }),
    );
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    stdout.write(`${error.message}\n`);
  }
  return 0;
}

async function setUpSkill(
  checkout: Checkout,
  project: Project,
  how: { readonly force: boolean; readonly asks: boolean; readonly context: CommandContext },
): Promise<string> {
  const files = planSkill(checkout.top, how.context.dist, project.agents);
  await applyFiles(files, checkout, how);
  return skillSteps(project, pathsIn(files, await readStatus(checkout.git)));
}

/** Returns what is left for a person to do. */
async function setUp(
  checkout: Checkout,
  project: Project,
  {
    inputs,
    given,
    flags,
    asks,
    context,
  }: {
    readonly inputs: Inputs;
    readonly given: Given;
    readonly flags: InitFlags;
    readonly asks: boolean;
    readonly context: CommandContext;
  },
): Promise<string> {
  if (!asks && !flags.yes)
    throw new UserError('it asks what it cannot know, and this is not a terminal', {
      where: 'init',
      fix: 'run it on a terminal, or take what it proposes with --yes (flags say otherwise: init --help)',
    });
  const present = readPresent(checkout.top, CONFIG_FILE);
  // A file with a mistake is not built upon.
  const config = present === null ? null : parseConfig(present, CONFIG_FILE);
  const written = answersIn(readPresent(checkout.top, WORKFLOW_FILE) ?? '');
  const answers = await decideAnswers(given, flags, { config, written, project, asks });
  const action = await pinAction(answers.action, checkout.git);
  const files = planFiles(checkout.top, { ...answers, action: action.uses }, { project, context });
  const changed = await applyFiles(files, checkout, { force: flags.force, asks, context });
  // Nobody but this person wrote it.
  const created = changed.find(({ path, change }) => path === CONFIG_FILE && change === 'new');
  if (created !== undefined) await acceptText(checkout.top, created.text, context);
  const status = await readStatus(checkout.git);
  const kept = files.filter((file) => file.change === 'edited-by-a-person' && !changed.includes(file));
  return nextSteps(answers, {
    ...{ project, toCommit: pathsIn(files, status), unpinned: action.unpinned },
    command: ownCommand({ ...context, cwd: null }),
    host: await enterpriseHost(checkout, context.env),
    isLimited: LIMITS.some((name) => config?.options.has(name)),
    unignored: await findUnignored(project, checkout),
    concerns: await findConcerns(answers, { project, inputs, status, kept }),
  });
}

async function requireCheckout(workdir: string, { env }: CommandContext): Promise<Checkout> {
  const found = await findCheckout(workdir, env, null);
  if (found.kind === 'checkout') return found.checkout;
  const fix = found.isGitInstalled
    ? 'run `git init` here, or name a folder of a repository with --workdir'
    : 'install git';
  throw new UserError(`${found.reason}, so there is nothing to set up`, { where: '--workdir', fix });
}

function examine({ top }: Checkout, inputs: Inputs, { env }: CommandContext): Promise<Project> {
  const { installAgents, agentVersions, agentArgs, agentEnv } = inputs.agents;
  const folder = relative(top, inputs.workdir);
  return examineProject({ top, folder }, backends, {
    ...{ env, home: homeFolder(env), install: installAgents, versions: agentVersions, agentArgs, agentEnv },
    ...{ log: () => undefined, platform: process.platform, execPath: process.execPath },
  });
}

function planFiles(
  top: string,
  answers: Answers,
  { project, context }: { readonly project: Project; readonly context: CommandContext },
): readonly PlannedFile[] {
  const example = readFileSync(join(context.dist, '..', 'examples', 'workflows', 'sequential.yml'), 'utf8');
  const lock = lockFiles[backends.find(({ name }) => name === answers.backend)?.cli?.package ?? ''];
  const hash = lock && createHash('sha256').update(JSON.stringify(lock)).digest('hex').slice(0, 16);
  const cacheKey = hash && isHostedRunner([answers.runner]) ? `sequential-agents-${answers.backend}-${hash}` : null;
  const workflow = workflowText(example, answers, {
    steps: project.stack?.steps ?? [],
    cacheKey,
    folder: project.folder,
  });
  const config = configText(readPresent(top, CONFIG_FILE), answers, schemaAddress(answers.action));
  return [
    planFile(top, WORKFLOW_FILE, marked(workflow, 'yaml'), true),
    planFile(top, CONFIG_FILE, config, false),
    planFile(top, '.gitattributes', attributesText(readPresent(top, '.gitattributes')), false),
  ];
}

/** Where editors find the schema of the version that is used. */
function schemaAddress(action: string): string {
  // Behind a commit stands its version, as a comment.
  const [name = '', ref = ''] = (action.split(' ')[0] ?? '').split('@');
  return `https://raw.githubusercontent.com/${name}/${ref}/sequential.schema.json`;
}

/** Paths from the top of what is here and in no commit, from this time or an earlier one. */
function pathsIn(files: readonly PlannedFile[], { entries }: Status): readonly string[] {
  return files.map(({ path }) => path).filter((path) => entries.some((entry) => readable(entry.path) === path));
}
