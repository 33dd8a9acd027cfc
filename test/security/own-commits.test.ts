import { describe, expect, test } from '@jest/globals';
import { attacked, onRemote } from './hostile.ts';

const id = 'git config user.name x; git config user.email x@example.org';
const once = { with: { attempts: '1', 'fail-on': 'none' } };

describe('nothing was done, and it counts as done', () => {
  test.concurrent.each<[string, string, string]>([
    ['agent | commits nothing | git commit --allow-empty', `${id}; git commit -q --allow-empty -m x`, 'Built.'],
    ['agent | commits records alone | the state file', `${id}; git add -A; git commit -qm x`, 'Built.'],
    [
      'agent | commits records alone | its box ticked in tasks.md',
      `${id}; sed -i 's/\\[ \\]/[x]/' .kiro/specs/my-feature/tasks.md; git add -A; git commit -qm x`,
      'Built.',
    ],
    [
      'agent | writes nothing | stray words: exists already',
      'true',
      'I did not push, since a branch of that name already exists.',
    ],
    [
      'agent | writes nothing | stray words: nothing to add',
      'true',
      'The parser is done; there is nothing to add to the tests.',
    ],
    [
      'agent | changes a file and takes it back | in two commits',
      `${id}; echo x > x; git add -A; git commit -qm x; git rm -q x; git commit -qm y`,
      'Built.',
    ],
  ])(
    '%s',
    (_, script, says) =>
      attacked({ script, says, alone: true, order: once }, (job, stage) => {
        expect(job.outputs.status).toBe('halted');
        expect(stage.state()).toMatchObject({ completed: [] });
        expect(stage.file('.kiro/specs/my-feature/tasks.md')).toBe('- [ ] 1. Build the parser');
      })(),
    120_000,
  );

  test.concurrent(
    'agent | finds its task done | says so in the sentence that is asked for',
    attacked({ script: 'true', says: 'No changes were needed. The parser is there.', alone: true }, (job) =>
      expect(job.outputs.status).toBe('complete'),
    ),
    120_000,
  );
});

describe('a merge is left half done', () => {
  const conflict = `${id}; git checkout -q -b side; echo theirs > src/one.txt; git commit -qam side; git checkout -q -; echo ours > src/one.txt; git commit -qam ours`;
  test.concurrent.each<[string, string]>([
    ['agent | leaves a rebase | with conflict marks', `${conflict}; git rebase side || true`],
    ['agent | leaves a merge | with conflict marks, staged', `${conflict}; git merge side || true; git add -A`],
    [
      'agent | commits conflict marks | of a merge',
      `${conflict}; git merge side || true; git add -A; git commit -qm merged`,
    ],
  ])(
    '%s',
    (_, script) =>
      attacked({ script, order: once }, (job, stage) => {
        expect(job.outputs.status).toBe('halted');
        expect(job.log).toMatch(/a merge or rebase is unfinished in: src\/one\.txt/);
        expect(stage.state()).toMatchObject({ completed: [] });
      })(),
    120_000,
  );
});

describe('an honest merge is taken for one that is half done', () => {
  const shown = '# Conflicts\n\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n';
  const merge = `${id}; git checkout -q -b side; echo theirs > side.txt; git add side.txt; git commit -qm side; git checkout -q -; git merge -q --no-ff -m merged side`;
  test.concurrent(
    'agent | adds to a document that shows a conflict | after a merge that went well',
    attacked({ script: `${merge}; echo more >> conflicts.md`, files: { 'conflicts.md': shown } }, (job, stage) =>
      expect([job.outputs.status, stage.file('conflicts.md')]).toEqual(['complete', `${shown}more`]),
    ),
    120_000,
  );
  test.concurrent(
    'agent | leaves a second conflict | in that document',
    attacked(
      {
        script: `${merge}; printf '<<<<<<< HEAD\\nx\\n=======\\ny\\n>>>>>>> side\\n' >> conflicts.md`,
        files: { 'conflicts.md': shown },
        order: once,
      },
      (job) => expect(job.log).toMatch(/a merge or rebase is unfinished in: conflicts\.md/),
    ),
    120_000,
  );
});

