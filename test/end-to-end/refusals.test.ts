import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { BRANCH, staged, TOKEN } from './stage.ts';
import { annotations, conversation, said, transcriptsOf } from './told.ts';

test.concurrent(
  'a protected branch halts before an agent starts, with what to change; once changed, /resume continues',
  staged({ tasks: '- [ ] 1. Build the parser\n' }, async (stage) => {
    stage.git.protect('octo/demo', BRANCH);
    const refused = await stage.job({ post: true });

    expect([refused.code, refused.outputs.status]).toEqual([1, 'halted']);
    const body = stage.github.world.issues.get(stage.halt)?.body;
    expect(body).toMatch(/fixed first\n\nThe work branch could not be pushed\. A rule .*Use a `work-branch`/);
    expect(body).toMatch(/<summary>What was printed<[\s\S]*GH006: Protected branch update failed/);
    expect(body).not.toMatch(/\/skip|\/tree\//);
    expect(refused.log).not.toContain('→ 1');
    expect(stage.file('README.md', BRANCH)).toBe(null);

    // The branch knows nothing of it, and still the clock says where to answer.
    const clock = await stage.job({ event: 'schedule' });
    const issue = `${stage.git.origin}/octo/demo/issues/${stage.halt}`;
    expect([clock.code, clock.outputs['halted-unit'], clock.outputs['issue-url']]).toEqual([0, '', issue]);
    expect(annotations(clock)).toEqual([
      expect.stringMatching(
        /^::notice::Halted since .* UTC: issue #1 has no answer yet\. Answer in http.*\/issues\/1$/,
      ),
    ]);
    expect(clock.summary).toContain(`✋ **Halted**: needs your input.\n\nAnswer [there](${issue})`);

    stage.git.hook('octo/demo', '');
    const resumed = await stage.say('maintainer', '/resume The branch is open now.', stage.halt);
    expect([resumed.code, resumed.outputs.status]).toEqual([0, 'complete']);
    expect(stage.commits()).toEqual([
      'chore(my-feature): record the answer to: my-feature',
      'feat(my-feature): build the parser',
    ]);
    expect(conversation(stage, stage.halt).slice(1)).toEqual([
      expect.stringContaining('✅ Complete: every unit is done'),
      expect.stringContaining('The unit that asked is done'),
    ]);
    expect(stage.github.world.issues.get(stage.halt)?.state).toBe('closed');
  }),
);

test.concurrent(
  'a token that expires in mid-run ends it with the work saved; the next run has a fresh one and continues',
  staged(
    {
      tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n',
      units: { 2: [{ run: "until test -f '{root}/go'; do sleep 0.05; done" }, { write: 'links.txt', text: 'x\n' }] },
    },
    async (stage) => {
      const run = stage.start({ post: true });
      await run.says('$ until');
      stage.git.tokens.delete(TOKEN);
      const token = stage.github.world.tokens.get(TOKEN);
      if (token) token.expired = true;
      writeFileSync(stage.path('go'), '');
      const job = await run.ended;

      // What is not on the remote is done for nobody else.
      expect([job.code, job.outputs.status, job.outputs['units-done']]).toEqual([1, 'halted', '1']);
      expect(job.log).toMatch(/The token was refused: it has expired, is wrong, or belongs to another host/);
      expect(job.log).toMatch(/the token is no longer accepted/);
      expect(job.summary).toMatch(/the token is no longer accepted/);
      expect(readdirSync(transcriptsOf(job)).some((name) => name.endsWith('.bundle'))).toBe(true);
      expect(stage.commits()).toEqual(['feat(my-feature): build the parser']);
      expect(existsSync(stage.path('home', '.gitconfig'))).toBe(false);

      stage.git.tokens.set(TOKEN, { access: 'write' });
      if (token) token.expired = false;
      const from = stage.github.transcript.length;
      const next = await stage.job({ event: 'schedule' });
      expect([next.code, next.outputs.status]).toEqual([0, 'complete']);
      expect(stage.commits()).toEqual(['feat(my-feature): build the parser', 'feat(my-feature): store the links']);
      expect(said(stage, from)).toEqual(['PATCH /pulls/1 200', 'PATCH /pulls/1 200', 'ready for review 200']);
    },
  ),
);

test.concurrent(
  'workflow files that the base gained and the token cannot push are left out, also by /resume',
  staged(
    {
      tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n',
      units: { 1: { attempts: [[{ ask: 'Which?' }]], answered: [{ write: 'links.txt', text: 'x\n' }] } },
    },
    async (stage) => {
      await stage.job();
      stage.pushFrom('maintainer', 'main', { '.github/workflows/new.yml': 'on: push\n' }, 'ci: one more');
      stage.git.refuseWorkflows('octo/demo');
      const resumed = await stage.say('maintainer', '/resume SQLite.', stage.halt);

      expect([resumed.code, resumed.outputs.status]).toEqual([0, 'complete']);
      expect(resumed.log).toMatch(/main was not merged into the work branch.*\.github\/workflows/);
      expect(stage.file('.github/workflows/new.yml', BRANCH)).toBe(null);

      // Nor do they stop the nights of a finished spec, whose next task came with them.
      const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n- [ ] 3. Answer requests\n';
      stage.pushFrom('maintainer', 'main', { '.kiro/specs/my-feature/tasks.md': tasks }, 'more to do');
      const before = stage.commits();
      const next = await stage.job({ event: 'schedule' });
      expect([next.code, next.outputs.status]).toEqual([0, 'complete']);
      expect(next.log).toMatch(/These tasks are on main alone, and wait for that: 3 Answer requests\./);
      expect(stage.commits()).toEqual(before);
    },
  ),
);
