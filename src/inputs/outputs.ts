/** Names of the action's outputs and what they hold. */
export const outputs = {
  status:
    'How the run ended: complete, max-iterations, halted, paused, failed, or ignored (the event requires nothing).',
  'exit-code':
    "The command line's exit code for it: 0 complete, 1 max-iterations, 2 halted, 3 paused, 64 and 70 errors.",
  'units-total': 'Number of units.',
  'units-done': 'Number of units that are done.',
  'units-failed': 'Number of units that failed.',
  'checkboxes-left-open':
    'Number of checkboxes that no unit works on: optional ones, checklists, and what was not understood.',
  'next-unit': 'The unit that would run next.',
  'halted-unit': 'The unit that needs your input.',
  'issue-number': 'Number of the halt issue.',
  'issue-url': 'URL of the halt issue or comment.',
  'pull-request-number': 'Number of the pull request.',
  'pull-request-url': 'URL of the pull request.',
  branch: 'The work branch.',
  commit: 'The last checkpoint.',
  'resume-after': 'Time after which a paused run may continue; ISO 8601, UTC.',
  'state-path': 'Path of the state file.',
  'progress-path': 'Path of the progress log.',
  'log-path': "Folder of the agents' transcripts, for actions/upload-artifact.",
  matrix:
    'With command specs: the names of the specs that have something to do now, at most 256, as a JSON array for strategy.matrix; [] for none.',
} as const;

export type OutputName = keyof typeof outputs;
