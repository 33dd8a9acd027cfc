/**
 * Tests that take too long for `npm test`, beside the stories of `test/end-to-end/`: folders and files under `test/`.
 * What each of them varies, a test of the first tier shows once.
 */
export const secondTier = [
  // Real programs that speak the protocol; its readers and a whole attempt stay.
  'agents/acp/bridge',
  'agents/added-backend',
  // npm itself; `agents/install/programs` installs from the same registry.
  'agents/install/install-cli',
  // GitHub's answers about secrets and settings; `app/doctor` stays.
  'app/doctor-ci',
  // Set-ups and nights; `command-line/init`, `run`, `plan` and `reset-unit` are the first tier's, and so are the
  // transcripts of `run/`.
  'command-line/agents',
  'command-line/app',
  'command-line/assignment',
  'command-line/bad-input',
  'command-line/default-checkpoint',
  'command-line/detach',
  'command-line/doctor',
  'command-line/forecast',
  'command-line/hang-up',
  'command-line/headroom',
  'command-line/init-files',
  'command-line/init-kinds',
  'command-line/init-settings',
  'command-line/limits',
  'command-line/prompt',
  'command-line/questions',
  'command-line/renamed',
  'command-line/report',
  'command-line/reset',
  'command-line/resume',
  'command-line/run-records',
  'command-line/scratch',
  'command-line/secrets',
  'command-line/shared-limits',
  'command-line/signing',
  'command-line/specs',
  'command-line/worktree',
  // Every regular expression, on growing texts.
  'linear',
  // Another forge, and a pull request of 300 units; `platform/pull-request` stays.
  'platform/gitea',
  'platform/long-night',
  // npm, and a whole demo.
  'release/package',
  // A browser.
  'report/html/browser',
  // What people, servers and agents do beside us; open, attempts, push, steering, hostile stay.
  'repository/api-signing',
  'repository/cut-off-clone',
  'repository/deleted-branch',
  'repository/filters',
  'repository/hidden-files',
  'repository/history',
  'repository/killed-git',
  'repository/left-alone',
  'repository/merging',
  'repository/partial-clone',
  'repository/publish-branch',
  'repository/push-races',
  'repository/records-aside',
  'repository/records-ref',
  'repository/remote',
  'repository/renewed-tokens',
  'repository/saved-work',
  'repository/shared-text',
  'repository/signing',
  'repository/signing-keys',
  'repository/silence',
  'repository/sparse',
  'repository/submodules',
  'repository/temporary-files',
  'repository/tree-copy',
  'repository/unfinished-work',
  // Whole nights, many times; `simulation/nights`, `forecast/` and `throttle/` are the first tier's.
  'simulation/fleet',
  'simulation/forecasts',
  // Real windows and sandboxes; `terminal/attempt`, the policy of sandboxes and a first night inside one stay.
  'terminal/attached',
  'terminal/ends',
  'terminal/foreign-server',
  'terminal/isolation/followed-paths',
  'terminal/isolation/isolation',
  'terminal/isolation/planted',
  'terminal/isolation/sandbox',
  'terminal/tmux',
  'terminal/tmux-configurations',
];