describe('a commit of the agent’s own acts on the platform', () => {
  test.concurrent.each<[string, string, RegExp]>([
    [
      'agent | closes an issue | by a message',
      'feat: parser\n\nFixes #1, closes octo/demo#1, resolves GH-1',
      /#\d|GH-\d/,
    ],
    ['agent | mentions people | by a message', 'feat: parser\n\ncc @octo/core and @maintainer', /@[a-z]/],
    [
      'agent | skips CI | by words and trailers',
      'feat: parser [skip ci]\n\nskip-checks: true',
      /\[skip ci\]|^skip-checks/m,
    ],
    [
      'agent | forges our trailers | another unit, another run',
      'feat: parser\n\nSpec: my-feature\nTask: 2\nRun: 1',
      /^(?:Spec|Task|Run):/m,
    ],
  ])(
    '%s',
    (_, message, acts) =>
      attacked(
        {
          script: `${id}; git add work.txt; git commit -qF - <<'X'\n${message}\nX\necho more > more.txt; git add more.txt; git commit -qm 'chore: more'`,
        },
        (job, stage) => {
          expect([job.outputs.status, stage.file('more.txt')]).toEqual(['complete', 'more']);
          const own = onRemote(stage, 'log', '--all', '--author=x@example.org', '--format=%B');
          expect(own).toMatch(/feat: parser/);
          expect(own).not.toMatch(acts);
        },
      )(),
    120_000,
  );
});

describe('the spec is lost from the branch', () => {
  test.concurrent.each<[string, string]>([
    ['agent | ignores .kiro | and untracks it', 'echo .kiro/ >> .gitignore; git rm -rq --cached .kiro'],
    [
      'agent | ignores .kiro | and commits that',
      `${id}; echo .kiro/ >> .gitignore; git rm -rq --cached .kiro; git add -A; git commit -qm x`,
    ],
  ])(
    '%s',
    (_, script) =>
      attacked({ script }, (job, stage) => {
        expect(job.outputs.status).toBe('complete');
        const names = onRemote(stage, 'ls-tree', '-r', '--name-only', 'sequential/my-feature').split('\n');
        expect(names).toEqual(
          expect.arrayContaining([
            '.kiro/specs/SEQUENTIAL_STATE.json',
            '.kiro/specs/my-feature/requirements.md',
            '.kiro/specs/my-feature/tasks.md',
            'work.txt',
          ]),
        );
        expect(stage.file('.kiro/specs/my-feature/tasks.md')).toContain('[x]');
      })(),
    120_000,
  );
});

describe('work is left out in silence', () => {
  test.concurrent(
    'sparse checkout | holds new files outside of it | they are in the commit',
    attacked(
      { script: 'git sparse-checkout set .kiro src; mkdir -p lib src; echo a > src/new.txt; echo b > lib/new.txt' },
      (job, stage) => {
        expect([
          job.outputs.status,
          stage.file('src/new.txt'),
          stage.file('lib/new.txt'),
          stage.file('README.md'),
        ]).toEqual(['complete', 'a', 'b', '# Demo']);
      },
    ),
    120_000,
  );
  test.concurrent(
    'filter | fails | the unit halts with the reason',
    attacked(
      {
        script: 'echo "*.bin working-tree-encoding=nonsense" > .gitattributes; echo x > a.bin',
        order: { with: { 'fail-on': 'none' } },
      },
      (job, stage) => {
        expect(job.outputs.status).toBe('halted');
        expect(stage.github.world.issues.get(stage.halt)?.body).toMatch(/failed to encode/);
        expect(stage.state()).toMatchObject({ completed: [] });
      },
    ),
    120_000,
  );
});
