import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Stage } from '../end-to-end/stage.ts';
import { processesOf } from '../harness/place/processes.ts';
import { until } from '../harness/until.ts';

// Of their own, since an agent here overwrites them.
const built = resolve(import.meta.dirname, '..', '..', process.env.SEQUENTIAL_DIST ?? 'dist');
const actionFolder = mkdtempSync(join(tmpdir(), 'action-'));
const dist = join(actionFolder, 'dist');
cpSync(built, dist, { recursive: true });
process.env.SEQUENTIAL_DIST = dist;
const { openStage, TOKEN, BRANCH } = await import('../end-to-end/stage.ts');
afterAll(() => rmSync(actionFolder, { recursive: true, force: true }));

/** A secret of the job that no agent was given. */
const DEPLOY_KEY = 'dk-51Hq8Zt2uVx9LmN4pR7sW';
const encoded = (text: string) => Buffer.from(text).toString('base64');
const secrets = [TOKEN, encoded(`x-access-token:${TOKEN}`).slice(0, 40), DEPLOY_KEY, 'the-runtime-token-of-this-job'];

/** What is to be seen there, if anything is. */
const SEEN = { environ: 'GITHUB_REPOSITORY=octo/demo', cmdline: 'node' };

const TASKS = '- [ ] 1. First\n- [ ] 2. Second\n';

async function withStage(
  scripts: Readonly<Record<string, string>>,
  units: Readonly<Record<string, unknown>>,
  story: (stage: Stage, loot: () => string) => Promise<void>,
): Promise<void> {
  const stage = await openStage({ tasks: TASKS, units, files: scripts });
  try {
    await story(stage, () =>
      readdirSync(stage.root)
        .filter((name) => name.startsWith('loot'))
        .map((name) => readFileSync(join(stage.root, name), 'utf8'))
        .join('\n'),
    );
  } catch (error) {
    if (error instanceof Error) error.message += `\n\n${stage.printed()}`;
    throw error;
  } finally {
    writeFileSync(join(stage.root, 'over'), '');
    await until(
      () => processesOf(stage.root),
      (watchers) => watchers.length === 0,
    );
    await stage.end();
  }
}

/** Writes whatever of /proc it can read of the job's own processes to the loot, so many times while the story lasts. */
const watcher = (part: string, root: string, rounds: number) =>
  [
    `i=0; while [ $i -lt ${rounds} ] && [ ! -e "${root}/over" ]; do`,
    `for p in $(grep -laF '${root}' /proc/[0-9]*/environ 2>/dev/null); do`,
    `p=\${p%/environ}; if [ "$p" != /proc/$$ ]; then tr '\\0' '\\n' < $p/${part} 2>/dev/null; fi;`,
    `done >> "${root}/loot-${part}-$$"; i=$((i+1)); done`,
  ].join(' ');

const act = (...commands: string[]) => [
  ...commands.map((run) => ({ run })),
  { write: '{unit}.txt', text: 'work\n' },
  { done: 'Done.' },
];

describe('the token and the keys of the job are in nothing that an agent can read', () => {
  test.each([
    ['an agent', 'reads the environment of every process, its own ancestors first', 'environ'],
    ['an agent', 'reads the arguments of every process', 'cmdline'],
  ])('%s | %s | /proc/*/%s', async (_who, _what, part) => {
    const script = watcher(part, '{root}', 3);
    await withStage({}, { 1: act(script), 2: act(script) }, async (stage, loot) => {
      const job = await stage.job({ env: { DEPLOY_KEY } });
      expect(job.outputs).toMatchObject({ status: 'complete' });
      expect(loot()).toContain(SEEN[part as keyof typeof SEEN]);
      for (const secret of secrets) expect(loot()).not.toContain(secret);
    });
  });

  test.each([['environ'], ['cmdline']])(
    'what an agent left running | watches every git while the token is used | /proc/*/%s, in a session of its own',
    async (part) => {
      const script = `cat > "{root}/watch.sh" <<'END'\n${watcher(part, '{root}', 40)}\nEND\n(env -i PATH="$PATH" setsid setsid sh "{root}/watch.sh" >/dev/null 2>&1 &)`;
      await withStage({}, { 1: act(script), 2: act('true') }, async (stage, loot) => {
        const job = await stage.job({ env: { DEPLOY_KEY } });
        expect(job.outputs).toMatchObject({ status: 'complete' });
        // It was ended with its attempt; what it saw before that is nothing of ours.
        for (const secret of secrets) expect(loot()).not.toContain(secret);
      });
    },
  );

  test('an agent | looks for credentials in the files of the checkout and of the machine | grep -r, before and after a second spec', async () => {
    const other = '.kiro/specs/other';
    // It must not find itself in a transcript.
    const grep =
      'grep -rls -e gh[s]_ -e eC1hY2Nlc3MtdG9rZW[4] "$(git rev-parse --git-dir)" "$HOME" "$RUNNER_TEMP" >> "{root}/loot-files" || true';
    const files = {
      [`${other}/tasks.md`]: '- [ ] 1. Other\n',
      [`${other}/rehearsal.json`]: JSON.stringify({ units: { 1: act(grep) } }),
    };
    await withStage(files, { 1: act(grep), 2: act(grep) }, async (stage) => {
      const job = await stage.job({
        with: { spec: 'my-feature\nother' },
        workspace: (folder) => {
          stage.clone(folder, 'main');
          // As actions/checkout persists it.
          const header = `AUTHORIZATION: basic ${encoded(`x-access-token:${TOKEN}`)}`;
          execFileSync('git', ['config', `http.${stage.git.origin}/.extraheader`, header], { cwd: folder });
        },
      });
      expect(job.outputs).toMatchObject({ status: 'complete' });
      expect(
        existsSync(join(stage.root, 'loot-files')) ? readFileSync(join(stage.root, 'loot-files'), 'utf8') : '',
      ).toBe('');
    });
  });
});

