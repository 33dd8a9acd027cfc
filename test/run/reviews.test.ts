import { describe, expect, test } from '@jest/globals';
import { backends } from '../../src/agents/index.ts';
import { assigns, breaks, crashes, isEnded, tokens, works } from './script.ts';
import { MINUTE, START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the page\n  - [ ] 1.1 With a title\n';
const reviewed = { agents: { reviewer: { backend: 'claude', model: 'opus' } }, loop: { verify: 'npm test' } };
const says = (answer: unknown) => assigns(typeof answer === 'string' ? answer : JSON.stringify(answer));
const accepts = says({ accept: true, findings: [] });
const finding = (severity: string, text: string) => ({ file: 'src/1.ts', line: 3, severity, text });
const blocks = (...texts: string[]) =>
  says({ accept: false, findings: texts.map((text) => finding('blocking', text)) });

const done = [
  'commit "feat(night): build the page" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json, tasks.md)',
  '1 is done, 1 of 1',
  'run-1 ends complete: Complete: every unit is done',
];
/** Without the times. */
const told = (story: Story) => story.told().map((line) => line.slice(line.indexOf(' ') + 1));
const lastMessage = (story: Story) => story.world.remote.branches.get('sequential/night')?.message ?? '';

describe('A reviewer', () => {
  test('sees the unit, what was changed and what verify said, read-only, and lets it pass', async () => {
    const story = new Story(tasks, reviewed).agents(works(), accepts);
    await story.run();
    expect(told(story)).toEqual([
      '1: verifies by npm test',
      'task-1 1/3: codex',
      '1: verifies by npm test',
      'review-1 1/2: claude, model opus',
      '1: 0 caught, advice: none',
      '1: done: Done.',
      ...done,
    ]);
    const { prompt = '' } = story.calls[1] ?? {};
    for (const part of [
      '# Review of task 1 Build the page\n',
      '- 1.1 With a title\n',
      'This command succeeded:\n```\nnpm test\n```',
      '- src/1.ts\n',
      '+the work, by call 1\n',
    ])
      expect(prompt).toContain(part);
    expect(story.state.units['1']).toMatchObject({ attempts: 1, review: { backend: 'claude', calls: 1, caught: 0 } });
    expect(story.state.units['1']).not.toHaveProperty('base');
    expect(story.state.totals).toMatchObject({ calls: 2, review_caught: 0, review_advice: 0 });
  });

  test('is not asked where verify fails, nor of a review that changed nothing', async () => {
    const failing = works({ leaves: (tree) => void tree.set('src/1.ts', 'broken work\n') });
    const story = new Story(tasks, reviewed).agents(failing, works(), accepts);
    await story.run();
    expect(story.calls.map(({ window }) => window)).toEqual(['task-1', 'task-1', 'review-1']);
    const asked = { agents: { ...reviewed.agents, assignBackend: 'claude', backendGiven: false } };
    const unchanged = new Story(tasks, asked).agents(
      assigns('{"task":"1","type":"review","owner_agent":"codex"}'),
      works({ file: null, says: 'No changes were needed.' }),
    );
    await unchanged.run();
    expect(unchanged.calls.map(({ window }) => window)).toEqual(['assign-1', 'task-1']);
  });

  test('gives the next attempt its reason, once a unit; later findings are advice and the unit passes', async () => {
    const story = new Story(tasks, reviewed).agents(
      works(),
      says({ findings: [finding('Blocking', 'The title is missing.'), finding('advice', 'Rename x.')] }),
      works(),
      says({ findings: [finding('blocking', 'The title is wrong.'), finding('advice', 'Rename y.')] }),
    );
    await story.run();
    expect(told(story)).toEqual([
      '1: verifies by npm test',
      'task-1 1/3: codex',
      '1: verifies by npm test',
      'review-1 1/2: claude, model opus',
      '1: 1 caught, advice: none',
      '1: incomplete: The agent reported done, but the reviewer (claude) found 1 problem to fix first: / - src/1.ts:3: The title is missing. / Its advice, for where you agree: / - src/1.ts:3: Rename x.',
      'task-1 2/3: codex, goes on in session-1',
      '1: verifies by npm test',
      'review-1 1/2: claude, model opus',
      '1: 0 caught, advice: not fixed: src/1.ts:3: The title is wrong. | src/1.ts:3: Rename y.',
      '1: done: Done.',
      ...done,
    ]);
    expect(story.prompt(3, 'Why the last attempt was not accepted').join('\n')).toContain(
      '- src/1.ts:3: The title is missing.',
    );
    expect(story.calls[3]?.prompt).toContain('+the work, by call 3\n');
    expect(lastMessage(story)).toContain(
      '\n\nAdvice of the reviewer (claude)\n\n- not fixed: src/1.ts:3: The title is wrong.\n- src/1.ts:3: Rename y.\n\nSpec: ',
    );
    expect(story.tree.get('.kiro/specs/SEQUENTIAL_PROGRESS.md')).toContain(
      '- review by claude: accepted, 2 pieces of advice\n  - not fixed: src/1.ts:3: The title is wrong.\n  - src/1.ts:3: Rename y.\n',
    );
    expect(story.tree.get('.kiro/specs/SEQUENTIAL_PROGRESS.md')).toContain(
      'review: 1 problem caught, 2 pieces of advice',
    );
    expect(story.state.units['1']).toMatchObject({
      attempts: 2,
      review: { caught: 1, advice: ['not fixed: src/1.ts:3: The title is wrong.', 'src/1.ts:3: Rename y.'] },
    });
  });

  test('compares with where the unit began, also after a run that ended in the middle', async () => {
    const story = new Story(tasks, reviewed).agents(
      works({ file: 'src/first.ts' }),
      blocks('No.'),
      crashes('gone'),
      works(),
      accepts,
    );
    await story.run({ settings: { loop: { maxIterations: 2 } } });
    await story.run();
    expect(story.calls.at(-1)?.window).toBe('review-1');
    expect(story.calls.at(-1)?.prompt).toContain('- src/1.ts\n- src/first.ts\n');
  });

  test('has only advice where no attempt is left', async () => {
    const story = new Story(tasks, { ...reviewed, loop: { attempts: 1 } }).agents(
      works(),
      blocks('The title is missing.'),
    );
    await story.run();
    expect(told(story).slice(2)).toEqual([
      '1: 0 caught, advice: not fixed: src/1.ts:3: The title is missing.',
      '1: done: Done.',
      ...done,
    ]);
  });

  test('is asked once more where its answer cannot be read, then the unit passes with a warning', async () => {
    const story = new Story(tasks, reviewed).agents(works(), says('Looks fine.'), says('{"accept": "yes"}'));
    await story.run();
    expect(told(story).slice(3)).toEqual([
      'review-1 1/2: claude, model opus',
      'review-1 2/2: claude, model opus',
      '! task 1: the review could not be read ("accept": Invalid input: expected boolean, received string); it passes without a review',
      '1: done: Done.',
      ...done,
    ]);
    expect(story.calls[2]?.prompt).toContain(
      'Your last answer could not be used: it contains no JSON object with "accept" and "findings".\n',
    );
  });

  test('that breaks twice lets the unit pass with a warning', async () => {
    const story = new Story(tasks, reviewed).agents(works(), breaks('unknown option'), isEnded('timed-out'));
    await story.run();
    expect(told(story)).toContain(
      '! task 1: claude made no review. The attempt took longer than the task timeout; it passes without a review',
    );
    expect(told(story).slice(-3)).toEqual(done);
  });

  const limit = (minutes: number) =>
    breaks('usage limit reached', { code: 'usage_limit_reached', resetsAt: START + minutes * MINUTE });

  test('that meets a limit is waited for, and asked again about the same work', async () => {
    const story = new Story(tasks, reviewed).agents(works(), limit(60), accepts);
    await story.run();
    expect(story.told()).toEqual([
      '01:00 1: verifies by npm test',
      '01:00 task-1 1/3: codex',
      '01:08 1: verifies by npm test',
      '01:08 review-1 1/2: claude, model opus',
      '01:10 saved aside: task 1: not reviewed yet',
      '01:10 waits until 02:01:00, quota: claude has used up its quota; resets at 2026-11-23 02:00 UTC',
      '02:01 review-1 1/2: claude, model opus',
      '02:02 1: 0 caught, advice: none',
      '02:02 1: done: Done.',
      ...done.map((line) => `02:02 ${line}`),
    ]);
    expect(story.calls[2]?.prompt).toBe(story.calls[1]?.prompt);
    expect(story.state.units['1']).toMatchObject({ attempts: 1, review: { calls: 2 } });
  });

  test('whose limit is too long to be waited for pauses the run; the attempt does not count', async () => {
    const story = new Story(tasks, { ...reviewed, throttle: { maxWaitMs: 15 * MINUTE } }).agents(
      works(),
      limit(300),
      accepts,
    );
    const outcome = await story.run();
    expect(outcome?.kind).toBe('paused');
    expect(told(story).slice(4)).toEqual([
      'saved aside: task 1: not reviewed yet',
      '1: cancelled: The work is not reviewed yet.',
      'commit "wip(night): unit 1, not verified" (1.ts, SEQUENTIAL_PROGRESS.md, SEQUENTIAL_STATE.json)',
      'run-1 ends paused (quota): Paused: claude has used up its quota; resets at 2026-11-23 06:00 UTC; may continue after 2026-11-23 06:01 UTC',
    ]);
    await story.pass(400);
    await story.run();
    // What was done is reviewed, and not done again.
    expect(story.calls.slice(2)).toMatchObject([{ window: 'review-1' }]);
    expect(story.calls[2]?.prompt).toBe(story.calls[1]?.prompt);
    expect(story.state.units['1']).toMatchObject({ status: 'completed', attempts: 1, summary: 'Done.' });
  });

  test('is not asked once the attempt has spent the budget, which the next run sees', async () => {
    const spends = works({ report: { usage: tokens(900_000, 200_000) } });
    const story = new Story(tasks, { ...reviewed, throttle: { budgetTokens: 1_000_000 } }).agents(spends, accepts);
    const outcome = await story.run();
    expect(outcome).toMatchObject({ kind: 'paused', progress: { paused: { reason: 'budget-tokens' } } });
    expect(story.calls.map(({ window }) => window)).toEqual(['task-1']);
    await story.run();
    expect(story.calls.map(({ window }) => window)).toEqual(['task-1', 'review-1']);
    // What an earlier run paid for is no call of this one.
    expect(story.state.totals).toMatchObject({ calls: 2, tokens_in: 900_000, tokens_out: 200_000 });
    expect(story.told().filter((line) => line.includes('!'))).toEqual([]);
  });

  test('of the backend that worked may meet a limit, which the end of the attempt does not lift', async () => {
    const itself = { agents: { reviewer: { backend: 'codex', model: 'gpt-5.5' } }, throttle: { maxWaitMs: MINUTE } };
    const story = new Story(tasks, itself).agents(works({ report: { usage: tokens(10, 10) } }), limit(300));
    expect(await story.run()).toMatchObject({ kind: 'paused' });
    await story.run();
    expect(story.calls).toHaveLength(2);
  });

  test('has no stand-in that could change files', async () => {
    const fallbacks = { fallbackBackends: ['custom', 'gemini'] };
    const story = new Story(tasks, { ...reviewed, throttle: fallbacks }).agents(works(), limit(60), accepts);
    await story.run();
    expect(story.calls.map(({ backend, model }) => [backend, model])).toEqual([
      ['codex', null],
      ['claude', 'opus'],
      ['gemini', null],
    ]);
    expect(backends.find(({ name }) => name === 'custom')?.sandboxes).not.toContain('read-only');
  });

  test.each([
    ['kiro', []],
    ['acp', [breaks('it has no read-only mode', { code: 'no_read_only_mode' })]],
  ])('that has no read-only mode works on a copy of the work: %s', async (backend, before) => {
    const story = new Story(tasks, { agents: { reviewer: { backend, model: null } } }).agents(
      works(),
      ...before,
      accepts,
    );
    await story.run();
    const inPlace = before.map(() => ['read-only', '/work', null]);
    expect(story.calls.slice(1).map(({ place }) => place)).toEqual([...inPlace, ['full', '/copy/work', '/copy']]);
    expect(told(story).filter((line) => line.includes('the copy'))).toEqual(['the copy of the work is removed']);
    expect(story.state.units['1']).toMatchObject({ status: 'completed', review: { calls: 1 } });
  });

  test('that may not log in halts the run, and the attempt does not count', async () => {
    const story = new Story(tasks, reviewed).agents(works(), breaks('Invalid API key', { status: 401 }));
    const outcome = await story.run();
    expect(outcome?.progress.halt).toMatchObject({
      cause: 'refused',
      question: expect.stringMatching(/^The reviewer: /),
    });
    expect(story.state.units['1']).toMatchObject({ attempts: 0 });
  });

  test('that changes files all the same has that restored, with a warning', async () => {
    const meddles = {
      ...accepts,
      leaves: (tree: Map<string, string>) => void tree.set('src/1.ts', 'mine\n').set('x.ts', 'x\n'),
    };
    const story = new Story(tasks, reviewed).agents(works(), meddles);
    await story.run();
    expect(told(story)).toContain('! task 1: the reviewer changed src/1.ts, x.ts; it was restored');
    expect(story.tree.get('src/1.ts')).toBe('the work, by call 1\n');
    expect(story.tree.has('x.ts')).toBe(false);
  });

  test('may be the one that works, with a warning', async () => {
    const itself = { agents: { reviewer: { backend: 'codex', model: null } } };
    const story = new Story(tasks, itself).agents(works(), accepts);
    await story.run();
    expect(told(story)[0]).toBe(
      '! reviewer: codex reviews its own work, with the same model; another one is likely to find more',
    );
    const other = new Story(tasks, { agents: { reviewer: { backend: 'codex', model: 'gpt-5.5' } } }).agents(
      works(),
      accepts,
    );
    await other.run();
    expect(told(other).filter((line) => line.startsWith('!'))).toEqual([]);
  });

  test('is ended with a run that is cancelled; what is not reviewed is not done', async () => {
    const story = new Story(tasks, reviewed).agents(works(), { ...accepts, minutes: 30 });
    const outcome = await story.run({ cancelledAfter: 20 });
    expect(outcome).toMatchObject({ kind: 'paused' });
    expect(story.state.units['1']).toMatchObject({ status: 'in-progress', attempts: 0 });
  });
});

describe('A reviewer whose turn ends without a token', () => {
  const unspent = (finalMessage: string) => {
    const act = assigns(finalMessage);
    return { ...act, report: { ...act.report, finished: { ok: true, isUnspent: true as const } } };
  };

  test('has given an answer where it can be read, whatever it speaks of', async () => {
    const advice = finding(
      'minor',
      'The handler answers 429 Too Many Requests: rate limit exceeded, try again in 5 hours',
    );
    const answer = unspent(JSON.stringify({ accept: true, findings: [advice] }));
    const story = new Story(tasks, reviewed).agents(works(), answer);
    await story.run();
    expect(told(story).slice(-3)).toEqual(done);
    expect(told(story).filter((line) => line.includes('1 caught') || line.includes('limited'))).toEqual([]);
  });

  test('is asked five times where it says nothing, and the unit passes', async () => {
    const story = new Story(tasks, reviewed).agents(works(), ...Array.from({ length: 6 }, () => unspent('')));
    const outcome = await story.run();
    expect(story.calls).toHaveLength(6);
    expect(outcome?.kind).toBe('complete');
    expect(outcome?.progress.warnings).toContain('task 1: claude said nothing, 5 times; it passes without a review');
  });
});
