import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { attacked, expectProtected, onRemote } from './hostile.ts';

const hide = 'mkdir -p .github/workflows; echo "$EVIL" > .github/workflows/x.yml';
const blob = 'blob=$(echo "$EVIL" | git hash-object -w --stdin)';
const id = 'git config user.name x; git config user.email x@example.org';
/** A commit on HEAD whose tree holds a workflow, as an object alone: `$evil`. */
const evilCommit = `${id}; ${blob}
export GIT_INDEX_FILE="$ROOT/index-of-mine"; git read-tree HEAD
git update-index --add --cacheinfo 100644,$blob,.github/workflows/x.yml
evil=$(git commit-tree -p HEAD -m evil $(git write-tree)); unset GIT_INDEX_FILE`;

describe('a protected path is changed in what is pushed', () => {
  test.concurrent.each<[string, string]>([
    ['agent | writes a workflow | into the working tree', hide],
    ['agent | changes and removes | workflow and CODEOWNERS', 'echo "$EVIL" > .github/workflows/ci.yml; rm CODEOWNERS'],
    [
      'agent | puts a blob into the index | skip-worktree',
      `${blob}; git update-index --add --cacheinfo 100644,$blob,.github/workflows/x.yml; git update-index --skip-worktree .github/workflows/x.yml`,
    ],
    [
      'agent | puts a blob into the index | assume-unchanged',
      `${blob}; git update-index --add --cacheinfo 100644,$blob,.github/workflows/ci.yml; git update-index --assume-unchanged .github/workflows/ci.yml`,
    ],
    [
      'agent | writes a workflow | under names that differ by case',
      'mkdir -p .GitHub/Workflows; echo "$EVIL" > .GitHub/Workflows/x.yml; echo x > codeowners',
    ],
    [
      'agent | writes a workflow | under a name with an ignored character',
      'd=$(printf ".git\\342\\200\\214hub"); mkdir -p "$d/workflows"; echo "$EVIL" > "$d/workflows/x.yml"',
    ],
    [
      'agent | writes a workflow | behind a link in place of .github',
      'mkdir -p other/workflows; echo "$EVIL" > other/workflows/x.yml; rm -rf .github; ln -s other .github',
    ],
    [
      'agent | makes a repository | nested at the protected path',
      `${id}; mkdir -p .github/actions/a; cd .github/actions/a; git init -q; echo x > a; git add a; git commit -qm a`,
    ],
    [
      'agent | points a submodule | at the protected path, committed',
      `${id}; git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),.github/actions/a; git commit -qm submodule`,
    ],
  ])(
    '%s',
    (_, script) =>
      attacked({ script }, (job, stage) => {
        expect([job.code, stage.file('work.txt')]).toEqual([0, 'work']);
        expectProtected(stage);
      })(),
    120_000,
  );
});

describe('a protected path is changed in the history that is pushed', () => {
  test.concurrent.each<[string, string]>([
    [
      'agent | commits a workflow | and takes it back',
      `${id}; ${hide}; git add -A; git commit -qm a; git rm -qf .github/workflows/x.yml; git commit -qm b`,
    ],
    [
      'agent | commits a workflow | behind merge -s ours',
      `${id}; git add work.txt; git commit -qm work; ${evilCommit}; git merge -q -s ours -m merge $evil`,
    ],
    [
      'agent | commits a workflow | behind git replace',
      `${evilCommit}; clean=$(git commit-tree -p HEAD -m clean HEAD^{tree}); git replace $evil $clean; git update-ref refs/heads/$(git branch --show-current) $evil`,
    ],
    [
      'agent | commits a workflow | behind a graft',
      `${evilCommit}; top=$(git commit-tree -p $evil -m top HEAD^{tree}); mkdir -p .git/info; echo "$top $(git rev-parse HEAD)" > .git/info/grafts; git update-ref refs/heads/$(git branch --show-current) $top`,
    ],
    [
      'agent | commits a workflow | behind the border of a shallow clone',
      `${evilCommit}; top=$(git commit-tree -p $evil -m top HEAD^{tree}); git update-ref refs/heads/$(git branch --show-current) $top; echo $top >> .git/shallow`,
    ],
    [
      'agent | commits a workflow | whose object is overwritten',
      `${evilCommit}; clean=$(git commit-tree -p HEAD -m clean HEAD^{tree}); f() { echo .git/objects/$(echo $1 | cut -c1-2)/$(echo $1 | cut -c3-); }; chmod u+w $(f $evil); cp $(f $clean) $(f $evil); git update-ref refs/heads/$(git branch --show-current) $evil`,
    ],
    [
      'agent | commits a workflow | through alternates',
      `${id}; git init -q --bare "$ROOT/other.git"; ${blob}; export GIT_OBJECT_DIRECTORY="$ROOT/other.git/objects" GIT_ALTERNATE_OBJECT_DIRECTORIES="$PWD/.git/objects"; ${evilCommit}; unset GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES; echo "$ROOT/other.git/objects" > .git/objects/info/alternates; git update-ref refs/heads/$(git branch --show-current) $evil`,
    ],
    [
      'agent | rewrites the branch | amended with a workflow',
      `${id}; ${hide}; git add -A; git commit -q --amend -m amended`,
    ],
    [
      'agent | leaves the branch | an orphan with a workflow',
      `${id}; git checkout -q --orphan mine; ${hide}; git add -A; git commit -qm orphan`,
    ],
    [
      'agent | names a commit | by tags, notes and refs of ours',
      `${evilCommit}; git tag v1 $evil; git notes add -m x; git update-ref refs/sequential/lost/my-feature/x $evil; git update-ref refs/sequential/wip/my-feature $evil`,
    ],
  ])(
    '%s',
    (_, script) =>
      attacked({ script }, (_job, stage) => {
        expectProtected(stage);
        expect(onRemote(stage, 'for-each-ref', '--format=%(refname)', 'refs/tags', 'refs/notes', 'refs/replace')).toBe(
          '',
        );
      })(),
    120_000,
  );
});

