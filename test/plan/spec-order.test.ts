import { expect, test } from '@jest/globals';
import { findCycle } from '../../src/plan/order/spec-order.ts';

test.each([
  [{}, null],
  [{ b: ['a'], c: ['a', 'b'], d: ['c', 'a'] }, null],
  [{ a: ['a'] }, ['a', 'a']],
  [{ x: ['a'], a: ['b'], b: ['c'], c: ['a'] }, ['a', 'b', 'c', 'a']],
  [{ a: ['z', 'b'], b: ['a'] }, ['a', 'b', 'a']],
  // Names of what every object has are names as others are.
  [{ constructor: ['toString'], toString: ['constructor'] }, ['constructor', 'toString', 'constructor']],
])('specs that wait for one another: %j', (after, cycle) => {
  expect(findCycle(new Map(Object.entries(after)))).toEqual(cycle);
});

test('a long chain is followed once, however many wait for its end', () => {
  const looked: string[] = [];
  const layers = Array.from({ length: 60 }, (_, at) => [`a${at}`, `b${at}`]);
  const after = new Map<string, readonly string[]>(
    layers.flatMap(([a = '', b = ''], at) => [[a, layers[at + 1] ?? []] as const, [b, layers[at + 1] ?? []] as const]),
  );
  const counted = new Proxy(after, {
    get(map, key) {
      if (key !== 'get') return Reflect.get(map, key).bind(map);
      return (name: string) => {
        looked.push(name);
        return map.get(name);
      };
    },
  });
  expect(findCycle(counted)).toBeNull();
  expect(looked.length).toBe(120);
});
