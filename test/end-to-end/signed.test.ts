import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { until } from '../harness/until.ts';
import { BRANCH, type Stage, staged } from './stage.ts';

/** A key of ssh, and a ruleset on the server for which only its signature counts. Returns the private key's path. */
function requireSignatures(stage: Stage): string {
  const path = stage.path('key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'night', '-f', path]);
  writeFileSync(stage.path('signers'), `* ${readFileSync(`${path}.pub`, 'utf8')}`);
  stage.git.requireSignatures('octo/demo', stage.path('signers'));
  return path;
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
      const key = readFileSync(requireSignatures(stage), 'utf8');
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

test.concurrent(
  'with the API every commit of the night is made and signed by GitHub, also after a kill in the middle of one',
  staged(
    {
      tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n',
      units: {
        1: [{ run: "printf '\\000\\377' > image.bin; printf '#!/bin/sh\\n' > run.sh; chmod +x run.sh" }],
        2: [{ write: 'parser.txt', text: 'x\n' }, { run: commit }],
      },
    },
    async (stage) => {
      const { github, bare } = stage;
      github.world.gitData = { bare, key: requireSignatures(stage) };
      github.fail({ on: 'POST /repos/octo/demo/git/trees', times: 1, trouble: { kind: 'silence' } });
      const order = { with: { 'sign-commits': 'api' }, post: false };
      const running = stage.start(order);
      await until(
        () => github.story(),
        (lines) => lines.includes('POST /git/blobs 201') && lines.includes('POST /git/trees 0'),
      );
      running.kill('SIGKILL');
      const lost = await running.ended;
      expect(stage.branches()).toEqual(['main', BRANCH]);

      const next = await stage.job({ ...order, in: lost });
      expect([next.code, next.outputs.status]).toEqual([0, 'complete']);
      expect(stage.log('%an %cn %(trailers:key=Task,valueonly,separator=)').split('\n')).toEqual([
        'github-actions[bot] GitHub 1',
        'github-actions[bot] GitHub ',
        'github-actions[bot] GitHub 2',
      ]);
      expect(stage.file('parser.txt')).toBe('x');
      const listed = execFileSync('git', ['-C', bare, 'ls-tree', BRANCH, 'image.bin', 'run.sh'], { encoding: 'utf8' });
      expect(listed.split('\n').map((line) => line.slice(0, 6))).toEqual(['100644', '100755', '']);
    },
  ),
);
