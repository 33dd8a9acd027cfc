import type { PastAttempt, PastRun } from '../../../src/report/history/types.ts';
import { reportPage } from '../../../src/report/html/page.ts';
import type { ReportSpec, ReportUnit } from '../../../src/report/html/types.ts';
import { aProgress } from '../../platform/night.ts';

export const now = Date.parse('2026-11-27T06:00:00Z');
export const MINUTE = 60_000;
export const HOSTILE = [
  '<script>alert(1)</script>',
  '</pre></details><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '<!-- --><iframe src=javascript:alert(1)>',
  '</style><style>*{display:none}',
  '\u001b[31m\u202eevil\u0000',
  '&lt;script&gt;',
  '`alert(1)`',
].join('\n');

export const attempt = (more: Partial<PastAttempt> = {}): PastAttempt => ({
  ...{
    unit: '1',
    title: 'Cart',
    attempt: 1,
    backend: 'codex',
    startedAt: now - 60 * MINUTE,
    endedAt: now - 50 * MINUTE,
    agentMs: 8 * MINUTE,
  },
  ...{
    verdict: { kind: 'done', text: 'It works.' },
    tokens: 1200,
    costUsd: 0.1,
    credits: null,
    transcript: null,
    checks: [],
  },
  ...more,
});
export const run = (more: Partial<PastRun> = {}): PastRun => ({
  ...{
    spec: 'shop',
    folder: '',
    id: 'r1',
    startedAt: now - 60 * MINUTE,
    lastAt: now,
    outcome: { kind: 'halted', message: 'Halted' },
  },
  ...{
    pullRequest: null,
    progress: null,
    attempts: [attempt()],
    waits: [],
    finished: [],
    warnings: [],
    halts: [],
    unread: 0,
  },
  ...more,
});
export const unit = (more: Partial<ReportUnit> = {}): ReportUnit => ({
  ...{
    key: '1',
    title: '1 Cart',
    status: 'done',
    optional: false,
    durationS: 600,
    tokens: 1200,
    costUsd: 0.1,
    credits: 0,
    costEstimated: false,
  },
  ...{
    backend: 'codex',
    commit: 'abcdef012345',
    words: 'It works.',
    advice: [],
    evidence: [],
    change: null,
    attempts: [],
  },
  ...more,
});
export const spec = (more: Partial<ReportSpec> = {}): ReportSpec => ({
  ...{
    name: 'shop',
    progress: aProgress({}),
    pullRequest: null,
    windows: [],
    runs: [run()],
    units: [unit()],
    activity: null,
    gaps: [],
  },
  ...more,
});

export const page = (...specs: ReportSpec[]) => reportPage({ madeAt: now, version: '1.0.0', specs });

/** A spec in which every text is this one. */
export function everywhere(words: string): ReportSpec {
  const halt = {
    id: 'h',
    task: '1',
    line: 3,
    at: '2026-11-27T05:00:00Z',
    cause: 'question' as const,
  };
  return spec({
    name: words,
    progress: aProgress({
      halt: {
        ...halt,
        title: words,
        question: words,
        tried: [],
        tail: '',
        issue: null,
        url: `javascript:${words}`,
      },
    }),
    pullRequest: `javascript:${words}`,
    windows: [{ backend: words, name: words, used: 0.5, resetsAt: null }],
    runs: [
      run({
        outcome: { kind: words, message: words },
        attempts: [attempt({ unit: words, title: words, backend: words, verdict: { kind: words, text: words } })],
        waits: [{ from: now - 30 * MINUTE, to: now - 10 * MINUTE, until: now, reason: words, why: words }],
        finished: [{ unit: words, title: words, commit: words, files: [words], at: now }],
        warnings: [words],
      }),
    ],
    units: [
      unit({
        ...{ key: words, title: words, words, backend: words, commit: words, advice: [words], evidence: [words] },
        change: {
          files: [{ path: words, added: 1, removed: null }],
          diff: `+${words}\n-${words}\n@@ ${words}`,
          isCut: true,
        },
        attempts: [
          {
            ...attempt({
              verdict: { kind: words, text: words },
              checks: [
                { kind: 'verify', command: words, ok: false, tests: null, output: words },
                { kind: 'review', backend: words, caught: 1, advice: [words] },
              ],
            }),
            shown: [
              { at: now, event: { kind: 'message', text: words, delta: false } },
              { at: null, event: { kind: 'tool-call', id: words, title: words } },
              { at: now, event: { kind: 'tool-result', id: words, ok: false, text: words } },
            ],
          },
        ],
      }),
    ],
    gaps: [words],
  });
}
