import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { formatHaltMarker } from '../../src/report/pages/markers.ts';
import { givenToken } from '../../src/secrets/token-source.ts';
import { aHalt, aProgress, type Night, startNight } from './night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
});
afterEach(() => night.fake.close());

describe('open halts are known without the state', () => {
  test('by the marks of the open issues, oldest first', async () => {
    const hub = night.hub();
    await hub.reportHalt(aHalt(), aProgress());
    await hub.reportHalt(aHalt({ id: 'spec@2026-11-23T02:00:00.000Z', task: null }), aProgress());
    expect(await night.hub().openHalts()).toEqual([
      {
        id: '2@2026-11-23T01:00:00.000Z',
        unit: '2',
        at: expect.stringMatching(/^2026-11-23T01:00/),
        issue: 1,
        url: 'https://github.com/octo/demo/issues/1',
      },
      expect.objectContaining({ id: 'spec@2026-11-23T02:00:00.000Z', unit: null, issue: 2 }),
    ]);
  });

  test('one that is settled waits no longer', async () => {
    await night.hub().reportHalt(aHalt(), aProgress());
    await night.hub().closeHalt(aHalt({ issue: 1 }), null);
    expect(await night.hub().openHalts()).toEqual([]);
  });

  test('a mark that somebody else copied, or one of another spec, is none', async () => {
    const mark = (spec: string) => formatHaltMarker({ spec, unit: '2', id: '2@2026-11-23T01:00:00.000Z' });
    night.fake.world.issue({ author: 'stranger', title: 'copied', body: mark('my-feature') });
    night.fake.world.issue({ author: 'github-actions[bot]', title: 'other', body: mark('another') });
    expect(await night.hub().openHalts()).toEqual([]);
  });

  test('where GitHub does not answer, none is known and the run continues', async () => {
    const stranger = night.connection({ tokens: givenToken('ghs_unknown') });
    expect(await night.hub({}, { github: stranger }).openHalts()).toEqual([]);
    expect(night.log).toEqual([expect.stringContaining('could not read from GitHub which halts are open')]);
  });
});
