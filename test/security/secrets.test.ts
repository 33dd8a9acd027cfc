import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { TOKEN } from '../end-to-end/stage.ts';
import { attacked, expectNowhere, onRemote } from './hostile.ts';

const KEY = 'sk-proj-Zq8Xk29dLq8sdZpQw4Tn7VbY1';
const env = { CODEX_API_KEY: KEY, DEPLOY_PASSWORD: 'vN3+xQ9/tRz81LmWc0Yk' };
const forms = [KEY, Buffer.from(KEY).toString('base64'), Buffer.from(KEY).toString('hex')];
const id = 'git config user.name x; git config user.email x@example.org';
const secrets = { KEY, OTHER: env.DEPLOY_PASSWORD, TOKEN };
const order = { env, with: { 'fail-on': 'none' } };

describe('a secret of the job is pushed', () => {
  test.concurrent.each<[string, string, string]>([
    ['agent | writes its key | into a file', `echo "key = '$KEY'" > config.toml`, 'config.toml:1'],
    [
      'agent | writes its key | base64 in a file, broken into lines',
      `printf '%s' "$KEY" | base64 -w 20 > notes.md`,
      'notes.md',
    ],
    [
      'agent | writes its key | in hexadecimal',
      `printf '%s' "$KEY" | od -An -tx1 | tr -d ' \\n' > notes.md`,
      'notes.md',
    ],
    ['agent | writes its key | into the name of a file', `echo x > "a-$KEY.txt"`, 'the name of the file a-***.txt'],
    [
      'agent | writes another secret | into a file of a folder',
      `mkdir -p d/e; printf '\\n\\n%s' "$OTHER" > d/e/f.json`,
      'd/e/f.json:3',
    ],
    ['agent | writes the push token | into a file', 'echo "$TOKEN" > t.txt', 't.txt:1'],
  ])(
    '%s',
    (_, script, place) =>
      attacked({ secrets, script, order }, (job, stage) => {
        expect(job.outputs.status).toBe('halted');
        const body = stage.github.world.issues.get(stage.halt)?.body ?? '';
        expect(body).toContain(place);
        expect(stage.state()).toMatchObject({ completed: [], halt: { cause: 'refused' } });
        expect(stage.file('.kiro/specs/my-feature/tasks.md')).toContain('- [ ] 1.');
        expectNowhere(stage, ...forms, TOKEN, env.DEPLOY_PASSWORD);
        for (const form of [...forms, TOKEN])
          expect(`${body}${job.log.replace(/::add-mask::.*/g, '')}`).not.toContain(form);
      })(),
    120_000,
  );

  test.concurrent.each<[string, string]>([
    [
      'agent | commits its key | and takes it back',
      `${id}; echo "$KEY" > k; git add -A; git commit -qm a; git rm -qf k; git commit -qm b`,
    ],
    ['agent | commits its key | in a message', `${id}; git add -A; git commit -qm "use $KEY"`],
    [
      'agent | commits its key | in a history that it leaves',
      `${id}; echo "$KEY" > k; git add -A; git commit -qm a; git reset -q --hard HEAD~1; echo work > work.txt`,
    ],
    [
      'agent | commits its key | as a path of a side branch, merged with ours',
      `${id}; git add -A; git commit -qm work; git checkout -q -b side; echo x > "$KEY"; git add -A; git commit -qm side; git checkout -q -; git merge -q -s ours -m m side`,
    ],
  ])(
    '%s',
    (_, script) =>
      attacked({ secrets, script, order }, (job, stage) => {
        expect([job.outputs.status, stage.file('work.txt')]).toEqual(['complete', 'work']);
        expectNowhere(stage, ...forms);
      })(),
    120_000,
  );

  test.concurrent(
    'agent | has its key saved aside | silent until its time is up',
    attacked(
      {
        secrets,
        script: '',
        attempts: [[{ run: `cp '{root}/secrets' work.txt` }, { hang: true }]],
        order: { env, with: { 'idle-timeout': '3s', attempts: '1', 'fail-on': 'none' } },
      },
      (job, stage) => {
        expect(job.outputs.status).toBe('halted');
        expect(stage.state()).toMatchObject({ halt: { cause: 'attempts' } });
        expectNowhere(stage, ...forms);
      },
    ),
    120_000,
  );

  test.concurrent(
    'agent | has its key kept as a bundle | in front of a remote that refuses',
    attacked(
      {
        secrets,
        script: `${id}; git checkout -q -b mine; echo "$KEY" > k; git add -A; git commit -qm a; git rm -qf k; git commit -qm b; git checkout -q -`,
        // Takes the branch as it is, which is pushed before an agent starts, and no new commit.
        before: (stage) =>
          stage.git.hook(
            'octo/demo',
            'while read _ new _; do test -z "$(git rev-list $new --not --all)" || exit 1; done',
          ),
        order,
      },
      (job, stage) => {
        expectNowhere(stage, ...forms);
        const bundles = execFileSync('find', [job.temp, '-name', '*.bundle'], { encoding: 'utf8' })
          .split('\n')
          .filter(Boolean);
        for (const [at, bundle] of bundles.entries()) {
          const copy = stage.path(`copy${at}.git`);
          execFileSync('git', ['clone', '-q', '--mirror', stage.bare, copy]);
          execFileSync('git', ['-C', copy, 'fetch', '-q', bundle, '+refs/*:refs/bundled/*']);
          expect(execFileSync('git', ['-C', copy, 'log', '-p', '--all'], { encoding: 'latin1' })).not.toContain(KEY);
        }
      },
    ),
    120_000,
  );
});

