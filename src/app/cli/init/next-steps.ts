import { quote } from 'shlex';
import { backends } from '../../../agents/index.ts';
import { CONFIG_FILE } from '../../../inputs/config-file/config-path.ts';
import { installOnRunner } from '../hosted-runner.ts';
import type { Project } from './examine-project.ts';
import type { Answers } from './set-up-answers.ts';

/** What a person must do, in order, as commands where there are any. */
export function nextSteps(
  { key, verify, spec, backend, runner }: Answers,
  {
    project,
    concerns,
    host,
    toCommit,
    unpinned,
    command,
    isLimited,
    unignored,
  }: {
    readonly project: Project;
    /** What keeps it from working, a sentence each. */
    readonly concerns: readonly string[];
    /** Of an Enterprise Server; null: GitHub's own. */
    readonly host: string | null;
    readonly toCommit: readonly string[];
    readonly unpinned: string | null;
    /** How this program is started. */
    readonly command: string;
    /** The configuration file has a limit of money or tokens. */
    readonly isLimited: boolean;
    /** Lines that `.gitignore` lacks. */
    readonly unignored: readonly string[];
  },
): string {
  const commit = commitCommands(project, toCommit, 'ci: run specs at night', unignored);
  const secret = key === null ? [] : [`gh secret set ${key}`];
  // gh takes the repository from the checkout, and the server not.
  const at = host === null ? '' : ` --hostname ${host}`;
  const allow = `gh api${at} -X PUT repos/{owner}/{repo}/actions/permissions/workflow -f default_workflow_permissions=read -F can_approve_pull_request_reviews=true`;
  const install = installOnRunner(backend, [runner], backends);
  const notes = [
    ...(project.stack === null
      ? ['No build tool was recognised: add the steps that set the project up to the workflow.']
      : []),
    ...(project.stack?.notes ?? []),
    ...(unignored.length === 0
      ? []
      : [
          `Set-up and tests write ${unignored.join(' and ')}, which git does not ignore: no run begins beside files that are in no commit. The commands above add ${unignored.length === 1 ? 'it' : 'them'} to .gitignore.`,
        ]),
    ...(verify === null ? ['Without `verify` a unit counts as done on the agent’s word and a change alone.'] : []),
    ...(isLimited
      ? []
      : [
          `Nothing limits what a night may cost: \`daily-budget-usd: 20\` in ${CONFIG_FILE} would, at 20 dollars a day.`,
        ]),
    ...(project.specs.length === 0
      ? [`No spec was found yet; ${spec === '*' ? 'each one to come is run' : `the first one is to be ${spec}`}.`]
      : []),
    ...concerns,
    ...(install === null
      ? []
      : [`GitHub’s runners have no ${backend}: add a step before the action, \`run: ${install}\`.`]),
    ...(unpinned === null ? [] : [`The action is named by its tag, not by a commit: ${unpinned}.`]),
  ];
  const commands = [
    ...step('The agent’s key, as a secret of the repository (it asks for the value):', secret),
    ...step('Allow the workflow to open pull requests (Settings → Actions → General):', [allow]),
    ...step('The workflow counts on the default branch:', commit),
    ...step('Check it all, secrets and settings on GitHub as well:', [
      `GH_TOKEN=$(gh auth token${at}) ${command} doctor --ci`,
    ]),
    ...step('Then start it by its button, or wait for the night:', ['gh workflow run sequential.yml']),
  ];
  return `\n${commands.join('\n')}\n${notes.map((note) => `\n! ${note}`).join('')}${notes.length > 0 ? '\n' : ''}`;
}

/** What a person does with a skill. */
export function skillSteps(project: Project, toCommit: readonly string[]): string {
  const commands = [
    ...step(
      'For everyone who works on the repository:',
      commitCommands(project, toCommit, 'chore: add the skill sequential-orchestration'),
    ),
    ...step('Then say to your agent (a new session finds the skill):', [
      `Run sequential orchestration for ${project.specs[0] ?? '<spec>'}.`,
    ]),
  ];
  return `\n${commands.join('\n')}\n`;
}

/** `paths`: from the top of the repository. */
function commitCommands(
  { folder }: Project,
  paths: readonly string[],
  message: string,
  unignored: readonly string[] = [],
): readonly string[] {
  if (paths.length + unignored.length === 0) return [];
  const toTop = folder === '' ? [] : ['cd "$(git rev-parse --show-toplevel)"'];
  // Its last line may have no end.
  const ignore = unignored.length === 0 ? [] : [`printf '\\n%s' ${unignored.map(quote).join(' ')} '' >> .gitignore`];
  const added = [...paths, ...(ignore.length === 0 ? [] : ['.gitignore'])];
  return [...toTop, ...ignore, `git add ${added.join(' ')}`, `git commit -m "${message}"`, 'git push'];
}

function step(title: string, commands: readonly string[]): readonly string[] {
  return commands.length === 0 ? [] : [title, ...commands.map((command) => `  ${command}`)];
}
