import { describe, expect, test } from '@jest/globals';
import { brokenPromises } from './invariants/index.ts';
import { transcript } from './transcript.ts';
import { live } from './world/live.ts';
import type { Death, Fate, Scenario } from './world/scenario.ts';
import { settingsOn } from './world/settings.ts';

const MINUTE = 60_000;
const start = Date.parse('2026-11-23T22:00:00Z');

/** Two units of eight minutes each, a run every half hour, and nothing that goes wrong but what a test is about. */
function night(machine: 'own' | 'hosted', fates: readonly Fate[], facts: Partial<Scenario>): Scenario {
  const unit = (key: string) => ({
    key,
    title: `Build part ${key}`,
    parts: [`Step of part ${key}`],
    dependsOn: [],
    optional: false,
    ms: 8 * MINUTE,
    tokens: 100_000,
    fates,
    assignments: [],
  });
  return {
    seed: 'told',
    start,
    horizon: start + 48 * 60 * MINUTE,
    settings: settingsOn(machine, 'codex', { throttle: { delayMs: 0 } }),
    machine,
    jobLimitMs: 360 * MINUTE,
    everyMs: 30 * MINUTE,
    units: [unit('1'), unit('2')],
    accounts: [
      {
        backend: 'codex',
        rules: [],
        bursts: [],
        refusesFrom: null,
        warns: false,
        wrongWarnings: 0,
        lateWindows: 0,
        seed: '',
      },
    ],
    available: ['codex'],
    humans: [{ answersAfterMs: 100 * MINUTE, word: 'resume', againAfterMs: null }],
    pushes: [],
    baseMoves: [],
    remoteDown: [],
    protectedFrom: null,
    hubDown: [],
    deaths: [],
    cancels: [],
    clockJumps: [],
    lostSessions: 0,
    ...facts,
  };
}

async function tell(scenario: Scenario): Promise<string[]> {
  const lived = await live(scenario);
  expect(brokenPromises(lived)).toEqual([]);
  return transcript(lived).map((line) => line.trim());
}

/** At the end of an attempt: the agent has left, and nobody has looked at what it did. */
async function atEndOfAttempt(scenario: Scenario): Promise<Death> {
  for (let nth = 1; ; nth += 1) {
    const death: Death = { kind: 'call', nth, effect: true };
    const { calls, runs } = await live({ ...scenario, deaths: [death] });
    if (runs[0]?.end === 'lost' && calls[0]?.run === 'run-1' && calls[0].truth === 'earned') return death;
  }
}

