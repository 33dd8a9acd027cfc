/** A spec of one task. */
export const one = '- [ ] 1. Make the page\n';

/** Arguments of a run without pauses, windows, installs and assignments. */
export const run = (...more: string[]): string[] => [
  ...['run', '--spec', 'demo', '--delay', '0', '--tmux', 'off', '--install-agents', 'never', '--checkpoint', 'commit'],
  ...['--assign-backend', 'none', ...more],
];