describe('harmless values hold nothing up', () => {
  const harmless = {
    POSTGRES_PASSWORD: 'postgres',
    MYSQL_ROOT_PASSWORD: 'root-password-2024',
    DB_PASSWORD: 'development-password',
    SECRET_KEY_BASE: 'insecure-secret-key-base-0000000000000000',
    DATABASE_PASSWORD_URL: 'postgresql://postgres:postgres@localhost:5432/test',
    API_KEY: 'not-a-real-api-key-1',
  };
  test.concurrent(
    'agent | writes values of the workflow’s services | into a compose file',
    attacked(
      { secrets, script: `cat > compose.yml <<X\n${Object.values(harmless).join('\n')}\nX`, order: { env: harmless } },
      (job, stage) => {
        expect(job.outputs.status).toBe('complete');
        expect(stage.file('compose.yml')).toContain('root-password-2024');
      },
    ),
    120_000,
  );
  test.concurrent(
    'agent | copies a value that a person has committed | into another file',
    attacked(
      { secrets, script: `cp fixtures.txt copy.txt`, files: { 'fixtures.txt': `${KEY}\n` }, order },
      (job, stage) => {
        expect([job.outputs.status, stage.file('copy.txt')]).toEqual(['complete', KEY]);
      },
    ),
    120_000,
  );
});

describe('files that belong to the machine are pushed', () => {
  test.concurrent(
    'agent | leaves .env and node_modules | untracked, staged',
    attacked(
      {
        script:
          'echo A=1 > .env; echo A=1 > .env.local; echo A=1 > .env.test.local; for i in example sample template test; do echo A=1 > .env.$i; done; mkdir -p node_modules/a app/node_modules/b; echo x > node_modules/a/i.js; echo x > app/node_modules/b/i.js; git add -f .env',
      },
      (job, stage) => {
        expect(job.outputs.status).toBe('complete');
        const names = onRemote(stage, 'ls-tree', '-r', '--name-only', 'sequential/my-feature').split('\n');
        expect(names.filter((name) => /\.env|node_modules/.test(name))).toEqual([
          '.env.example',
          '.env.sample',
          '.env.template',
          '.env.test',
        ]);
        expect(job.log).toMatch(/\.env, \.env\.local, \.env\.test\.local, app\/node_modules, node_modules: left out/);
      },
    ),
    120_000,
  );
  test.concurrent(
    'agent | leaves .env | in a commit of its own',
    attacked({ secrets, script: `${id}; echo A=1 > .env; git add -A; git commit -qm env` }, (job, stage) => {
      expect([job.outputs.status, stage.file('work.txt'), stage.file('.env')]).toEqual(['complete', 'work', null]);
      expect(onRemote(stage, 'log', '--all', '--format=%s', '--', '.env')).toBe('');
    }),
    120_000,
  );
});
