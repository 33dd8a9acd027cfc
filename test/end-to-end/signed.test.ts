import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { BRANCH, type Stage, staged } from './stage.ts';

/** A key of ssh, and a ruleset on the server for which only its signature counts. Returns the private key. */
function requireSignatures(stage: Stage): string {
  const path = stage.path('key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'night', '-f', path]);
  writeFileSync(stage.path('signers'), `* ${readFileSync(`${path}.pub`, 'utf8')}`);
  const lines = [
    'while read old new ref; do',
    '  case "$ref" in refs/heads/*) ;; *) continue ;; esac',
    '  for commit in $(git rev-list "$new" --not --all); do',
    `    git -c gpg.ssh.allowedSignersFile='${stage.path('signers')}' verify-commit "$commit" 2>/dev/null && continue`,
    '    echo "error: GH013: Repository rule violations found for $ref." >&2',
    '    echo "- Commits must have verified signatures." >&2',
    '    exit 1',
    '  done',
    'done',
  ];
  stage.git.hook('octo/demo', lines.join('\n'));
  return readFileSync(path, 'utf8');
}

const commit = 'git config user.name Agent; git config user.email a@b.c; git add parser.txt; git commit -qm parsed';
/** The agent gets hold of what processes were started with, and of what lies in files. */
const loot = [
  'for p in /proc/[0-9]*; do cat "$p/environ" "$p/cmdline" 2>/dev/null; done > "{root}/loot"',
  'grep -rhsa "" "$RUNNER_TEMP" "$HOME" . >> "{root}/loot"; true',
].join('; ');

test.concurrent(
  'a server that takes signed commits alone halts a night without a key; with one, every commit of the night is signed',
  staged(
    {
      tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n',
      units: {
        1: [{ write: 'parser.txt', text: 'x\n' }, { run: commit }, { run: loot }],
      },
    },
    async (stage) => {
      const key = requireSignatures(stage);
      const unsigned = await stage.job();
      expect([unsigned.code, unsigned.outputs.status]).toEqual([1, 'halted']);
      expect(stage.github.world.issues.get(stage.halt)?.body).toMatch(
        /Set `sign-commits: key` with a key that the server knows[\s\S]*must have verified signatures/,
      );

      const order = { with: { 'sign-commits': 'key' }, env: { SEQUENTIAL_SIGNING_KEY: key }, post: true };
      const signed = await stage.say('maintainer', '/resume The key is there now.', stage.halt, order);
      expect([signed.code, signed.outputs.status]).toEqual([0, 'complete']);
      expect(stage.commits().at(-1)).toBe('feat(my-feature): store the links');
      expect(stage.commits()).toContain('parsed');
      expect(stage.file('parser.txt', BRANCH)).toBe('x');

      const seen = [
        readFileSync(stage.path('loot'), 'latin1'),
        signed.log.replace(/^::add-mask::.*\n/gm, ''),
        signed.postLog,
      ];
      expect(seen[0]).toContain('GITHUB_REPOSITORY=octo/demo');
      for (const line of key.split('\n').slice(2, -3)) for (const text of seen) expect(text).not.toContain(line);
    },
  ),
);
