import { describe, expect, test } from '@jest/globals';
import { formatHaltMarker, formatMarker, formatQuestionsMarker } from '../../src/report/pages/markers.ts';
import { evaluate, type Happened, startedJobs } from './evaluate.ts';
import { pageWorkflows, type WorkflowFile, workflowFiles } from './files.ts';

const HALT = `${formatHaltMarker({ spec: 'my-feature', unit: '2', id: '2@2026' })}\nPostgreSQL or SQLite?`;
const QUESTIONS = formatQuestionsMarker({ spec: 'my-feature', id: 'questions@2026' });
const PULL = `${formatMarker('pull-request', { spec: 'my-feature' })}\n1 of 3`;

function comment(body: string, on: string = HALT, action = 'created'): Happened {
  return {
    event: 'issue_comment',
    payload: { action, issue: { number: 2, title: 'A halt', body: on }, comment: { body } },
  };
}
function closed(reason: string, on: string = HALT): Happened {
  return { event: 'issues', payload: { action: 'closed', issue: { number: 2, body: on, state_reason: reason } } };
}
function edited(on: string, ticked = true): Happened {
  const body = `${on}\n- [${ticked ? 'x' : ' '}] **1b** SQLite`;
  return { event: 'issues', payload: { action: 'edited', issue: { number: 2, body } } };
}
const schedule: Happened = { event: 'schedule', payload: { schedule: '*/30 * * * *' } };
const button: Happened = { event: 'workflow_dispatch' };

function file(name: string): WorkflowFile {
  const found = [...workflowFiles(), ...pageWorkflows()].find((one) => one.name.includes(name));
  if (found === undefined) throw new Error(`no workflow ${name}`);
  return found;
}

describe('the one file for all', () => {
  const starts = (happened: Happened) => startedJobs(file('sequential.yml'), happened);
  const night = { id: 'orchestrate', group: 'sequential-my-feature', queue: 'max', cancels: false };

  test('the button carries out the spec that is named, and hands an answer on', async () => {
    expect(await starts({ ...button, inputs: { spec: 'search', answer: 'SQLite' } })).toEqual([
      {
        ...night,
        group: 'sequential-search',
        with: [expect.objectContaining({ spec: 'search', 'max-iterations': '50', resume: 'true', answer: 'SQLite' })],
      },
    ]);
    expect(await starts(button)).toEqual([
      { ...night, with: [expect.objectContaining({ spec: 'my-feature', resume: 'false', answer: '' })] },
    ]);
  });

  test('the clock carries out the usual spec', async () => {
    expect(await starts(schedule)).toEqual([
      {
        ...night,
        with: [expect.objectContaining({ spec: 'my-feature', 'max-iterations': '50', resume: 'false', answer: '' })],
      },
    ]);
  });

  test.each([
    '/resume SQLite.',
    '/resume\nSQLite.',
    '/Resume: SQLite.',
    '> Which?\n\n/resume SQLite.',
    '\u00a0/resume SQLite.',
    '/skip',
    '/status',
  ])('a halt is answered by %j', async (words) => {
    expect(await starts(comment(words))).toEqual([
      { ...night, with: [expect.objectContaining({ spec: '*', resume: 'false', answer: '' })] },
    ]);
  });

  test('so it is on the pull request, and by closing the issue as not planned', async () => {
    expect(await starts(comment('/resume', PULL))).toHaveLength(1);
    expect(await starts(closed('not_planned'))).toEqual([{ ...night, with: [expect.objectContaining({ spec: '*' })] }]);
  });

  test('a tick answers a halt; one in the issue of the questions is kept beside the run that is at work', async () => {
    expect(await starts(edited(HALT))).toEqual([{ ...night, with: [expect.objectContaining({ spec: '*' })] }]);
    expect(await starts(edited(QUESTIONS))).toEqual([
      { ...night, group: `${night.group}-ticks`, with: [expect.objectContaining({ spec: '*' })] },
    ]);
    expect(await starts(comment('/resume 1b', QUESTIONS))).toEqual([
      { ...night, with: [expect.objectContaining({ spec: '*' })] },
    ]);
  });

  test.each([
    ['an edit that ticks nothing', edited(HALT, false)],
    ['a tick in an issue that is not ours', edited('A bug')],
    ['talk', comment('I would take SQLite.')],
    ['another command', comment('/retest')],
    ['an issue that is not ours', comment('/resume', 'A bug')],
    ['an edited comment', comment('/resume', HALT, 'edited')],
    ['a deleted comment', comment('/resume', HALT, 'deleted')],
    ['a halt closed as completed', closed('completed')],
    ['another issue closed as not planned', closed('not_planned', 'A bug')],
  ])('no runner starts for %s', async (_, happened) => {
    expect(await starts(happened)).toEqual([]);
  });
});

