import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { staged } from './stage.ts';

/*
 * An agent writes what a job reads of the configuration before it has asked the remote, and its own job is killed before
 * that could be put right: what it wrote is in the workspace that a self-hosted runner keeps for the next one.
 */

const EVIL = ['verify: touch "{root}/executed-verify"', 'notify: touch "{root}/executed-notify"', 'isolation: off'];

/** Commits a configuration file, and has only `$evil` name the commit. */
const commitsEvil = (lines: readonly string[]) =>
  [
    `mkdir -p .github; printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} > .github/sequential.yml`,
    'git add -A; git -c user.name=A -c user.email=a@example.org commit -qm "chore: tidy up"',
    'evil=$(git rev-parse HEAD); git reset -q --hard HEAD~1',
  ].join('; ');

const HEAD =
  'git update-ref refs/remotes/origin/x $evil; git symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/x';
const LINE =
  'git symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main; git update-ref refs/remotes/origin/main $evil';
const OWN =
  'git update-ref refs/heads/main $evil; git symbolic-ref -d refs/remotes/origin/HEAD; git update-ref -d refs/remotes/origin/main';
const CHECKED_OUT = 'git reset -q --hard $evil';

/** The first attempt forges, and is killed; the second one works. */
const forging = (lines: readonly string[], forges: string) => ({
  tasks: '- [ ] 1. Build the parser\n',
  units: {
    1: {
      attempts: [
        [
          {
            run: `if mkdir '{root}/first' 2>/dev/null; then ${commitsEvil(lines)}; ${forges}; touch '{root}/ready'; sleep 600; fi; true`,
          },
          { write: 'a.txt', text: 'a\n' },
          { done: 'Built.' },
        ],
      ],
    },
  },
});

test.concurrent.each<[string, readonly string[], string, string]>([
  ['as origin/HEAD', EVIL, HEAD, ''],
  ['as origin/main', EVIL, LINE, ''],
  ['as origin/HEAD, with no checkpoints', [...EVIL, 'checkpoint: off'], `${HEAD}; ${CHECKED_OUT}`, ''],
  ['as main, with no checkpoints', [...EVIL, 'checkpoint: off'], `${OWN}; ${CHECKED_OUT}`, ''],
  ['as origin/HEAD, with its own base', [...EVIL, 'base-branch: sequential/my-feature'], HEAD, ''],
  ['as origin/HEAD, of a job that pushes nothing', EVIL, HEAD, 'commit'],
  ['as origin/main, of a job that pushes nothing', EVIL, LINE, 'commit'],
])(
  'the next job on a runner executes nothing of a configuration that a killed one left | %s',
  async (_, lines, forges, checkpoint) => {
    await staged(forging(lines, forges), async (stage) => {
      // Given, the input wins over what a file says.
      const order = { with: { ...(checkpoint !== '' && { checkpoint }) } };
      const first = stage.start(order);
      await first.reaches(stage.path('ready'));
      first.kill('SIGKILL');
      const next = await stage.job({ ...order, in: await first.ended });
      expect([next.code, next.outputs.status]).toEqual([0, 'complete']);
      expect(readdirSync(stage.root).filter((name) => name.startsWith('executed'))).toEqual([]);
      if (checkpoint === '') expect(stage.file('a.txt')).toBe('a');
    })();
  },
);

test.concurrent(
  'a job without checkpoints does not go on without the verify of a file that an agent could have committed',
  staged({ files: { '.github/sequential.yml': 'verify: "true"\n' } }, async (stage) => {
    const job = await stage.job({ with: { checkpoint: 'off' } });
    expect([job.code, job.outputs['exit-code']]).toEqual([1, '64']);
    expect(job.log).toMatch(/::error::.*sequential\.yml \(main\): verify would not hold.*inputs of the step: verify/);
    expect(stage.branches()).toEqual(['main']);
    const said = await stage.job({ with: { checkpoint: 'off', verify: 'true' } });
    expect(said.outputs.status).toBe('complete');
  }),
);
