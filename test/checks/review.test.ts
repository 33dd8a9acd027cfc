import { describe, expect, test } from '@jest/globals';
import { readReview } from '../../src/checks/review-answer.ts';
import { judgeReview } from '../../src/checks/review-findings.ts';

const one = { file: 'src/a.ts', line: 12, severity: 'blocking', text: 'Off by one.' };

describe('a review', () => {
  test.each([
    ['accepts', '{"accept": true, "findings": []}', []],
    ['accepts without a list', '{"accept": true}', []],
    [
      'is read in prose and a fence',
      `I looked.\n\`\`\`json\n${JSON.stringify({ findings: [one] })}\n\`\`\`\nDone.`,
      [one],
    ],
    ['is the last of several', `{"accept": true}\n${JSON.stringify({ accept: false, findings: [one] })}`, [one]],
    [
      'may be loose about places and case',
      '{"findings":[{"file":" a.ts ","line":"12-14","severity":" Advice","text":" x "},{"file":"","line":0,"severity":"BLOCKING","text":"y"},{"severity":"advice","text":"z"}]}',
      [
        { file: 'a.ts', line: 12, severity: 'advice', text: 'x' },
        { file: null, line: null, severity: 'blocking', text: 'y' },
        { file: null, line: null, severity: 'advice', text: 'z' },
      ],
    ],
    ['counts by its findings, not by what it says to accept', JSON.stringify({ accept: true, findings: [one] }), [one]],
  ])('%s', (_, text, findings) => {
    expect(readReview(text)).toEqual({ kind: 'ok', findings });
  });

  test.each([
    ['', 'contains no JSON object'],
    ['Looks good to me.', 'contains no JSON object'],
    ['{"verdict": "ok"}', 'contains no JSON object'],
    ['{"accept": false, "findings": []}', 'names no finding'],
    ['{"accept": "yes"}', '"accept"'],
    ['{"findings": [{"severity": "major", "text": "x"}]}', '"findings.0.severity"'],
    ['{"findings": [{"severity": "advice", "text": " "}]}', '"findings.0.text"'],
    ['{"findings": "none"}', '"findings"'],
    ['{"accept": true', 'contains no JSON object'],
  ])('%j is none', (text, why) => {
    const answer = readReview(text);
    expect(answer.kind === 'bad' && answer.why).toContain(why);
  });

  test('is cut to what people can read', () => {
    const findings = Array.from({ length: 100 }, () => ({ ...one, text: 'x'.repeat(50) }));
    const answer = readReview(JSON.stringify({ findings: [{ ...one, text: 'x'.repeat(9000) }, ...findings] }));
    expect(answer.kind === 'ok' && [answer.findings.length, answer.findings[0]?.text.length]).toEqual([31, 600]);
    expect(answer.kind === 'ok' && answer.findings.at(-1)).toMatchObject({
      severity: 'advice',
      text: '71 more findings of the review are not told here.',
    });
  });

  test.each([200, 900])('of %i findings is found whole, and those to fix come first', (count) => {
    const findings = Array.from({ length: count }, (_, at) => ({
      ...one,
      severity: at === count - 1 ? 'blocking' : 'advice',
      text: `${at} ${'x'.repeat(300)}`,
    }));
    const answer = readReview(
      `Here it is:\n\`\`\`json\n${JSON.stringify({ accept: false, findings }, null, 2)}\n\`\`\``,
    );
    expect(answer.kind === 'ok' && answer.findings[0]).toMatchObject({ severity: 'blocking' });
  });
});

describe('what a review comes to', () => {
  const advice = { file: null, line: null, severity: 'advice', text: 'Rename\nit.' } as const;
  const blocking = { file: 'src/a.ts', line: 12, severity: 'blocking', text: 'Off by one.' } as const;

  test('blocks the unit while it may', () => {
    expect(judgeReview('claude', [blocking, advice, { ...blocking, line: null }], true)).toEqual({
      backend: 'claude',
      blocking: {
        kind: 'incomplete',
        reason:
          'The agent reported done, but the reviewer (claude) found 2 problems to fix first:\n- src/a.ts:12: Off by one.\n- src/a.ts: Off by one.\nIts advice, for where you agree:\n- Rename it.',
      },
      caught: 2,
      advice: [],
    });
  });

  test('is advice when it may not, or has nothing that blocks', () => {
    expect(judgeReview('claude', [advice, blocking], false)).toMatchObject({
      blocking: null,
      caught: 0,
      advice: ['not fixed: src/a.ts:12: Off by one.', 'Rename it.'],
    });
    expect(judgeReview('claude', [advice], true)).toMatchObject({ blocking: null, advice: ['Rename it.'] });
  });
});