test('the files for one event each share the group of the spec, so that they wait for one another', async () => {
  const [night] = await startedJobs(file('nightly.yml'), schedule);
  const [answer] = await startedJobs(file('resume.yml'), comment('/resume'));
  const [ticked] = await startedJobs(file('resume.yml'), edited(QUESTIONS));
  expect(ticked?.group).toBe('sequential-my-feature-ticks');
  const [pressed] = await startedJobs(file('button.yml'), { ...button, inputs: { spec: 'my-feature' } });
  expect([night?.group, answer?.group, pressed?.group]).toEqual(Array(3).fill('sequential-my-feature'));
  expect(pressed?.with).toEqual([
    expect.objectContaining({ spec: 'my-feature', backend: 'codex', continue: 'dispatch', resume: 'false' }),
  ]);
});

test('a variable of the repository stops the nights', async () => {
  expect(await startedJobs(file('nightly.yml'), { ...schedule, vars: { SEQUENTIAL_NIGHTS: 'off' } })).toEqual([]);
});

test('the answering file starts for commands alone', async () => {
  for (const happened of [
    comment('Thanks'),
    comment('/resume', 'A bug'),
    closed('completed'),
    edited('A bug'),
    schedule,
  ]) {
    expect(await startedJobs(file('resume.yml'), happened)).toEqual([]);
  }
});

test('the caller calls for each spec, and the called workflow knows commands from talk', async () => {
  const called = await startedJobs(file('caller.yml'), comment('/resume'));
  expect(called.flatMap((job) => job.with.map(({ spec }) => spec))).toEqual(['my-feature', 'another-feature']);
  const inputs = { spec: 'my-feature' };
  const [job] = await startedJobs(file('reusable.yml'), { ...comment('/resume'), inputs });
  expect(job).toMatchObject({ group: 'sequential-my-feature', queue: 'max', with: [{ ...inputs, resume: 'false' }] });
  expect(await startedJobs(file('reusable.yml'), { ...comment('Thanks'), inputs })).toEqual([]);
  expect(await startedJobs(file('reusable.yml'), { ...schedule, inputs })).toHaveLength(1);
  const [tick] = await startedJobs(file('reusable.yml'), { ...edited(QUESTIONS), inputs });
  expect(tick?.group).toBe('sequential-my-feature-ticks');
});

