import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { BRANCH, staged, TOKEN } from '../stage.ts';
import { annotations, outputs, requests, transcriptsOf } from '../told.ts';

const start = { tasks: '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n' };
test.concurrent(
  'the first night carries a spec from an empty workspace to a pull request that is ready',
  staged(start, async (stage) => {
    const tmux = spawnSync('tmux', ['-V']).status === 0;
    const job = await stage.job({ event: 'schedule', tmux, post: true, with: { isolation: 'auto' } });

    expect(job.code).toBe(0);
    expect(outputs(stage, job)).toEqual({
      status: 'complete',
      'exit-code': '0',
      'units-total': '2',
      'checkboxes-left-open': '0',
      'units-done': '2',
      'units-failed': '0',
      'pull-request-number': '1',
      'pull-request-url': 'https://github.test/octo/demo/pull/1',
      branch: BRANCH,
      commit: 'a commit',
      'state-path': '.kiro/specs/SEQUENTIAL_STATE.json',
      'progress-path': '.kiro/specs/SEQUENTIAL_PROGRESS.md',
      'log-path': '$RUNNER_TEMP/sequential-orchestration/1001-1',
    });
    expect(requests(stage)).toEqual([
      'who am I? 200',
      'GET /issues 200',
      'GET /pulls 200',
      'POST /pulls 201',
      'GET /pulls/1 200',
      'GET /issues 200',
      'GET /pulls/1 200',
      'PATCH /pulls/1 200',
      'ready for review 200',
    ]);
    expect(stage.commits()).toEqual(['feat(my-feature): build the parser', 'feat(my-feature): store the links']);
    expect(stage.log('%(trailers:separator=%x2C )').split('\n')[0]).toBe(
      'Spec: my-feature, Task: 1, Attempt: 1, Backend: rehearsal, Run: 1001-1',
    );
    expect(stage.file('.kiro/specs/my-feature/tasks.md')).toBe('- [x] 1. Build the parser\n- [x] 2. Store the links');
    expect(stage.file('rehearsal/unit-2.md')).toContain('Unit 2');
    expect(stage.state()).toMatchObject({ completed: ['1', '2'], completed_at: expect.any(String), halted: false });

    const pull = stage.github.world.issues.get(1);
    expect(pull?.pull).toEqual({ head: BRANCH, base: 'main', draft: false, merged: false });
    expect(pull?.body).toContain('### my-feature: 2 of 2 units done');
    expect(job.summary).toContain('### my-feature: 2 of 2 units done');
    expect(job.summary).toContain('| 1 Build the parser | ✅ done | 1 |');

    expect(job.log.match(/^::group::.*/gm)).toEqual([
      '::group::→ 1 Build the parser · rehearsal',
      '::group::→ 2 Store the links · rehearsal',
    ]);
    expect(job.log.match(/^::endgroup::/gm)).toHaveLength(2);
    expect(annotations(job)).toEqual([]);
    expect(job.log.includes('watch it: tmux')).toBe(tmux);
    expect(job.log.replaceAll(`::add-mask::${TOKEN}`, '')).not.toContain(TOKEN);
    expect(readdirSync(transcriptsOf(job))).not.toEqual([]);
    expect(job.postLog).toBe('');

    // The next half hour finds nothing to do.
    const commits = stage.log('%H');
    const next = await stage.job({ event: 'schedule' });
    expect([next.code, next.outputs.status]).toEqual([0, 'complete']);
    expect(stage.log('%H')).toBe(commits);
    expect(annotations(next)).toEqual([
      '::notice::Every unit of my-feature was already done. If the schedule starts nothing else, it can be turned off.',
    ]);
  }),
);

test.concurrent(
  'a wrong input fails before anything is touched, and says which, what, and what is accepted',
  staged(start, async (stage) => {
    for (const [given, words] of [
      [
        { 'fail-on': 'sometimes' },
        /^::error::error: input fail-on: "sometimes" .*%0A {2}→ accepted: halted, max-iterations, paused/m,
      ],
      [
        { delay: 'soon' },
        /^::error::error: input delay: "soon" is not a duration%0A {2}→ accepted: a duration such as 90s/m,
      ],
      [
        { backend: 'codx' },
        /^::error::error: input backend: "codx" is not the name of a backend; did you mean codex\?/m,
      ],
    ] as const) {
      const job = await stage.job({ with: given });
      expect(job.log).toMatch(words);
      expect([job.code, job.outputs]).toEqual([1, { status: 'failed', 'exit-code': '64' }]);
      expect([readdirSync(job.workspace), requests(stage), stage.git.requests]).toEqual([[], [], []]);
    }
    expect(existsSync(stage.path('home', '.gitconfig'))).toBe(false);
  }),
);

test.concurrent(
  'a spec that is not there is named, with those that are',
  staged(start, async (stage) => {
    const job = await stage.job({ with: { spec: 'my-featur' } });
    expect(job.code).toBe(1);
    expect(annotations(job)).toEqual([
      '::error::error: spec: no such spec: "my-featur"; did you mean "my-feature"?%0A  → specs under .kiro/specs: my-feature',
    ]);
  }),
);
