import { expect, test } from '@jest/globals';
import { emptyHistory } from '../../src/throttle/history.ts';
import { dispatchEvent } from '../harness/github/events.ts';
import { BRANCH, staged } from './stage.ts';
import { annotations, conversation, outputs, remoteGitCommands, said } from './told.ts';

/** Units took ten minutes each: with five left, the second of a run would be cut. */
const pastOfTenMinutes = JSON.stringify({
  schema: 1,
  specs: {},
  throttle: { ...emptyHistory(), unitDurationsMs: Array(9).fill(600_000) },
});
const twoUnits = '- [ ] 1. Build the parser\n- [ ] 2. Store the links\n';

test.concurrent(
  'a limit that lasts gives the runner back; the clock leaves the pause alone until its time',
  staged(
    {
      tasks: twoUnits,
      units: { 2: [{ limit: 'Usage limit reached. Try again at {clock} (UTC).', resets_in: '2h', structured: true }] },
    },
    async (stage) => {
      const night = await stage.job({ event: 'schedule', post: true, with: { 'fail-on': 'paused' } });
      expect(night.code).toBe(1);
      expect(outputs(stage, night)).toMatchObject({
        status: 'paused',
        'exit-code': '3',
        'units-done': '1',
        'units-failed': '0',
        'next-unit': '2',
        'resume-after': 'a time',
      });
      expect(night.summary).toMatch(
        /⏸️ \*\*Paused\*\*: rehearsal has used up .* May continue after .* UTC\. The first scheduled run after that continues;/,
      );
      const wait = Date.parse(night.outputs['resume-after'] ?? '') - Date.now();
      expect(wait / 3_600_000).toBeCloseTo(2, 0);
      expect(annotations(night)).toEqual([
        expect.stringMatching(
          /^::error::Paused: .*; may continue after \d{4}-\d\d-\d\d \d\d:\d\d UTC\. The first scheduled run after that continues;/,
        ),
      ]);
      expect(stage.state()).toMatchObject({ units: { 2: { attempts: 0 } } });

      const from = stage.github.transcript.length;
      const commits = stage.log('%H');
      const pushes = () => stage.git.requests.filter(({ service }) => service === 'git-receive-pack').length;
      const pushed = pushes();
      const asked = stage.git.requests.length;
      // Nor is an agent got for it, or missed.
      const missing = { backend: 'codex', 'install-agents': 'never' };
      const clock = await stage.job({ event: 'schedule', with: { 'fail-on': 'paused', ...missing } });
      expect(remoteGitCommands(stage, asked)).toBeLessThanOrEqual(6);
      expect(stage.github.transcript.length - from).toBeLessThanOrEqual(4);
      expect([clock.code, clock.outputs.status]).toEqual([0, 'paused']);
      expect(clock.outputs['resume-after']).toBe(night.outputs['resume-after']);
      const early = /Paused until \d{4}-\d\d-\d\d \d\d:\d\d UTC: rehearsal has used up its quota; resets at .* UTC/;
      expect(annotations(clock)).toEqual([
        expect.stringMatching(
          new RegExp(`^::notice::${early.source}\\. The first scheduled run after that continues;`),
        ),
      ]);
      expect(clock.log).toMatch(new RegExp(`■ my-feature: ${early.source}`));
      expect(clock.log).toMatch(/ {2}next {5}The first scheduled run after that continues; without a schedule,/);
      expect(clock.summary).toContain('The first scheduled run after that continues;');
      expect(said(stage, from)).toEqual([]);
      expect(stage.log('%H')).toBe(commits);
      expect(pushes()).toBe(pushed);
    },
  ),
);

