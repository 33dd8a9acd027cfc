/** What `isolation-allow` lets an agent reach, beside the logins of other backends, which go by the backends' names. */
export const ISOLATION_NAMES = [
  'sudo',
  'docker',
  'ssh',
  'gpg',
  'git',
  'gh',
  'aws',
  'azure',
  'gcloud',
  'kube',
  'session',
  'tmux',
  'daemons',
  'clouds',
  'vaults',
  'registries',
  'databases',
  'browsers',
  'agents',
] as const;

export type IsolationName = (typeof ISOLATION_NAMES)[number];