describe('the fleet', () => {
  const planned = (matrix: readonly string[], run = 'success') => ({
    plan: { result: 'success', outputs: { matrix: JSON.stringify(matrix) } },
    run: { result: run, outputs: {} },
  });
  const starts = (happened: Happened) => startedJobs(file('fleet.yml'), happened);
  const ids = async (happened: Happened) => (await starts(happened)).map(({ id }) => id);

  test.each([
    ['the clock', schedule],
    ['the button', button],
    ['a command', comment('/resume SQLite.')],
    ['a command where questions are asked', comment('/resume 1b', QUESTIONS)],
    ['a command on the pull request', comment('/status', PULL)],
    ['a halt closed as not planned', closed('not_planned')],
    ['a tick in a halt', edited(HALT)],
  ])('%s starts a plan, then a job for each spec of it, then the page', async (_, happened) => {
    const jobs = await starts({ ...happened, needs: planned(['alpha', 'beta']) });
    expect(jobs.map(({ id, with: [step] }) => [id, step?.command ?? step?.spec])).toEqual([
      ['plan', 'specs'],
      ['run', 'alpha'],
      ['run', 'beta'],
      ['page', 'specs'],
    ]);
    expect(jobs.filter(({ id }) => id === 'run').map(({ group, queue }) => [group, queue])).toEqual([
      ['sequential-alpha', 'max'],
      ['sequential-beta', 'max'],
    ]);
  });

  test('a tick where questions are asked is kept beside the run that is at work', async () => {
    const needs = planned(['alpha']);
    const [plan, run] = await starts({ ...edited(QUESTIONS), needs });
    expect([plan?.id, run?.group, run?.with[0]?.spec]).toEqual(['plan', 'sequential-alpha-ticks', 'alpha']);
  });

  test('with nothing to do no runner starts but those of the plan and of the page', async () => {
    expect(await ids({ ...schedule, needs: planned([], 'skipped') })).toEqual(['plan', 'page']);
  });

  test('the page is written whatever became of the runs', async () => {
    expect(await ids({ ...schedule, needs: planned(['alpha'], 'failure') })).toContain('page');
    const needs = { plan: { result: 'failure', outputs: {} } };
    expect(await ids({ ...schedule, needs })).toEqual(['plan', 'page']);
  });

  test.each([
    ['talk', comment('I would take SQLite.')],
    ['an issue that is not ours', comment('/resume', 'A bug')],
    ['an edited comment', comment('/resume', HALT, 'edited')],
    ['an edit that ticks nothing', edited(HALT, false)],
    ['a tick in an issue that is not ours', edited('A bug')],
    ['another issue closed as not planned', closed('not_planned', 'A bug')],
    ['a halt closed as completed', closed('completed')],
  ])('%s starts nothing at all', async (_, happened) => {
    expect(await ids(happened)).toEqual([]);
  });

  test('nights are one after the other, and an answer waits for none of them', async () => {
    const groups = async (happened: Happened) => (await starts(happened)).map(({ group }) => group)[0];
    expect([await groups(schedule), await groups(button)]).toEqual(['fleet-specs', 'fleet-specs']);
    expect(await groups(comment('/resume'))).toBe('fleet-7');
    expect(await groups(edited(QUESTIONS))).toBe('fleet-7');
  });
});

test('the file in the README does for each event what it says', async () => {
  const readme = file('README.md');
  const withOf = async (happened: Happened) => (await startedJobs(readme, happened))[0]?.with[0];
  expect(await withOf(schedule)).toMatchObject({ spec: 'my-feature', resume: 'false', answer: '' });
  expect(await withOf({ ...button, inputs: { answer: 'SQLite' } })).toMatchObject({ resume: 'true', answer: 'SQLite' });
  expect(await withOf(comment('/resume SQLite'))).toMatchObject({ spec: 'my-feature', resume: 'false' });
  expect(await startedJobs(readme, comment('Thanks'))).toEqual([]);
});

test.each(['README.md', 'sequential.yml', 'button.yml', 'nightly.yml', 'resume.yml', 'reusable.yml'])(
  'the report and the transcripts, to which people are linked, are uploaded by %s',
  (name) => {
    const upload = /uses: actions\/upload-artifact@[\s\S]*/.exec(file(name).text)?.[0];
    for (const path of ['report.html', '*/events.jsonl', '*/*-attempt-*'])
      expect(upload).toContain(`log-path }}/${path}`);
  },
);

test('the project tests itself on pushes and pull requests', async () => {
  for (const event of ['push', 'pull_request']) {
    expect((await startedJobs(file('self-test.yml'), { event })).map(({ with: steps }) => steps.length)).toEqual([
      2, 2,
    ]);
    expect(await startedJobs(file('ci.yml'), { event })).toHaveLength(6);
  }
});

test('expressions mean what they mean on GitHub', () => {
  expect(evaluate("startsWith(github.body, '/RESUME')", { github: { body: '/resume' } }).coerceString()).toBe('true');
  expect(evaluate("inputs.none || 'my-feature'", { inputs: {} }).coerceString()).toBe('my-feature');
});