test.concurrent(
  'a run that has used its time starts the next one, with the same inputs, as often as the chain may be long',
  staged(
    {
      tasks: `${twoUnits}- [ ] 3. Answer requests\n`,
      files: { '.kiro/specs/SEQUENTIAL_STATE.json': pastOfTenMinutes },
    },
    async (stage) => {
      const { world, places } = stage.github;
      world.workflows.set('sequential.yml', ['spec', 'max-iterations', 'answer']);
      const settings = { 'time-budget': '5m', continue: 'dispatch', 'chain-limit': '1' };
      const run = (actor: string, inputs: Record<string, string>) =>
        stage.job({
          actor,
          payload: dispatchEvent(world, places, actor, '.github/workflows/sequential.yml', inputs),
          with: { ...settings, ...(inputs.answer === undefined ? {} : { resume: 'true', answer: inputs.answer }) },
        });

      const first = await run('maintainer', { spec: 'my-feature', answer: 'Go.' });
      expect([first.code, first.outputs.status, first.outputs['units-done']]).toEqual([0, 'paused', '1']);
      expect(world.dispatches).toEqual([{ workflow: 'sequential.yml', ref: 'main', inputs: { spec: 'my-feature' } }]);
      expect(first.summary).toContain('The next run starts by itself;');
      // By a token of a person it is that person who starts it.
      const second = await run('maintainer', { spec: 'my-feature' });
      expect([second.code, second.outputs.status, second.outputs['units-done']]).toEqual([0, 'paused', '2']);
      expect(world.dispatches).toHaveLength(1);
      const why = 'the next run is not started from here: chain-limit allows 1 run in a row';
      expect(annotations(second)).toEqual([
        `::warning::${why}`,
        expect.stringMatching(/^::notice::Paused: .*the next unit/),
      ]);
      expect(second.summary).toContain(`- ${why}`);
      expect(second.summary).toContain('without a schedule, start the workflow again.');
    },
  ),
);

test.concurrent(
  'a run that an answer started starts the next one for the spec that was answered',
  staged(
    {
      tasks: twoUnits,
      units: { 1: { attempts: [[{ ask: 'Which grammar?' }]], answered: [{ write: 'parser.txt', text: 'x\n' }] } },
      files: { '.kiro/specs/SEQUENTIAL_STATE.json': pastOfTenMinutes },
    },
    async (stage) => {
      const { world } = stage.github;
      world.workflows.set('sequential.yml', ['spec', 'answer']);
      const settings = { 'time-budget': '5m', continue: 'dispatch', 'fail-on': 'none' };
      await stage.job({ event: 'schedule', with: settings });
      const answered = await stage.say('maintainer', '/resume PEG', stage.halt, { with: { ...settings, spec: '*' } });
      expect([answered.outputs.status, answered.outputs['units-done']]).toEqual(['paused', '1']);
      expect(world.dispatches).toEqual([{ workflow: 'sequential.yml', ref: 'main', inputs: { spec: 'my-feature' } }]);
      expect(conversation(stage, stage.halt)).toContainEqual(expect.stringContaining('The next run starts by itself;'));
    },
  ),
);

test.concurrent(
  'attempts that are used up halt, with the reason of the last one; max-iterations ends before, red only if asked for',
  staged(
    { tasks: twoUnits, units: { 1: [{ write: 'x{attempt}.txt', text: 'x' }, { incomplete: 'I could not.' }] } },
    async (stage) => {
      const short = await stage.job({ with: { 'max-iterations': '1', 'fail-on': 'max-iterations' } });
      expect([short.code, short.outputs.status, short.outputs['exit-code']]).toEqual([1, 'max-iterations', '1']);
      const rest = await stage.job({ with: { attempts: '2', 'fail-on': 'none' } });
      expect([rest.code, rest.outputs.status, rest.outputs['halted-unit']]).toEqual([0, 'halted', '1']);
      expect(annotations(rest)).toEqual([
        expect.stringMatching(
          /^::warning title=Attempt 2 incomplete%3A Build the parser,file=.*,line=1::The agent finished, but/,
        ),
        expect.stringMatching(
          /^::error title=Needs your input%3A Build the parser,file=.*,line=1::Task 1 failed 2 times/,
        ),
        `::notice::Halted at task 1: needs your input. Answer in ${stage.git.origin}/octo/demo/issues/1`,
      ]);
      expect(outputs(stage, rest).branch).toBe(BRANCH);
    },
  ),
);
