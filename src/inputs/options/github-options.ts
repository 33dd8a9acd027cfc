import { APP_KEY_VARIABLE } from '../../secrets/own-keys.ts';
import { DEFAULT_PROTECTED_PATHS } from '../default-protected-paths.ts';

import { appId, appPrivateKey } from '../kinds/app-kinds.ts';
import { author, branch, commitSubject } from '../kinds/git-kinds.ts';

import { optional, orElse } from '../kinds/kind.ts';
import { choice, flag, list, matching, text } from '../kinds/kinds.ts';
import { protectedPath } from '../kinds/path-kinds.ts';
import { actionOnly, cliAndAction } from './option.ts';

const label = matching(/^.{1,50}$/u, 'label', 'labels of at most 50 characters');
const login = matching(/^@?[A-Za-z0-9](?:[A-Za-z0-9_-]*)(?:\[bot\])?$/u, 'login', 'GitHub logins');
const command = matching(
  /^\/(?!(?:skip|status)$)[A-Za-z][\w-]*$/u,
  'command',
  'one word such as /resume, but not /skip or /status',
);

/** Where the work is kept, and where people are told and heard. */
export const githubOptions = {
  checkpoint: cliAndAction(
    // On the command line the working tree says it; where nothing does, nothing is committed.
    orElse('off', choice('off', 'commit', 'push')),
    'push',
    'What is done after each unit: off (files only), commit, or push (confirmed on the remote before the next unit). On the command line the default is commit; off without git, or where there are uncommitted changes.',
    { cli: '' },
  ),
  'work-branch': cliAndAction(branch, 'sequential/{spec}', 'Branch to work on. Given but empty: the current branch.', {
    cli: '',
    emptyIsValue: true,
  }),
  'base-branch': cliAndAction(
    optional(branch),
    '',
    'Branch to start from and to merge into. Empty: the default branch.',
  ),
  'commit-author': cliAndAction(
    optional(author),
    '',
    "Author of the commits, as Name <mail>. Empty: git's own identity, otherwise the project's.",
  ),
  'commit-message': cliAndAction(
    optional(commitSubject),
    '',
    'Subject of the commits, for rulesets and commitlint, such as {type}({spec}): {unit} {title}. Empty: {type}({spec}): {title}.',
  ),
  'sign-commits': cliAndAction(
    choice('off', 'key', 'api'),
    'off',
    "Whether commits are signed, for rulesets that require it: off, key (an SSH or GPG key: the private key in the variable SEQUENTIAL_SIGNING_KEY, otherwise the one that git is set up with, user.signingkey and gpg.format), or api (GitHub makes and signs them, with the job's own token or an app's).",
  ),
  protect: cliAndAction(
    list(protectedPath, { allowSpaces: true }),
    DEFAULT_PROTECTED_PATHS.join(', '),
    'Files and folders that agents are not allowed to change: every commit that is pushed has them as people left them. Replaces the default list; none: no path.',
  ),
  records: cliAndAction(
    choice('keep', 'until-complete'),
    'keep',
    'How long SEQUENTIAL_STATE.json and SEQUENTIAL_PROGRESS.md are on the work branch: keep, or until-complete (the last checkpoint leaves them as the base branch has them; they stay on refs/sequential/records/<spec> and in the pull request).',
  ),
  checkout: actionOnly(
    choice('auto', 'always', 'never'),
    'auto',
    'Whether to clone the repository: auto (if the workspace is empty), always, or never.',
    { cli: 'never' },
  ),
  'github-token': actionOnly(
    text('token'),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's, for action.yml.
    '${{ github.token }}',
    'Token for pushing, opening issues and pull requests, and checking permissions. It is never in an environment, argument or file that an agent can read.',
    { cli: '' },
  ),
  'app-id': actionOnly(
    optional(appId),
    '',
    'ID or client ID of a GitHub App that is installed on the repository. Its tokens are used instead of github-token, for this repository only, and renewed before they expire. On the command line: the variable SEQUENTIAL_APP_ID.',
    { variable: 'SEQUENTIAL_APP_ID' },
  ),
  'app-private-key': actionOnly(
    optional(appPrivateKey),
    '',
    'Private key of that app (the .pem file), from a secret. It is never in an environment, argument or file that an agent can read. On the command line: the variable SEQUENTIAL_APP_PRIVATE_KEY.',
    { variable: APP_KEY_VARIABLE },
  ),
  'pull-request': actionOnly(
    choice('draft', 'ready', 'off'),
    'draft',
    'Pull request of the work branch: draft (ready when complete), ready from the start, or off.',
    { cli: 'off' },
  ),
  'halt-report': actionOnly(
    choice('auto', 'issue', 'pull-request'),
    'auto',
    'Where the run asks for your input: auto (on the pull request if the run was started from it, otherwise in an issue), issue, or pull-request.',
  ),
  'halt-labels': actionOnly(
    list(label, { allowSpaces: true }),
    '',
    'Labels of a halt issue; missing labels are created.',
  ),
  'halt-assignees': actionOnly(list(login, { allowSpaces: false }), '', 'Assignees of a halt issue.'),
  'fail-on': actionOnly(
    list(choice('halted', 'max-iterations', 'paused'), { allowSpaces: false }),
    'halted',
    'Outcomes that fail the step: any of halted, max-iterations, paused, or none. Errors always fail.',
  ),
  'resume-command': actionOnly(command, '/resume', 'First word of a comment that answers a halt.'),
  'allow-bots': actionOnly(
    list(login, { allowSpaces: false }),
    '',
    'Bots whose comments and events are accepted, such as helper[bot].',
  ),
  resume: actionOnly(flag, 'false', 'Whether this run answers an open halt (for workflow_dispatch).'),
  answer: actionOnly(text(), '', 'The answer that goes with resume.'),
  'install-tmux': actionOnly(flag, 'true', 'Whether to install tmux if it is missing.', { cli: 'false' }),
} as const;
