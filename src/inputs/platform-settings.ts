import { UserError } from '../errors.ts';
import type { OptionReader } from './source.ts';
import type { AppCredentials, PlatformSettings } from './types.ts';

/** Where people are told and heard, of the options that say so. */
export function platformSettings(reader: OptionReader): PlatformSettings {
  const { get } = reader;
  const logins = (names: readonly string[]) => names.map((name) => name.replace(/^@/u, ''));
  return {
    command: get('command'),
    token: get('github-token'),
    app: readApp(reader),
    checkout: get('checkout'),
    pullRequest: get('pull-request'),
    haltReport: get('halt-report'),
    haltLabels: get('halt-labels'),
    haltAssignees: logins(get('halt-assignees')),
    failOn: get('fail-on'),
    resumeCommand: get('resume-command'),
    allowBots: logins(get('allow-bots')),
    resume: get('resume'),
    answer: get('answer'),
    chainLimit: get('chain-limit'),
    installTmux: get('install-tmux'),
  };
}

/** Both or neither: one alone gets no token. */
function readApp({ get, label }: OptionReader): AppCredentials | null {
  const id = get('app-id');
  const key = get('app-private-key');
  if (id !== null && key !== null) return { id, key };
  if (id === null && key === null) return null;
  const [missing, given] =
    id === null ? (['app-id', 'app-private-key'] as const) : (['app-private-key', 'app-id'] as const);
  throw new UserError(`is not given, but ${label(given)} is`, {
    where: label(missing),
    fix: 'Give both, or neither. In a workflow, check that the secret it names exists; pull requests from forks get no secrets.',
  });
}
