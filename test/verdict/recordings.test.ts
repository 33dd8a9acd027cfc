import { describe, expect, test } from '@jest/globals';
import { backends } from '../../src/agents/index.ts';
import type { EndReason } from '../../src/agents/types.ts';
import { judge } from '../../src/verdict/judge.ts';
import { play, recordings } from '../agents/playback.ts';
import { report } from './report.ts';

/** Within the hour in which all of them were made. */
const now = Date.parse('2026-11-23T08:15:00Z');

/** How it ended for those that did not end by themselves. */
const ENDS: Readonly<Record<string, EndReason>> = {
  'codex-429long': 'limit-wait',
  'opencode-429long': 'silent',
  'claude-hang-sigINT': 'cancelled',
  'codex-hang-sigINT': 'cancelled',
  'opencode-hang-sigINT': 'cancelled',
  'gemini-hang-sigINT': 'cancelled',
  'copilot-hang-sigINT': 'cancelled',
};

/** What a real run of each CLI came to: the verdict, and of a limit its source and reset. */
const VERDICTS: Readonly<Record<string, string>> = {
  'claude-text-w': 'incomplete: nothing changed',
  'claude-tool-w': 'done',
  'claude-429': 'transient',
  'claude-429-r0': 'transient',
  'claude-429usage': 'transient',
  'claude-429usage-oauth': 'limited structured five_hour 2026-11-23T09:21:17Z',
  'claude-429long': 'transient',
  'claude-401': 'refused',
  'claude-503': 'transient',
  'claude-529': 'transient',
  'claude-json-w': 'incomplete: without the completion promise',
  'claude-400ctx': 'failed',
  'claude-warn-oauth': 'incomplete: nothing changed',
  'claude-hang-sigINT': 'cancelled',
  'claude-background-w': 'done',
  'claude-subagent-w': 'incomplete: nothing changed',
  'claude-tool-noperm': 'incomplete: nothing changed',
  'codex-text-w': 'incomplete: nothing changed',
  'codex-tool-w': 'done',
  'codex-tool-patch-gpt55': 'done',
  'codex-429': 'transient',
  'codex-429-noretry': 'transient',
  'codex-429usage': 'limited clock-time null 2026-11-23T09:14:00Z',
  'codex-429long': 'limited none null null',
  'codex-429long-noretry': 'transient',
  'codex-401': 'refused',
  'codex-503': 'transient',
  'codex-529': 'transient',
  'codex-529-noretry': 'transient',
  'codex-json-w': 'incomplete: without the completion promise',
  'codex-400ctx': 'failed',
  'codex-hang-sigINT': 'cancelled',
  'opencode-text-w': 'incomplete: nothing changed',
  'opencode-tool-w': 'done',
  'opencode-429': 'transient 2000',
  'opencode-429usage': 'limited structured five_hour 2026-11-23T09:16:26Z',
  'opencode-429long': 'stalled',
  'opencode-401': 'refused',
  'opencode-503': 'transient',
  'opencode-529': 'transient',
  'opencode-json-w': 'incomplete: without the completion promise',
  'opencode-400ctx': 'failed',
  'opencode-hang-sigINT': 'cancelled',
  'opencode-tool-noperm': 'failed',
  'gemini-text-w': 'incomplete: nothing changed',
  'gemini-tool-w': 'done',
  'gemini-429': 'transient 2000',
  'gemini-429usage': 'limited calendar daily 2026-11-24T08:00:00Z',
  'gemini-429long': 'limited retry-after null 2026-11-23T09:15:00Z',
  'gemini-401': 'refused',
  'gemini-503': 'transient',
  'gemini-503-max2': 'transient',
  'gemini-529': 'transient',
  'gemini-json-w': 'incomplete: without the completion promise',
  'gemini-400ctx': 'failed',
  'gemini-hang-sigINT': 'cancelled',
  'gemini-tool-noperm': 'incomplete: nothing changed',
  'copilot-text-w': 'incomplete: nothing changed',
  'copilot-tool-w': 'done',
  'copilot-429': 'transient 2000',
  'copilot-429usage': 'limited structured null 2026-11-23T09:15:39Z',
  'copilot-429long': 'limited relative null 2026-11-23T09:15:00Z',
  'copilot-401': 'refused',
  'copilot-503': 'transient',
  'copilot-529': 'transient',
  'copilot-json-w': 'incomplete: without the completion promise',
  'copilot-400ctx': 'failed',
  'copilot-hang-sigINT': 'cancelled',
  'copilot-tool-noperm': 'incomplete: nothing changed',
};

function judged(recording: (typeof recordings)[number]): string {
  const { name, cli, exit } = recording;
  const { facts } = play(recording);
  const ended = report({ ...facts, end: ENDS[name] ?? 'exited', exitCode: exit < 0 ? null : exit });
  const verdict = judge(ended, { backend: cli, backends, now, changed: /-(?:tool-(?:w|patch)|background)/.test(name) });
  switch (verdict.kind) {
    case 'incomplete':
      return `incomplete: ${/nothing changed|without the completion promise/.exec(verdict.reason)?.[0] ?? verdict.reason}`;
    case 'transient':
      return verdict.retryAfterMs === null ? 'transient' : `transient ${verdict.retryAfterMs}`;
    case 'limited': {
      const { source, window, resetsAt } = verdict.limit;
      const reset = resetsAt === null ? null : new Date(resetsAt).toISOString().replace('.000Z', 'Z');
      return `limited ${source} ${window} ${reset}`;
    }
    default:
      return verdict.kind;
  }
}

describe('Every recording of a real CLI is judged', () => {
  test('all of them are in the table', () => {
    expect(recordings.map(({ name }) => name).sort()).toEqual(Object.keys(VERDICTS).sort());
  });
  test.each(recordings.map((recording) => [recording.name, recording] as const))('%s', (name, recording) => {
    expect(judged(recording)).toBe(VERDICTS[name]);
  });
});