describe('no configuration that an agent leaves sees the token', () => {
  test.each([
    ['a proxy for everything', 'git config --global http.proxy http://127.0.0.1:{port}'],
    ['another address for the server', 'git config --global url.http://127.0.0.1:{port}/.insteadOf {origin}/'],
    ['a credential helper', `git config --global credential.helper "!cat >> '{root}/loot-helper'; true"`],
    ['a proxy in the repository', 'git config http.proxy http://127.0.0.1:{port}'],
  ])('an agent | sets %s, then asks a person | git config', async (_what, command) => {
    let connections = 0;
    const trap = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((ready) => trap.listen(0, '127.0.0.1', ready));
    const { port } = trap.address() as { port: number };
    try {
      const other = '.kiro/specs/other';
      const files = {
        [`${other}/tasks.md`]: '- [ ] 1. Other\n',
        [`${other}/rehearsal.json`]: JSON.stringify({ units: { 1: act('true') } }),
      };
      // The address of the server is known when the story runs: the agent reads it from the checkout.
      const spoken = command
        .replaceAll('{port}', String(port))
        .replaceAll('{origin}', '$(git config remote.origin.url | cut -d/ -f1-3)');
      await withStage(files, { 1: [{ run: spoken }, { ask: 'Which?' }] }, async (stage, loot) => {
        const job = await stage.job({ with: { spec: 'my-feature\nother' } });
        expect(job.outputs).toMatchObject({ status: 'halted' });
        expect(stage.commits('sequential/other')).not.toEqual([]);
        expect(connections).toBe(0);
        expect(loot()).not.toContain('ghs_');
        if (spoken.includes('--global'))
          expect(job.log).toMatch(/An agent changed git's configuration on this machine/);
      });
    } finally {
      await new Promise((closed) => trap.close(closed));
    }
  });
});

describe('what the runner starts or reads next is ours', () => {
  const lazy = readdirSync(built).find((name) => /^steps\.\d+\.js$/.test(name)) ?? '';
  test.each([
    ['post.js', 'overwrites the program of the post step', `printf 'console.log("TAKEN")' > ${dist}/post.js`],
    ['steps.js', 'overwrites what it hands over to', `printf 'console.log("TAKEN")' > ${dist}/steps.js`],
    [
      'post.js',
      'puts a link in its place',
      `printf 'console.log("TAKEN")' > "{root}/evil.js"; rm -f ${dist}/post.js; ln -s "{root}/evil.js" ${dist}/post.js`,
    ],
    [lazy, 'overwrites what a step loads where it is needed', `printf 'console.log("TAKEN")' > ${dist}/${lazy}`],
    ['package.json', 'makes the bundles another kind of module', `printf '{"type":"commonjs"}' > ${dist}/package.json`],
  ])('an agent | %s: %s | from its work', async (file, _what, command) => {
    await withStage({}, { 1: act(command), 2: act('true') }, async (stage) => {
      const job = await stage.job();
      expect(job.outputs).toMatchObject({ status: 'complete' });
      expect(job.postLog).not.toContain('TAKEN');
      expect(readFileSync(join(dist, file), 'utf8')).toBe(readFileSync(join(built, file), 'utf8'));
      // What a window needs is restored before the next attempt, the rest at the end.
      expect(job.log).toMatch(
        /^::error::An agent changed what the runner executes or reads after this step|the pane program was changed during the run; restored/m,
      );
    });
  });

  test.each([
    ['an environment variable for later steps', 'env.txt', 'LD_PRELOAD=/tmp/evil.so'],
    ['a folder in front of PATH', 'path.txt', '/tmp/evil'],
    ['an output', 'output.txt', 'status=complete'],
  ])('an agent | writes %s | the file of the runner', async (_what, file, line) => {
    const command = `echo '${line}' >> "$RUNNER_TEMP/../${file}"`;
    await withStage({}, { 1: act(command), 2: act('true') }, async (stage) => {
      const job = await stage.job();
      expect(readFileSync(join(job.temp, '..', file), 'utf8')).not.toContain(line);
      expect(job.log).toMatch(/^::error::An agent changed what the runner executes or reads after this step/m);
    });
  });

  test('an agent | tells the post step of another working tree | the state file of the runner', async () => {
    const forged = JSON.stringify({ state: '{}', signature: '0'.repeat(64) });
    const command = `printf 'sequential<<X\\n%s\\nX\\n' '${forged}' >> "$RUNNER_TEMP/../state.txt"; kill -9 $(cut -d' ' -f4 /proc/$PPID/stat)`;
    await withStage({}, { 1: act(command) }, async (stage) => {
      const job = await stage.job();
      if (job.code === null) expect(job.postLog).toMatch(/was changed, so that nothing is pushed by it/);
      expect(stage.commits(BRANCH).filter((subject) => /First/.test(subject))).toEqual([]);
    });
  });
});
