import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aProgress, aUnit, doneUnit, type Night, START, startNight } from './night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
});
afterEach(() => night.fake.close());

const pulls = () => [...night.fake.world.issues.values()].filter(({ pull }) => pull !== null);

describe('a night of 300 units', () => {
  test('stays within the requests that GitHub allows, and ends with a body that is right', async () => {
    const hub = night.hub();
    const units = Array.from({ length: 300 }, (_, i) => aUnit(String(i + 1)));
    for (let i = 0; i < units.length; i += 1) {
      units[i] = doneUnit(String(i + 1));
      night.now += 15_000;
      await hub.reportProgress(aProgress({ units: [...units] }));
    }
    await hub.reportProgress(aProgress({ units, outcome: 'complete' }));
    const [pull] = pulls();
    expect(pull?.body).toContain('300 of 300 units done');
    expect(pull?.body).toContain('| 300 Unit 300 |');
    expect(pull?.body.length).toBeLessThanOrEqual(65_536);
    const hours = (night.now - START) / 3_600_000;
    expect(night.fake.transcript.length / hours).toBeLessThan(200);
    expect(night.log).toEqual([]);
  });
});
