import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { BRANCH, staged } from './stage.ts';
import { annotations, conversation, transcriptsOf } from './told.ts';

const SECRET = 'hunter2-and-then-some-more';

test.concurrent(
  'a secret that an agent repeats is nowhere to be read, and words that the runner would obey are only words',
  staged(
    {
      tasks: '- [ ] 1. Store the links\n',
      units: {
        1: [
          { say: `The key is ${SECRET}.` },
          { print: '::set-output name=status::complete\n##[error]obey\n::add-path::/tmp/evil\n' },
          { say: '::stop-commands::now' },
          { ask: `Is ${SECRET} the key?\n::error::obey` },
        ],
      },
    },
    async (stage) => {
      const job = await stage.job({ env: { DEPLOY_KEY: SECRET }, with: { 'fail-on': 'none' } });
      expect([job.code, job.outputs.status]).toEqual([0, 'halted']);
      const transcripts = readdirSync(transcriptsOf(job)).map((name) =>
        readFileSync(join(transcriptsOf(job), name), 'utf8'),
      );
      const read = [
        job.log.replace(`::add-mask::${SECRET}`, ''),
        job.summary,
        stage.github.world.issues.get(stage.halt)?.body ?? '',
        stage.file('.kiro/specs/SEQUENTIAL_STATE.json') ?? '',
        stage.file('.kiro/specs/SEQUENTIAL_PROGRESS.md') ?? '',
        ...transcripts,
      ];
      expect(transcripts).not.toEqual([]);
      for (const text of read) {
        expect(text.length).toBeGreaterThan(0);
        expect(text).not.toContain(SECRET);
      }
      const commands = job.log.split('\n').filter((line) => /^\s*::|##\[/.test(line));
      expect(commands.map((line) => /^\s*::([\w-]+)/.exec(line)?.[1])).toEqual([
        'add-mask',
        'add-mask',
        'add-mask',
        'group',
        'warning',
        'endgroup',
        'error',
        'notice',
      ]);
      expect(annotations(job)[0]).toContain('hidden from the agents: DEPLOY_KEY (agent-env');
    },
  ),
);

test.concurrent(
  'a repository that forbids pull requests gets one warning, and the run continues',
  staged({ tasks: '- [ ] 1. Store the links\n- [ ] 2. Search\n' }, async (stage) => {
    stage.github.world.actionsMayOpenPulls = false;
    const job = await stage.job();
    expect([job.code, job.outputs.status, job.outputs['pull-request-number']]).toEqual([0, 'complete', '']);
    expect(annotations(job)).toEqual([
      expect.stringMatching(/^::warning::no pull request: .*Allow GitHub Actions to create and approve pull requests/),
    ]);
  }),
);

test.concurrent(
  'a base that conflicts halts with the files; merged by hand and answered, the spec continues',
  staged(
    { tasks: '- [ ] 1. Store the links\n- [ ] 2. Search\n', units: { 1: [{ write: 'README.md', text: '# Ours\n' }] } },
    async (stage) => {
      await stage.job({ with: { 'max-iterations': '1' } });
      stage.pushFrom('maintainer', 'main', { 'README.md': '# Theirs\n' }, 'docs: another title');
      const night = await stage.job({ event: 'schedule' });
      expect([night.code, night.outputs.status, night.outputs['halted-unit']]).toEqual([1, 'halted', '']);
      expect(stage.github.world.issues.get(stage.halt)?.body).toContain('It conflicts in: README.md');

      stage.mergeByHand('maintainer', BRANCH, 'main', { 'README.md': '# Both\n' });
      const answered = await stage.say('maintainer', '/resume Merged.', stage.halt);
      expect([answered.code, answered.outputs.status]).toEqual([0, 'complete']);
      expect(stage.file('README.md')).toBe('# Both');
      expect(stage.github.world.issues.get(stage.halt)?.state).toBe('closed');
    },
  ),
);

test.concurrent(
  'a halt is told and answered on the pull request where that is wished',
  staged(
    {
      tasks: '- [ ] 1. Store the links\n- [ ] 2. Search\n',
      units: { 2: { attempts: [[{ ask: 'Which index?' }]], answered: [{ write: 'index.txt', text: 'x\n' }] } },
    },
    async (stage) => {
      const settings = { 'halt-report': 'pull-request' };
      const night = await stage.job({ with: settings });
      expect([night.outputs.status, night.outputs['issue-number']]).toEqual(['halted', '1']);
      expect(night.outputs['issue-url']).toMatch(/\/pull\/1#issuecomment-\d+$/);
      const answered = await stage.say('writer', '/resume A trigram index.', 1, { with: settings });
      expect([answered.code, answered.outputs.status]).toEqual([0, 'complete']);
      expect(conversation(stage, 1)).toEqual([
        expect.stringMatching(/Which index\?[\s\S]*The unit that asked is done/),
        'writer: /resume A trigram index. (eyes)',
        expect.stringContaining('✅ Complete: every unit is done'),
      ]);
      expect([...stage.github.world.issues.keys()]).toEqual([1]);
      expect(stage.github.world.issues.get(1)?.pull?.draft).toBe(false);
    },
  ),
);
