import { CONFIG_FILE } from '../../../inputs/config-file/parse-config.ts';
import type { Project } from './examine-project.ts';
import type { Answers } from './set-up-answers.ts';
import type { PlannedFile } from './write-files.ts';

/** What a person must do, in order, as commands where there are any. */
export function nextSteps(
  { key, verify, spec }: Answers,
  {
    project,
    written,
    unpinned,
    isLimited,
  }: {
    readonly project: Project;
    readonly written: readonly PlannedFile[];
    readonly unpinned: string | null;
    /** The configuration file has a limit of money or tokens. */
    readonly isLimited: boolean;
  },
): string {
  const commit = commitCommands(project, written, 'ci: run specs at night');
  const secret = key === null ? [] : [`gh secret set ${key}`];
  const allow =
    'gh api -X PUT repos/{owner}/{repo}/actions/permissions/workflow -f default_workflow_permissions=read -F can_approve_pull_request_reviews=true';
  const notes = [
    ...(project.stack === null
      ? ['No build tool was recognised: add the steps that set the project up to the workflow.']
      : []),
    ...(verify === null ? ['Without `verify` a unit counts as done on the agent’s word and a change alone.'] : []),
    ...(isLimited
      ? []
      : [
          `Nothing limits what a night may cost: \`daily-budget-usd: 20\` in ${CONFIG_FILE} would, at 20 dollars a day.`,
        ]),
    ...(project.specs.length === 0 ? [`No spec was found yet; the first one is to be ${spec}.`] : []),
    ...(unpinned === null ? [] : [`The action is named by its tag, not by a commit: ${unpinned}.`]),
  ];
  const commands = [
    ...step('The agent’s key, as a secret of the repository (it asks for the value):', secret),
    ...step('Allow the workflow to open pull requests (Settings → Actions → General):', [allow]),
    ...step('The workflow counts on the default branch:', commit),
    ...step('Then start it by its button, or wait for the night:', ['gh workflow run sequential.yml']),
  ];
  return `\n${commands.join('\n')}\n${notes.map((note) => `\n! ${note}`).join('')}${notes.length > 0 ? '\n' : ''}`;
}

/** What a person does with a skill. */
export function skillSteps(project: Project, written: readonly PlannedFile[]): string {
  const commands = [
    ...step(
      'For everyone who works on the repository:',
      commitCommands(project, written, 'chore: add the skill sequential-orchestration'),
    ),
    ...step('Then say to your agent (a new session finds the skill):', [
      `Run sequential orchestration for ${project.specs[0] ?? '<spec>'}.`,
    ]),
  ];
  return `\n${commands.join('\n')}\n`;
}

function commitCommands({ folder }: Project, written: readonly PlannedFile[], message: string): readonly string[] {
  if (written.length === 0) return [];
  const toTop = folder === '' ? [] : ['cd "$(git rev-parse --show-toplevel)"'];
  const paths = written.map(({ path }) => path).join(' ');
  return [...toTop, `git add ${paths}`, `git commit -m "${message}"`, 'git push'];
}

function step(title: string, commands: readonly string[]): readonly string[] {
  return commands.length === 0 ? [] : [title, ...commands.map((command) => `  ${command}`)];
}
