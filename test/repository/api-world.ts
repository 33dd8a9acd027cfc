import { readFileSync, writeFileSync } from 'node:fs';
import { createGitHubClient } from '../../src/platform/client/client.ts';
import { createCommitApi } from '../../src/platform/git-data.ts';
import type { RepositoryOptions } from '../../src/repository/types.ts';
import { givenToken, type TokenSource } from '../../src/secrets/token-source.ts';
import { FakeGitHub } from '../harness/github/index.ts';
import { type RemoteWorld, TOKEN } from './remote-world.ts';
import { machineKey, sshKey } from './signing-world.ts';

/** GitHub in front of the world's server, which takes signed commits alone. */
export interface ApiWorld {
  readonly github: FakeGitHub;
  /** Path of the key that stands for GitHub's own. */
  readonly key: string;
  /** What has GitHub sign, with a token. */
  signing(tokens?: TokenSource): Pick<RepositoryOptions, 'signing'>;
  /** What was asked of the API since the last look: `GET commits`, `POST trees`, with the status of a refusal. */
  asked(): string[];
}

export async function startApi({ world, server, bare }: RemoteWorld): Promise<ApiWorld> {
  const github = await FakeGitHub.start({ owner: 'o', repo: 'r', now: () => world.clock.now });
  const key = sshKey(world);
  github.world.gitData = { bare, key };
  github.world.token(TOKEN, 'github-actions[bot]', { contents: 'write' });
  writeFileSync(world.path('signers'), `* ${readFileSync(`${key}.pub`, 'utf8')}`);
  // People sign what they push, too.
  machineKey(world, key);
  world.git(world.root, 'config', '--global', 'commit.gpgSign', 'true');
  server.requireSignatures('o/r', world.path('signers'));
  let seen = 0;
  return {
    github,
    key,
    signing: (tokens = givenToken(TOKEN)) => {
      const client = createGitHubClient({
        ...{ apiUrl: github.url, owner: 'o', repo: 'r', tokens, mask: (text) => text, retryAfterBaseMs: 1 },
        now: () => world.clock.now,
        sleep: async (ms) => {
          world.clock.now += ms;
        },
      });
      return { signing: { api: createCommitApi(client) } };
    },
    asked() {
      const lines = github.story().slice(seen);
      seen += lines.length;
      return lines.map((line) =>
        line
          .replace(/ \/git\//, ' ')
          .replace(/(commits)\/\S+/, '$1')
          .replace(/ 20[01]$/, ''),
      );
    },
  };
}
