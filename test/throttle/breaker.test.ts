import { describe, expect, test } from '@jest/globals';
import { type BreakerEvent, type BreakerMemory, checkBreaker, updateBreaker } from '../../src/throttle/breaker.ts';

/** After which attempt it breaks off; null: never. */
function breaksAfter(events: readonly BreakerEvent[], from: BreakerMemory = {}): number | null {
  let memory = from;
  for (const [index, event] of events.entries()) {
    const { next, tripped } = updateBreaker(memory, event);
    if (tripped !== null) return index + 1;
    memory = next;
  }
  return null;
}

const worked = (fingerprint: string | null): BreakerEvent => ({ fingerprint, changed: true });
const idle = (fingerprint: string | null): BreakerEvent => ({ fingerprint, changed: false });

describe('The breaker', () => {
  test.each<[string, readonly BreakerEvent[], number | null]>([
    ['three identical errors in a row', [worked('boom'), worked('boom'), worked('boom')], 3],
    ['two attempts that changed nothing', [idle('a'), idle('b')], 2],
    ['two attempts that changed nothing and met no error', [idle(null), idle(null)], 2],
    ['progress between two idle attempts', [idle('a'), worked('b'), idle('a'), worked('b')], null],
    ['another error in between', [worked('a'), worked('a'), worked('b'), worked('a'), worked('a')], null],
    ['an end without an error in between', [worked('a'), worked('a'), worked(null), worked('a'), worked('a')], null],
    ['work without errors', [worked(null), worked(null), worked(null), worked('')], null],
  ])('%s', (_what, events, attempt) => {
    expect(breaksAfter(events)).toBe(attempt);
  });

  test('continues counting from what was saved of the unit, and says what it saw', () => {
    const { tripped: why } = updateBreaker(
      { idle: 0, fingerprint: { text: 'no such table', times: 2 } },
      worked('no such table'),
    );
    expect(why?.why).toBe('The same error occurred 3 times in a row.');
    expect(breaksAfter([idle(null)], { idle: 1 })).toBe(1);
  });

  test('heals when the memory is forgotten', () => {
    expect(checkBreaker({ idle: 2 })?.why).toMatch(/changed nothing/);
    expect(checkBreaker({})).toBeNull();
    expect(breaksAfter([idle('boom')])).toBeNull();
  });
});
