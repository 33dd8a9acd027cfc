import { describe, expect, test } from '@jest/globals';
import { backends } from '../../../src/agents/index.ts';
import type { EndReason } from '../../../src/agents/types.ts';
import { judge } from '../../../src/verdict/judge.ts';
import { report } from '../../verdict/report.ts';
import { acpRecordings, type Played, playLines } from './acp-playback.ts';

/** Within the hour in which they were made. */
const now = Date.parse('2026-11-26T08:30:00Z');

/**
 * What each agent's turn comes to: how it ended, the verdict (of a limit its source, window and reset; of passing trouble
 * the wait), and the tokens as fresh+cached+out. Written from what the model's server did in each: of a request 234+1000+56
 * (gemini and its like tell 1234), of a limit a retry in 2 s or an hour, or a quota.
 */
const EXPECTED: Readonly<Record<string, string>> = {
  'auggie-text': 'not ok, refused, untold',
  'claude-401': 'not ok, refused, untold',
  'claude-429long': 'not ok, transient, untold',
  'claude-429short-retries-caps': 'unfinished, limited none null null, untold',
  'claude-429short-retries': 'unfinished, transient, untold',
  'claude-429short': 'not ok, transient, untold',
  'claude-429usage-caps': 'not ok, transient, 0+0+0',
  'claude-429usage-oauth': 'not ok, limited clock-time five_hour 09:07:00, untold',
  'claude-429usage': 'not ok, transient, untold',
  'claude-529': 'not ok, transient, untold',
  'claude-bash-bypass': 'ok, done, 468+2000+112 $0.006768',
  'claude-bash': 'ok, done, 468+2000+112 $0.006768',
  'claude-cancel-tool': 'not ok, cancelled, untold',
  'claude-cancel': 'not ok, cancelled, untold',
  'claude-hang': 'unfinished, transient, untold',
  'claude-perm-cancel-default': 'unfinished, stalled, untold',
  'claude-perm-cancel': 'ok, done, 468+2000+112 $0.006768',
  'claude-perm-reject-default': 'ok, done, 468+2000+112 $0.006768',
  'claude-perm-reject': 'ok, done, 468+2000+112 $0.006768',
  'claude-resume-1': 'ok, done, 234+1000+56 $0.004512',
  'claude-resume-2': 'ok, done, 234+1000+56',
  'claude-resume-unknown': 'not ok, failed, untold',
  'claude-text-caps': 'ok, done, 234+1000+56 $0.004512',
  'claude-text': 'ok, done, 234+1000+56 $0.004512',
  'claude-tool-default': 'ok, done, 468+2000+112 $0.006768',
  'claude-tool-plan': 'ok, done, 468+2000+112 $0.006768',
  'claude-tool': 'ok, done, 468+2000+112 $0.006768',
  'claude-warn-oauth': 'ok, done, 234+1000+56 $0.002256',
  'cline-text': 'not ok, refused, untold',
  'codex-401': 'not ok, refused, untold',
  'codex-429long': 'ok, transient, untold',
  'codex-429short-caps': 'not ok, transient, untold',
  'codex-429short-retries': 'ok, transient, untold',
  'codex-429short': 'ok, transient, untold',
  'codex-429usage-caps': 'not ok, limited clock-time null 09:05:00, untold',
  'codex-429usage': 'not ok, limited clock-time null 08:50:00, untold',
  'codex-529-caps': 'not ok, transient, untold',
  'codex-529': 'ok, transient, untold',
  'codex-bash': 'ok, done, 468+2000+112',
  'codex-cancel-tool': 'not ok, cancelled, 234+1000+56',
  'codex-cancel': 'not ok, cancelled, untold',
  'codex-cut': 'ok, transient, untold',
  'codex-hang': 'unfinished, transient, untold',
  'codex-perm-cancel': 'ok, done, 468+2000+112',
  'codex-perm-reject-readonly': 'ok, done, 468+2000+112',
  'codex-perm-reject': 'ok, done, 468+2000+112',
  'codex-resume-1': 'ok, done, 234+1000+56',
  'codex-resume-2': 'ok, done, 234+1000+56',
  'codex-resume-unknown': 'not ok, failed, untold',
  'codex-text': 'ok, done, 234+1000+56',
  'codex-tool-full': 'ok, done, 468+2000+112',
  'codex-tool-readonly': 'ok, done, 468+2000+112',
  'codex-tool': 'ok, done, 468+2000+112',
  'copilot-401': 'ok, refused, untold',
  'copilot-429long': 'ok, limited relative null 09:30:00, untold',
  'copilot-429short': 'ok, transient 2000, untold',
  'copilot-cancel': 'not ok, cancelled, untold',
  'copilot-perm-reject': 'ok, incomplete, 234+1000+56',
  'copilot-resume-1': 'ok, done, 234+1000+56',
  'copilot-resume-2': 'ok, done, 234+1000+56',
  'copilot-resume-unknown': 'not ok, failed, untold',
  'copilot-text': 'ok, done, 234+1000+56',
  'copilot-tool': 'ok, done, 468+2000+112',
  'gemini-401': 'not ok, refused, untold',
  'gemini-429long': 'not ok, limited relative null 09:30:00, untold',
  'gemini-429short': 'not ok, transient 2000, untold',
  'gemini-429usage': 'not ok, limited none daily null, untold',
  'gemini-bash': 'ok, done, 2468+0+112',
  'gemini-cancel': 'not ok, cancelled, untold',
  'gemini-cut': 'not ok, transient, untold',
  'gemini-hang': 'unfinished, transient, untold',
  'gemini-perm-cancel': 'ok, done, 2468+0+112',
  'gemini-perm-reject': 'ok, done, 2468+0+112',
  'gemini-resume-1': 'ok, done, 1234+0+56',
  'gemini-resume-2': 'not ok, failed, untold',
  'gemini-resume-unknown': 'not ok, failed, untold',
  'gemini-text': 'ok, done, 1234+0+56',
  'gemini-tool-plan': 'ok, done, 2468+0+112',
  'gemini-tool-yolo': 'ok, done, 2468+0+112',
  'gemini-tool': 'ok, done, 2468+0+112',
  'kiro-cancelled.synthetic': 'not ok, cancelled, untold',
  'kiro-model-busy.synthetic': 'not ok, transient, untold',
  'kiro-server-error.synthetic': 'not ok, transient, untold',
  'kiro-silent-throttle.synthetic': 'unfinished, stalled, untold',
  'kiro-text.synthetic': 'ok, done, 0+0+0 0.054 credits',
  'kiro-tool-never-run.synthetic': 'ok, incomplete, untold',
  'kiro-tool.synthetic': 'ok, done, 0+0+0 0.054 credits',
  'opencode-401': 'not ok, refused, untold',
  'opencode-cancel': 'not ok, cancelled, 0+0+0 $0.000000',
  'opencode-perm-reject': 'ok, incomplete, 234+1000+56 $0.000346',
  'opencode-resume-1': 'ok, done, 234+1000+56 $0.000346',
  'opencode-resume-2': 'ok, done, 234+1000+56',
  'opencode-resume-unknown': 'not ok, failed, untold',
  'opencode-text': 'ok, done, 234+1000+56 $0.000346',
  'opencode-tool-nofs': 'ok, done, 234+1000+56 $0.000692',
  'opencode-tool': 'ok, done, 234+1000+56 $0.000692',
  'pi-text-b': 'unfinished, stalled, untold',
  'pi-text-calm': 'unfinished, stalled, untold',
  'pi-text': 'unfinished, stalled, untold',
  'qwen-401': 'not ok, refused, untold',
  'qwen-429long': 'not ok, cancelled, untold',
  'qwen-429short': 'not ok, cancelled, untold',
  'qwen-bash': 'ok, done, 468+2000+112',
  'qwen-cancel': 'not ok, cancelled, untold',
  'qwen-cut': 'not ok, transient, untold',
  'qwen-hang': 'unfinished, transient, untold',
  'qwen-perm-reject-default': 'ok, incomplete, 234+1000+56',
  'qwen-perm-reject': 'ok, done, 468+2000+112',
  'qwen-resume-1': 'ok, done, 234+1000+56',
  'qwen-resume-2': 'ok, done, 234+1000+56',
  'qwen-resume-unknown': 'not ok, failed, untold',
  'qwen-text': 'ok, done, 234+1000+56',
  'qwen-tool-default': 'ok, done, 468+2000+112',
  'qwen-tool-plan': 'ok, done, 468+2000+112',
  'qwen-tool': 'ok, done, 468+2000+112',
};

