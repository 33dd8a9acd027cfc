import { expect, test } from '@jest/globals';
import { gemini } from '../../../src/agents/backends/gemini/gemini.ts';
import { statusOfGeminiExitCode } from '../../../src/agents/backends/gemini/gemini-exit-codes.ts';
import type { AgentError } from '../../../src/agents/types.ts';

const exitCodes = Array.from({ length: 256 }, (_, exitCode) => exitCode);

/** What gemini's reader makes of an exit code where nothing was printed. */
function errorOf(exitCode: number): AgentError | null {
  const event = gemini.reader().end(exitCode).at(-1);
  return event?.kind === 'finished' ? event.error : null;
}

test('Exit codes of gemini that tell of an HTTP status, of all 256', () => {
  const telling = exitCodes.flatMap((exitCode) => {
    const status = statusOfGeminiExitCode(exitCode);
    return status === null ? [] : [[exitCode, status]];
  });
  expect(telling).toEqual([
    [17, 529],
    [41, 401],
    [144, 400],
    [145, 401],
    [146, 402],
    [147, 403],
    [148, 404],
    [152, 408],
    [173, 429],
    [244, 500],
    [246, 502],
    [247, 503],
    [248, 504],
  ]);
});

test('The reader and the verdict go by the same table', () => {
  for (const exitCode of exitCodes.slice(1)) {
    expect([exitCode, errorOf(exitCode)?.status]).toEqual([exitCode, gemini.statusOfExitCode?.(exitCode)]);
  }
});

test.each([
  [41, 'authentication'],
  [42, 'invalid_input'],
  [53, 'max_turns'],
  [1, null],
  [173, null],
])('%i is %s in its own words', (exitCode, code) => {
  expect(errorOf(exitCode)?.code).toBe(code);
});