describe('a protected path is changed by what the agent leaves behind', () => {
  const endless = (act: string) =>
    `cat > "$ROOT/s.sh" <<X\nfor i in $(seq 3000); do ${act}; done\nX\n(env -i PATH="$PATH" EVIL="$EVIL" setsid setsid timeout 60 sh "$ROOT/s.sh" >/dev/null 2>&1 &)`;
  test.concurrent(
    'verify | writes a workflow | after the agent ended',
    attacked(
      {
        script: 'true',
        order: { with: { verify: 'mkdir -p .github/workflows; echo evil > .github/workflows/x.yml' } },
      },
      (job, stage) => {
        expect(job.code).toBe(0);
        expectProtected(stage);
      },
    ),
    120_000,
  );
  test.concurrent(
    'verify | commits a workflow | after the agent ended',
    attacked(
      {
        script: `${id}`,
        order: {
          with: {
            verify: 'mkdir -p .github/workflows; echo evil > .github/workflows/x.yml; git add -A; git commit -qm evil',
          },
        },
      },
      (_job, stage) => expectProtected(stage),
    ),
    120_000,
  );
  test.concurrent(
    'survivor | writes a workflow | again and again, also between check and commit',
    attacked(
      { script: endless('mkdir -p .github/workflows; echo evil > .github/workflows/x.yml; sleep 0.01') },
      (_job, stage) => expectProtected(stage),
    ),
    120_000,
  );
  test.concurrent(
    'survivor | commits a workflow | again and again',
    attacked(
      {
        script: `${id}; ${endless('mkdir -p .github/workflows; echo \\$i > .github/workflows/x.yml; git add -A; git commit -qm evil; sleep 0.02')}`,
      },
      (_job, stage) => expectProtected(stage),
    ),
    120_000,
  );
  test.concurrent(
    'agent | has a workflow saved aside | silent until its time is up',
    attacked(
      {
        script: '',
        attempts: [[{ write: 'work.txt', text: 'half\n' }, { run: `EVIL=evil; ${hide}` }, { hang: true }]],
        order: { with: { attempts: '1', 'idle-timeout': '3s', 'fail-on': 'none' } },
      },
      (job, stage) => {
        expect(job.outputs.status).toBe('halted');
        expectProtected(stage);
      },
    ),
    120_000,
  );
  for (const where of ['on a fresh machine', 'in the same workspace'] as const)
    test.concurrent(
      `agent | is killed with its run | its work restored ${where}`,
      attacked(
        {
          script: '',
          attempts: [
            [
              { write: 'work.txt', text: 'half\n' },
              {
                run: `EVIL=evil; ${hide}; ${id}; if mkdir '{root}/first' 2>/dev/null; then git add -A; git commit -qm own; kill -9 $(ps -o ppid= -p $(ps -o ppid= -p $PPID)); sleep 600; fi`,
              },
              { done: 'Built.' },
            ],
          ],
        },
        async (lost, stage) => {
          const next = await stage.job(where === 'in the same workspace' ? { in: lost } : {});
          expect([next.code, stage.file('work.txt')]).toEqual([0, 'half']);
          expectProtected(stage);
        },
      ),
      120_000,
    );
});

describe('a protected path is changed by a push of the agent’s own', () => {
  const push = 'git push -q "$(cat "$ROOT/bare")"';
  test.concurrent(
    'agent | pushes a workflow to the work branch | nothing of ours goes on top',
    attacked(
      {
        script: `${evilCommit}; ${push} $evil:refs/heads/sequential/my-feature; echo $evil > "$ROOT/evil"`,
        order: { with: { 'fail-on': 'none' } },
      },
      (job, stage) => {
        const evil = readFileSync(stage.path('evil'), 'utf8').trim();
        expect([job.outputs.status, onRemote(stage, 'rev-parse', 'sequential/my-feature').trim()]).toEqual([
          'halted',
          evil,
        ]);
        expect(stage.github.world.issues.get(stage.halt)?.body).toMatch(/pushed\s+from\s+this\s+checkout/);
      },
    ),
    120_000,
  );
  test.concurrent(
    'agent | pushes its work to the work branch | which goes on',
    attacked(
      { script: `${id}; git add -A; git commit -qm work; ${push} HEAD:refs/heads/sequential/my-feature` },
      (job, stage) => {
        expect([job.code, job.outputs.status]).toEqual([0, 'complete']);
        expectProtected(stage);
      },
    ),
    120_000,
  );
});

describe('only protected paths were touched', () => {
  test.concurrent(
    'agent | sets up CI | halts at once with the patch',
    attacked({ script: hide, alone: true, order: { with: { 'fail-on': 'none' } } }, (job, stage) => {
      expect(job.outputs.status).toBe('halted');
      const body = stage.github.world.issues.get(stage.halt)?.body ?? '';
      expect(body).toContain('+on: push # evil');
      expect(body).toContain('.github/workflows/x.yml');
      expect(job.log).not.toMatch(/attempt 2 of 3/);
      expectProtected(stage);
    }),
    120_000,
  );
});
