import { afterEach, expect, test } from '@jest/globals';
import { run } from './one-task.ts';
import { Workplace } from './workplace.ts';

let place: Workplace;
afterEach(() => place.close());

/** A time zone in which it is eight in the evening: the morning is as far away, whenever this runs. */
function evening(): string {
  const ahead = ((20 - new Date().getUTCHours() + 36) % 24) - 12;
  // The names of these zones count the other way.
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

const range = { low: expect.any(Number), likely: expect.any(Number), high: expect.any(Number) };

test('a plan says how the night would go; a run says it before, and its end and its records how it went', async () => {
  place = new Workplace({ demo: '- [ ] 1. One\n- [ ] 2. Two\n- [ ] 3. Three\n' });
  place.env.TZ = evening();
  const planned = await place.run('plan', '--forecast');
  expect(planned.code).toBe(0);
  expect(planned.stdout).toMatch(
    /\nForecast \(the range holds in 8 of 10 such nights.*\n {2}by 20\S+ \d\d:00 UTC(?: \(08:00 here\))?: /,
  );
  expect(planned.stdout).toMatch(
    / of 3 units\n[\s\S]*\n {2}no finished units to go by: usual values, and a wide range\n$/,
  );

  const agent = place.agent(`f=$(mktemp -p .); echo work > $f; echo '<promise>TASK_DONE</promise>'`);
  const first = await place.run(...run('--agent-command', agent, '--budget-units', '2'));
  expect(first.stdout).toMatch(
    /\n {2}forecast: 2 of 3 units by 20\S+ \d\d:00 UTC; all in .*; no finished units to go by/,
  );
  expect(first.stdout).toMatch(/\n {2}forecast 2 units so far; foretold by 20\S+ \d\d:00 UTC: 2\n/);

  const json = await place.run('plan', '--forecast', '--json', '--max-calls-per-hour', '1');
  const { forecast } = JSON.parse(json.stdout);
  expect(forecast).toMatchObject({
    open: 1,
    basis: { own: 2, others: 0 },
    by_morning: { units: range, wait_s: range, tokens: range, cost_usd: null },
    until_complete: { hours: range, wait_s: range },
  });

  const second = await place.run(...run('--agent-command', agent));
  expect(second.stdout).toMatch(/ 1 of 1 unit by .*by 2 finished units of this spec/);
  expect(second.stdout).toMatch(/\n {2}forecast complete in \d+ min, foretold /);
  expect(place.read('.kiro/specs/SEQUENTIAL_PROGRESS.md')).toMatch(/\n- forecast: complete in /);
  const done = await place.call('plan', '--forecast', '--json');
  expect(JSON.parse(done.stdout).forecast).toBeUndefined();
});

test('the morning is the one of the machine\u2019s own time zone', async () => {
  place = new Workplace({ demo: '- [ ] 1. One\n' });
  place.env.TZ = 'Asia/Kolkata';
  const { stdout } = await place.run('plan', '--forecast');
  expect(stdout).toMatch(/\n {2}by 20\S+ 02:30 UTC \(08:00 here\): /);
});
