import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { AgentEvent } from '../../src/agents/types.ts';
import { finished, newFolder, openStage, paneScript, print, type Stage, until } from './stage.ts';

const HOUR = 3_600_000;
const words: AgentEvent = { kind: 'message', text: 'still here', delta: false };

let stage: Stage;
afterEach(() => stage.close());

/** A stage whose pane reads a clock that is ahead by what the file `clock` says, ms; the agent finds it as ../clock. */
async function openWithMovableClock(): Promise<void> {
  const folder = newFolder();
  const clock = join(folder, 'clock');
  writeFileSync(clock, '0');
  const moved = join(folder, 'moved-pane.mjs');
  writeFileSync(
    moved,
    `import { readFileSync } from 'node:fs';
const now = Date.now;
Date.now = () => now() + Number(readFileSync('${clock}', 'utf8'));
await import('${pathToFileURL(paneScript)}');\n`,
  );
  stage = await openStage('plain', { paneScript: moved }, folder);
}

describe.each([
  ['set ahead, as when the machine slept', 8 * HOUR],
  ['set back', -8 * HOUR],
])('while an attempt runs, the clock is %s', (_, byMs) => {
  test('and the attempt has taken the time that it took', async () => {
    await openWithMovableClock();
    const limits = { timeoutMs: 2 * HOUR, idleTimeoutMs: HOUR };
    const wait = 'while [ ! -e ../seen ]; do sleep 0.01; done';
    const running = stage.run(`echo ${byMs} > ../clock; ${print(words)}; ${wait}; ${print(finished)}`, limits);
    await until(() => stage.events.some(({ kind }) => kind === 'message'));
    writeFileSync(join(stage.folder, 'seen'), '');
    const report = await running;
    expect(report).toMatchObject({ end: 'exited', exitCode: 0, finished: { ok: true } });
    expect(report.endedAt - report.startedAt).toBeGreaterThanOrEqual(0);
    expect(report.endedAt - report.startedAt).toBeLessThan(HOUR);
  });

  test('and its time-out still comes', async () => {
    await openWithMovableClock();
    const report = await stage.run(`echo ${byMs} > ../clock; exec sleep 600`, { timeoutMs: 300 });
    expect(report).toMatchObject({ end: 'timed-out', signal: 'SIGTERM' });
  });
});