describe('On a disk that outlives its run', () => {
  test('checkboxes that a lost agent had ticked are opened again', async () => {
    const scenario = night('own', ['foreign-tick'], {});
    const death = await atEndOfAttempt(scenario);
    expect(await tell({ ...scenario, deaths: [death] })).toEqual([
      '0.0 run-1 starts (schedule)',
      '8.0   run-1: lost',
      '8.0   · call 1: attempt 1 at 1 with codex, 8.0 min: earned (foreign-tick)',
      '30.0 run-2 starts (schedule)',
      '30.0   warning: .kiro/specs/night/tasks.md: tasks that were ticked while task 1 was interrupted are open again: 1, 1.1, 2, 2.1; tick those that are done',
      '38.0   attempt 2 at 1: done',
      '38.0   · call 2: attempt 2 at 1 with codex, 8.0 min: earned (well)',
      '38.1   1 is done, 1 of 2',
      '38.1   · remote: 0002 feat(night): build part 1 (run-2)',
      '46.1   attempt 1 at 2: done',
      '46.1   · call 3: attempt 1 at 2 with codex, 8.0 min: earned (foreign-tick)',
      '46.2   2 is done, 2 of 2',
      '46.2   ended, complete: Complete: every unit is done',
      '46.2   · remote: 0003 feat(night): build part 2 (run-2)',
      '46.2 the night ends: {"kind":"complete"}',
    ]);
  });

  test('a unit that was done, committed and not pushed is pushed first, as it is', async () => {
    const scenario = night('own', [], { deaths: [{ kind: 'time', afterMs: 8 * MINUTE + 4000 }] });
    expect(await tell(scenario)).toEqual([
      '0.0 run-1 starts (schedule)',
      '8.0   attempt 1 at 1: done',
      '8.0   · call 1: attempt 1 at 1 with codex, 8.0 min: earned (well)',
      '8.1   run-1: lost',
      '30.0 run-2 starts (schedule)',
      '30.1   · remote: 0002 feat(night): build part 1 (run-1)',
      '38.1   attempt 1 at 2: done',
      '38.1   · call 2: attempt 1 at 2 with codex, 8.0 min: earned (well)',
      '38.2   2 is done, 2 of 2',
      '38.2   ended, complete: Complete: every unit is done',
      '38.2   · remote: 0003 feat(night): build part 2 (run-2)',
      '38.2 the night ends: {"kind":"complete"}',
    ]);
  });

  test('also the last unit: complete is reported when it is on the remote', async () => {
    const scenario = night('own', [], { deaths: [{ kind: 'time', afterMs: 16 * MINUTE + 8000 }] });
    expect(await tell(scenario)).toEqual([
      '0.0 run-1 starts (schedule)',
      '8.0   attempt 1 at 1: done',
      '8.0   · call 1: attempt 1 at 1 with codex, 8.0 min: earned (well)',
      '8.1   1 is done, 1 of 2',
      '8.1   · remote: 0002 feat(night): build part 1 (run-1)',
      '16.1   attempt 1 at 2: done',
      '16.1   · call 2: attempt 1 at 2 with codex, 8.0 min: earned (well)',
      '16.1   run-1: lost',
      '30.0 run-2 starts (schedule)',
      '30.1   ended, complete: Complete: every unit is done',
      '30.1   · remote: 0003 feat(night): build part 2 (run-1)',
      '30.1 the night ends: {"kind":"complete"}',
    ]);
  });
});

describe('On a lost machine', () => {
  test('a checkpoint that is refused opens one issue, and no agent works until it is answered', async () => {
    const scenario = night('hosted', [], { protectedFrom: start });
    expect(await tell(scenario)).toEqual([
      '0.0 run-1 starts (schedule)',
      '8.4   attempt 1 at 1: done',
      '8.4   · call 1: attempt 1 at 1 with codex, 8.0 min: earned (well)',
      expect.stringMatching(/^8\.4 {3}halted: The checkpoint could not be pushed\. Take the protection off\./),
      '8.4   warning: task 1 is finished and committed here; it counts as done when it is on the remote',
      '8.4   · issue #1 opened: 1@2026-11-23T22:08:26.000Z (refused)',
      '8.5   warning: the halt could not be pushed: GH006: Protected branch',
      '8.5   ended, halted: Halted at task 1: needs your input',
      '30.0 run-2 starts (schedule)',
      '30.2   ended, halted: Halted since 2026-11-23 22:08 UTC: issue #1 has no answer yet',
      '60.0 run-3 starts (schedule)',
      '60.2   ended, halted: Halted since 2026-11-23 22:08 UTC: issue #1 has no answer yet',
      '90.0 run-4 starts (schedule)',
      '90.2   ended, halted: Halted since 2026-11-23 22:08 UTC: issue #1 has no answer yet',
      '108.4 run-5 starts (/resume answer-1-1)',
      '108.4   · issue #1: /resume answer-1-1',
      '108.9   · remote: 0004 chore(night): record the answer to: Build part 1 (run-5)',
      '116.9   attempt 1 at 1: done',
      '116.9   · call 2: attempt 1 at 1 with codex, 8.0 min: earned (well)',
      '116.9   1 is done, 1 of 2',
      '116.9   · remote: 0005 feat(night): build part 1 (run-5)',
      '116.9   · issue #1 closed',
      '124.9   attempt 1 at 2: done',
      '124.9   · call 3: attempt 1 at 2 with codex, 8.0 min: earned (well)',
      '125.0   2 is done, 2 of 2',
      '125.0   ended, complete: Complete: every unit is done',
      '125.0   · remote: 0006 feat(night): build part 2 (run-5)',
      '125.0 the night ends: {"kind":"complete"}',
    ]);
  });
});
