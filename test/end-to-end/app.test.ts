import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { staged, TOKEN } from './stage.ts';
import { annotations, requests } from './told.ts';

const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const pem = key.export({ type: 'pkcs1', format: 'pem' }).toString();
const app = { 'app-id': '12345', 'app-private-key': pem };
/** The agent gets hold of what processes were started with, and of what lies in files. */
const loot = [
  'for p in /proc/[0-9]*; do cat "$p/environ" "$p/cmdline" 2>/dev/null; done > "{root}/loot"',
  'cat "$RUNNER_TEMP"/../*.txt >> "{root}/loot"',
  'grep -rhsa "" "$RUNNER_TEMP" "$HOME" . >> "{root}/loot"; true',
].join('; ');
const withoutMasks = (log: string) => log.replace(/^::add-mask::.*\n/gm, '');

test.concurrent(
  "an app's tokens expire all night long and are renewed, also in the middle of a push, and after the run was killed",
  staged(
    {
      tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n',
      units: {
        1: [{ run: loot }, { write: 'parser.txt', text: 'x\n' }],
        2: [{ write: 'links.txt', text: 'half\n' }, { run: "mkdir '{root}/half' 2>/dev/null && sleep 600; true" }],
      },
    },
    async (stage) => {
      const worker = stage.github.world.app('12345', 'night-worker', key);
      // A push takes two requests, a fetch three: every few commands a token is at its end.
      worker.usesPerToken = 4;
      const run = stage.start({ with: app, post: true });
      await run.reaches(stage.path('half'));
      const inMainStep = worker.tokens.length;
      run.kill('SIGKILL');
      const lost = await run.ended;
      // The post step knows the key too, and gets tokens of its own.
      expect(worker.tokens.length).toBeGreaterThan(inMainStep);
      expect(stage.git.requests.some(({ token }) => token === worker.tokens[inMainStep])).toBe(true);
      expect(stage.commits()).toEqual(['feat(my-feature): build the parser']);

      const next = await stage.job({ event: 'schedule', with: app });
      expect([next.code, next.outputs.status]).toEqual([0, 'complete']);
      expect(annotations(next)).toEqual([expect.stringMatching(/^::warning::unfinished work of a lost run/)]);
      expect(stage.commits()).toEqual(['feat(my-feature): build the parser', 'feat(my-feature): store the links']);
      expect(stage.github.world.issues.get(1)).toMatchObject({ author: 'night-worker[bot]', pull: { draft: false } });
      expect(requests(stage).some((line) => line.endsWith(' 401'))).toBe(true);
      expect(stage.git.requests.some(({ token, status }) => token !== null && status === 401)).toBe(true);
      // Where an app is given, the job's own token is used for nothing.
      expect(stage.git.requests.filter(({ token }) => token === TOKEN)).toEqual([]);

      const seen = [readFileSync(stage.path('loot'), 'latin1'), ...[lost, next].map(({ log }) => withoutMasks(log))];
      expect(seen[0]).toContain('GITHUB_REPOSITORY=octo/demo');
      for (const secret of [...pem.split('\n').slice(1, -2), ...worker.tokens])
        for (const text of [...seen, lost.postLog]) expect(text).not.toContain(secret);
    },
  ),
);

test.concurrent(
  'an app that cannot work ends the step before an agent starts, in words that name the input and not its content',
  staged({ apiPath: '/api/v3' }, async (stage) => {
    const worker = stage.github.world.app('12345', 'night-worker', key);
    worker.installation = null;
    const job = await stage.job({ with: app });
    expect([job.code, job.outputs['exit-code']]).toEqual([1, '64']);
    expect(withoutMasks(job.log)).toBe(
      '::endgroup::\n::error::error: app-id: the app 12345 has no access to octo/demo%0A  → Install the app on octo/demo: its settings page, "Install App", and there choose this repository.\n',
    );
    expect(requests(stage)).toEqual(['GET /installation 404']);
  }),
);