/** Those that were cancelled, and those that were ended by their silence. */
function endOf(name: string, { facts }: Played): EndReason {
  if (/^[a-z]+-cancel|^qwen-429/.test(name)) return 'cancelled';
  if (facts.finished !== null) return 'exited';
  return facts.error === null ? 'silent' : 'limit-wait';
}

function outcome(name: string, played: Played): string {
  const { finished, usage } = played.facts;
  const ending = finished === null ? 'unfinished' : finished.ok ? 'ok' : 'not ok';
  const money = usage?.costUsd == null ? '' : ` $${usage.costUsd.toFixed(6)}`;
  const cost = usage?.credits === undefined ? money : `${money} ${usage.credits} credits`;
  const spent = usage === null ? 'untold' : `${usage.inputTokens}+${usage.cachedTokens}+${usage.outputTokens}${cost}`;
  const ended = report({ ...played.facts, end: endOf(name, played), exitCode: finished?.ok === true ? 0 : 1 });
  return `${ending}, ${verdictOf(ended)}, ${spent}`;
}

function verdictOf(ended: ReturnType<typeof report>): string {
  const verdict = judge(ended, { backend: 'acp', backends, now, changed: true });
  if (verdict.kind === 'transient' && verdict.retryAfterMs !== null) return `transient ${verdict.retryAfterMs}`;
  if (verdict.kind !== 'limited') return verdict.kind;
  const { source, window, resetsAt } = verdict.limit;
  return `limited ${source} ${window} ${resetsAt === null ? null : new Date(resetsAt).toISOString().slice(11, 19)}`;
}

test('every recording has its expectation', () => {
  expect(acpRecordings.map(({ name }) => name).sort()).toEqual(Object.keys(EXPECTED).sort());
  expect(acpRecordings.length).toBe(115);
});

describe.each(acpRecordings)('$name', ({ name, lines }) => {
  const played = playLines(lines, '/home/dev/work');

  test('comes to what its service did', () => {
    expect(outcome(name, played)).toBe(EXPECTED[name]);
  });

  test('has no line that nobody knows but notices, and an end for each call', () => {
    const unknown = played.events.flatMap((event) => (event.kind === 'unknown' ? [event.line] : []));
    expect(unknown.filter((line) => line.startsWith('{'))).toEqual([]);
    const ids = (kind: 'tool-call' | 'tool-result') =>
      played.events.flatMap((event) => (event.kind === kind ? [event.id] : [])).sort();
    if (played.facts.finished !== null) expect(ids('tool-result')).toEqual(ids('tool-call'));
  });

  test('says nothing of the turn before the prompt, and ends once', () => {
    const kinds = played.events.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'finished').length).toBeLessThanOrEqual(1);
    const begun = kinds.indexOf('started');
    const before = kinds.slice(0, begun === -1 ? undefined : begun);
    expect(before.filter((kind) => kind !== 'finished')).toEqual([]);
  });
});
