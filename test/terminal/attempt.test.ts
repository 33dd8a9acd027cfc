import { afterEach, describe, expect, test } from '@jest/globals';
import { finished, kinds, openStage, print, type Stage } from './stage.ts';

let stage: Stage;
afterEach(() => stage.close());

describe.each(kinds)('an attempt in %s', (kind) => {
  test('is reported with its facts, and its events are seen on the way', async () => {
    stage = await openStage(kind);
    const report = await stage.run(print({ kind: 'started', session: 's-1', model: 'm' }, finished));
    expect(report).toMatchObject({
      end: 'exited',
      exitCode: 0,
      finished: { ok: true },
      finalMessage: 'all done',
      session: 's-1',
    });
    expect(stage.events.map(({ kind }) => kind)).toEqual(['started', 'finished']);
  });
});
