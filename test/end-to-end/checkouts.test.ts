import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { BRANCH, type Stage, staged, TOKEN } from './stage.ts';

/** Looks for the token wherever an agent could: git's configuration, its own environment, the workspace. */
const spies = {
  run: "{ git config --list --show-origin; env; cat .git/config; } 2>/dev/null | grep -c -e ghs_ -e extraheader > '{root}/seen'; true",
};
const options = { tasks: '- [ ] 1. Build the parser\n', units: { 1: [spies, { write: 'parser.txt', text: 'x\n' }] } };
const header = `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${TOKEN}`).toString('base64')}`;

function git(folder: string, ...args: string[]): string {
  const env = { PATH: process.env.PATH ?? '', HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' };
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trimEnd();
}

/** What every version of actions/checkout does first: one commit, of the branch that the event is on. */
function fetchOne(stage: Stage, folder: string): void {
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'remote', 'add', 'origin', `${stage.git.origin}/octo/demo`);
}
function checkOut(stage: Stage, folder: string): void {
  git(
    folder,
    'fetch',
    '-q',
    '--no-tags',
    '--depth=1',
    `file://${stage.bare}`,
    '+refs/heads/main:refs/remotes/origin/main',
  );
  git(folder, 'checkout', '-q', '--force', '-B', 'main', 'refs/remotes/origin/main');
}

test.concurrent(
  'a checkout of actions/checkout v4, whose token lies in .git/config, is used and left as it was',
  staged(options, async (stage) => {
    const key = `http.${stage.git.origin}/.extraheader`;
    const job = await stage.job({
      post: true,
      workspace(folder) {
        fetchOne(stage, folder);
        git(folder, 'config', '--local', key, header);
        checkOut(stage, folder);
      },
    });
    expect([job.code, job.outputs.status]).toEqual([0, 'complete']);
    expect(readFileSync(stage.path('seen'), 'utf8')).toBe('0\n');
    expect(git(job.workspace, 'config', '--local', key)).toBe(header);
    expect(git(job.workspace, 'rev-parse', '--abbrev-ref', 'HEAD')).toBe(BRANCH);
    expect(stage.commits()).toEqual(['feat(my-feature): build the parser']);
  }),
);

test.concurrent(
  'a checkout of actions/checkout v6, whose token lies in a file outside that .git/config includes, too',
  staged(options, async (stage) => {
    let included = '';
    const job = await stage.job({
      workspace(folder, { temp }) {
        const credentials = join(temp, 'git-credentials-0f0e.config');
        writeFileSync(credentials, `[http "${stage.git.origin}/"]\n\textraheader = ${header}\n`);
        fetchOne(stage, folder);
        included = `includeIf.gitdir:${realpathSync(folder)}/.git.path`;
        git(folder, 'config', '--local', included, credentials);
        checkOut(stage, folder);
      },
    });
    expect([job.code, job.outputs.status]).toEqual([0, 'complete']);
    expect(readFileSync(stage.path('seen'), 'utf8')).toBe('0\n');
    expect(existsSync(git(job.workspace, 'config', '--local', included))).toBe(true);
    expect(git(job.workspace, 'config', `http.${stage.git.origin}/.extraheader`)).toBe(header);
    expect(stage.commits()).toEqual(['feat(my-feature): build the parser']);
  }),
);

test.concurrent(
  'a self-hosted runner meets its own checkout of the last job again',
  staged({ ...options, tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n' }, async (stage) => {
    const first = await stage.job({ with: { 'max-iterations': '1' }, post: true });
    expect(first.outputs.status).toBe('max-iterations');
    const second = await stage.job({ in: first });
    expect([second.code, second.outputs.status]).toEqual([0, 'complete']);
    const checkedOut = await stage.job({ in: first, with: { checkout: 'always' } });
    expect([checkedOut.code, checkedOut.outputs.status]).toEqual([1, 'failed']);
    expect(checkedOut.log).toMatch(/::error::error: .*: The workspace is not empty.*%0A {2}→ Use `checkout: auto`/);
  }),
);

test.concurrent(
  'a token that may only read, as in a run from a fork, is refused clearly',
  staged(options, async (stage) => {
    stage.git.tokens.set(TOKEN, { access: 'read', login: 'github-actions[bot]' });
    const job = await stage.job();
    expect([job.code, job.outputs.status]).toEqual([1, 'halted']);
    expect(job.log).toMatch(/Permission to octo\/demo\.git denied to github-actions\[bot\]|error: 403/);
    expect(job.log).toMatch(/A run from a fork gets a read-only token: run in the repository itself/);
  }),
);
