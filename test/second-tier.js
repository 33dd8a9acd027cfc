/**
 * Tests that take too long for `npm test`, beside the stories of `test/end-to-end/`: folders and files under `test/`.
 * What each of them varies, a test of the first tier shows once.
 */
export const secondTier = [
  // npm itself; `agents/install/programs` installs from the same registry.
  'agents/install/install-cli',
  // Nights on one task; `command-line/run` and `command-line/assignment` are the first tier's.
  'command-line/app',
  'command-line/limits',
  'command-line/secrets',
  // Every regular expression, on growing texts.
  'linear',
  // What people, servers and agents do beside us; open, attempts, push, saved-work, merging, history, signing stay.
  'repository/api-signing',
  'repository/deleted-branch',
  'repository/filters',
  'repository/hidden-files',
  'repository/left-alone',
  'repository/partial-clone',
  'repository/publish-branch',
  'repository/records-aside',
  'repository/renewed-tokens',
  'repository/signing-keys',
  'repository/sparse',
  'repository/unfinished-work',
  // Real windows and sandboxes; `terminal/attempt`, `terminal/tmux` and `terminal/isolation/isolation` stay.
  'terminal/attached',
  'terminal/ends',
  'terminal/isolation/sandbox',
  'terminal/tmux-configurations',
];
