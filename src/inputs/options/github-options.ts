import { author, branch } from '../kinds/git-kinds.ts';
import { optional } from '../kinds/kind.ts';
import { choice, flag, list, matching, text } from '../kinds/kinds.ts';
import { both, onlyAction } from './option.ts';

const label = matching(/^.{1,50}$/u, 'label', 'labels of at most 50 characters');
const login = matching(/^@?[A-Za-z0-9](?:[A-Za-z0-9_-]*)(?:\[bot\])?$/u, 'login', 'GitHub logins');
const command = matching(
  /^\/(?!(?:skip|status)$)[A-Za-z][\w-]*$/u,
  'command',
  'one word such as /resume, but not /skip or /status',
);

/** Where the work is kept, and where people are told and heard. */
export const githubOptions = {
  checkpoint: both(
    choice('off', 'commit', 'push'),
    'push',
    'What is done after each unit: off (files only), commit, or push (and seen on the remote before the next unit).',
    { cli: 'off' },
  ),
  'work-branch': both(
    branch,
    'sequential/{spec}',
    'Branch to work on. Given but empty: the branch that is checked out.',
    { cli: '', emptyIsValue: true },
  ),
  'base-branch': both(optional(branch), '', 'Branch to start from and to merge into. Empty: the default branch.'),
  'commit-author': both(
    optional(author),
    '',
    "Author of the commits, Name <mail>. Empty: git's own identity, else the project's.",
  ),
  checkout: onlyAction(
    choice('auto', 'always', 'never'),
    'auto',
    'Whether to clone the repository: auto (if the workspace is empty), always, or never.',
    { cli: 'never' },
  ),
  'github-token': onlyAction(
    text('token'),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's, for action.yml.
    '${{ github.token }}',
    'Token to push, to open issues and pull requests, and to ask for permissions. No agent sees it.',
    { cli: '' },
  ),
  'pull-request': onlyAction(
    choice('draft', 'ready', 'off'),
    'draft',
    'Pull request of the work branch: draft (ready when complete), ready from the start, or off.',
    { cli: 'off' },
  ),
  'halt-report': onlyAction(
    choice('auto', 'issue', 'pull-request'),
    'auto',
    'Where a human is asked: auto (on the pull request if the run was started from it, else in an issue), issue, or pull-request.',
  ),
  'halt-labels': onlyAction(list(label, { blanks: true }), '', 'Labels of a halt issue; missing ones are created.'),
  'halt-assignees': onlyAction(list(login, { blanks: false }), '', 'Who is assigned to a halt issue.'),
  'fail-on': onlyAction(
    list(choice('halted', 'max-iterations', 'paused'), { blanks: false }),
    'halted',
    'Endings that fail the step: any of halted, max-iterations, paused, or none. Errors always fail.',
  ),
  'resume-command': onlyAction(command, '/resume', 'First word of a comment that answers a halt.'),
  'allow-bots': onlyAction(list(login, { blanks: false }), '', 'Bots whose comments count, such as helper[bot].'),
  resume: onlyAction(flag, 'false', 'Answers an open halt by this run, for workflow_dispatch.'),
  answer: onlyAction(text(), '', 'The answer that goes with resume.'),
  'install-tmux': onlyAction(flag, 'true', 'Whether to install tmux where it is missing.', { cli: 'false' }),
} as const;
