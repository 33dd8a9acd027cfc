import { describe, expect, test } from '@jest/globals';
import { explainFailure } from '../../src/repository/remote/refusal.ts';

const rejected = (why: string) => `To https://github.com/o/r\n!\tHEAD:refs/heads/w\t[remote rejected] (${why})\nDone`;

describe('what git printed about a remote', () => {
  test.each([
    [
      'a protected branch',
      `remote: error: GH006: Protected branch update failed for refs/heads/main.\n${rejected('protected branch hook declined')}`,
      /GH006/,
      /work-branch/,
    ],
    [
      'a ruleset',
      `remote: error: GH013: Repository rule violations found for refs/heads/w.\n${rejected('push declined due to repository rule violations')}`,
      /GH013/,
      /bypass/,
    ],
    [
      'a ruleset for signed commits',
      `remote: error: GH013: Repository rule violations found for refs/heads/w.\nremote: - Commits must have verified signatures.\n${rejected('push declined due to repository rule violations')}`,
      /verified signatures/,
      /`sign-commits: key`/,
    ],
    [
      'a protected branch for signed commits',
      `remote: error: GH006: Protected branch update failed for refs/heads/w.\nremote: error: Commits must have verified signatures.\n${rejected('protected branch hook declined')}`,
      /verified signatures/,
      /`sign-commits: key`/,
    ],
    [
      'a protected branch of Gitea for signed commits',
      `remote: Gitea: branch w is protected from unverified commit 1234567\n${rejected('pre-receive hook declined')}`,
      /unverified commit/,
      /`sign-commits: key`/,
    ],
    [
      'a workflow file',
      rejected(
        'refusing to allow a GitHub App to create or update workflow `.github/workflows/ci.yml` without `workflows` permission',
      ),
      /workflows/,
      /`workflows` permission/,
    ],
    [
      'a large file',
      `remote: error: GH001: Large files detected.\n${rejected('pre-receive hook declined')}`,
      /GH001/,
      /100 MB/,
    ],
    [
      'an LFS object',
      `remote: error: GH008: Your push referenced at least 1 unknown Git LFS object:\n${rejected('pre-receive hook declined')}`,
      /GH008/,
      /git lfs push/,
    ],
    [
      'a secret',
      `remote: error: GH009: Secrets detected! This push failed.\n${rejected('push declined')}`,
      /GH009/,
      /secret/,
    ],
    [
      'a fork',
      "remote: Permission to o/r.git denied to github-actions[bot].\nfatal: unable to access 'https://github.com/o/r/': The requested URL returned error: 403",
      /denied/,
      /contents: write/,
    ],
    [
      'an expired token',
      "remote: Invalid username or token.\nfatal: Authentication failed for 'https://github.com/o/r/'",
      /Authentication failed/,
      /expired/,
    ],
    [
      'no token',
      "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
      /could not read/,
      /asks for a login.*`github-token`.*credential helper/,
    ],
    [
      'no such repository',
      "remote: Repository not found.\nfatal: repository 'https://github.com/o/r/' not found",
      /not found/,
      /address/,
    ],
    [
      'an archive',
      "remote: This repository was archived so it is read-only.\nfatal: unable to access 'x': The requested URL returned error: 403",
      /403/,
      /Unarchive/,
    ],
    [
      'ssh without a key',
      'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
      /publickey/,
      /ssh/,
    ],
    [
      'an unknown certificate',
      "fatal: unable to access 'x': SSL certificate problem: self-signed certificate",
      /SSL/,
      /sslCAInfo/,
    ],
    [
      'a hook of the server',
      `remote: no pushes on Fridays\n${rejected('pre-receive hook declined')}`,
      /declined/,
      /server/,
    ],
  ])('%s is a refusal that says what to change', (_, output, reason, remedy) => {
    const failure = explainFailure(output);
    expect(failure).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
      remedy: expect.stringMatching(remedy),
    });
  });

  test.each([
    'fatal: unable to access: Could not resolve host: github.com',
    'fatal: unable to access: Failed to connect to github.com port 443: Connection refused',
    'error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502\nfatal: the remote end hung up unexpectedly',
    "fatal: unable to access 'x': The requested URL returned error: 503",
    "fatal: unable to access 'x': The requested URL returned error: 429",
    'fatal: unable to access: Empty reply from server',
    'fatal: early EOF',
    rejected('Internal Server Error'),
    'something that nobody has ever seen',
  ])('%s is tried again', (output) => {
    expect(explainFailure(output).kind).toBe('transient');
  });

  test('a helper of git’s that was killed is named, with the likely cause', () => {
    expect(explainFailure('error: git-remote-https died of signal 9')).toEqual({
      kind: 'transient',
      reason: 'error: git-remote-https died of signal 9 (out of memory?)',
    });
  });

  test('a command that was cut off for taking too long is tried again, whatever it had printed', () => {
    const failure = explainFailure('remote: Permission to o/r denied to x', 'was silent for 1 min');
    expect(failure).toEqual({
      kind: 'transient',
      reason: 'the remote was silent for 1 min: Permission to o/r denied to x',
    });
    expect(explainFailure('\rWriting objects: 3% (1/9)', 'took too long')).toMatchObject({
      reason: 'the remote took too long',
    });
  });

  test.each([
    '!\tHEAD:refs/heads/w\t[rejected] (fetch first)',
    '!\tHEAD:refs/heads/w\t[rejected] (non-fast-forward)',
    rejected("cannot lock ref 'refs/heads/w': is at 123 but expected 456"),
    rejected('failed to update ref'),
  ])('%s means that others pushed', (output) => {
    expect(explainFailure(output)).toEqual({ kind: 'behind' });
  });

  test('the reason is the telling lines, without progress, and short', () => {
    const output = `Writing objects: 100%\nremote: error: GH006: Protected branch update failed.\nhint: see\n${'error: x '.repeat(200)}`;
    const failure = explainFailure(output);
    expect(failure).toMatchObject({ kind: 'refused' });
    if (failure.kind !== 'refused') return;
    expect(failure.reason).toMatch(/^error: GH006/);
    expect(failure.reason.length).toBeLessThanOrEqual(600);
  });
});
