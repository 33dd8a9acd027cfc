/**
 * Nobody sits at a keyboard: an editor that git, gh or crontab opens keeps what it is given, a pager prints, and what
 * would ask a question fails instead. They win over what a person has set for themselves.
 */
export const UNATTENDED: Readonly<Record<string, string>> = {
  EDITOR: 'true',
  VISUAL: 'true',
  GIT_EDITOR: 'true',
  GIT_SEQUENCE_EDITOR: 'true',
  GIT_MERGE_AUTOEDIT: 'no',
  PAGER: 'cat',
  GIT_PAGER: 'cat',
  GH_PAGER: 'cat',
  MANPAGER: 'cat',
  SYSTEMD_PAGER: 'cat',
  AWS_PAGER: '',
  GIT_TERMINAL_PROMPT: '0',
  GH_PROMPT_DISABLED: '1',
  GCM_INTERACTIVE: 'never',
  PIP_NO_INPUT: '1',
  DEBIAN_FRONTEND: 'noninteractive',
};

/** Tells tools, test runners above all, that they are not watched; a value that the job has stays. */
export const UNWATCHED: Readonly<Record<string, string>> = { CI: '1' };
