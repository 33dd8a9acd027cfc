import { expect, test } from '@jest/globals';
import type { SpecState } from '../../src/state/types.ts';
import { MINUTE, START, Story } from './stage.ts';

const tasks = '- [ ] 1. Build the parser\n- [ ] 2. Write the docs\n- [ ] 3. Mend the lexer\n';
const morning = START + 240 * MINUTE;
/** Four hours after the story's start, and every day at that time. */
const morningAfter = (now: number) =>
  morning + Math.max(0, Math.ceil((now - morning + 1) / (1440 * MINUTE))) * 1440 * MINUTE;

const forecastOf = ({ forecast }: SpecState) => [forecast?.at, forecast?.until, forecast?.units.high];
const foretold = (story: Story) => story.told().filter((line) => line.includes('foretells'));

test('a night is foretold at each start; over its pauses the first forecast stands, and the next night has its own', async () => {
  const story = new Story(tasks, { throttle: { budgetUnits: 1 } }, { morningAfter });
  const first = await story.run();
  const noted = forecastOf(story.state);
  expect(noted).toEqual(['2026-11-23T01:00:02.000Z', '2026-11-23T05:00:00.000Z', 3]);
  expect(first?.progress.forecast).toMatchObject({ stage: 'under-way', units: { came: 1, foretold: { high: 3 } } });

  await story.pass(30);
  const second = await story.run();
  expect(forecastOf(story.state)).toEqual(noted);
  expect(second?.progress.forecast?.units.came).toBe(2);

  await story.pass(600);
  const third = await story.run();
  expect(forecastOf(story.state)).toEqual([expect.any(String), '2026-11-24T05:00:00.000Z', 1]);
  expect(third?.progress.forecast).toMatchObject({
    stage: 'complete',
    units: { came: 1 },
    hours: { came: expect.any(Number) },
  });
  expect(foretold(story).map((line) => line.slice(6))).toEqual([
    'foretells 3 of 3 units',
    'foretells 2 of 2 units',
    'foretells 1 of 1 units',
  ]);
});

test('a run that has nothing to do foretells nothing', async () => {
  const story = new Story(tasks, {}, { morningAfter });
  await story.run();
  await story.run();
  expect(foretold(story)).toHaveLength(1);
});

test('a forecast that cannot be made is a line, and the run goes on', async () => {
  const story = new Story(tasks, {}, { morningAfter: () => Number.NaN });
  const outcome = await story.run();
  expect(outcome?.kind).toBe('complete');
  expect(outcome?.progress.warnings).toEqual([expect.stringMatching(/^no forecast could be made: /)]);
  expect(story.state.forecast).toBeUndefined();
});
