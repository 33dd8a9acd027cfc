import { addToGroup } from '../../collections.ts';
import { UserError } from '../../errors.ts';

/** What is to be put in order: each comes after its dependencies. */
export interface OrderItem {
  readonly key: string;
  readonly dependencies: readonly string[];
}

/**
 * The order in which one at a time can be done: always the first in the list whose dependencies are done. Those that
 * name nothing in the list hold nothing back. Throws a UserError that names the cycle if there is one;
 * `selectNamed` may leave steps of it out.
 */
export function topologicalOrder(
  items: readonly OrderItem[],
  selectNamed: (cycle: readonly string[]) => readonly string[] = (cycle) => cycle,
): string[] {
  const position = new Map(items.map(({ key }, index) => [key, index]));
  const openDependencyCounts = items.map(({ dependencies }) => dependencies.filter((key) => position.has(key)).length);
  const dependents = new Map<string, number[]>();
  items.forEach(({ dependencies }, index) => {
    for (const key of dependencies) addToGroup(dependents, key, index);
  });
  // Highest first, so that the next one is taken from the end.
  const ready = items.flatMap((_, index) => (openDependencyCounts[index] === 0 ? [index] : [])).reverse();
  const order: string[] = [];
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    const { key } = items[index] as OrderItem;
    order.push(key);
    for (const dependent of dependents.get(key) ?? []) {
      openDependencyCounts[dependent] = (openDependencyCounts[dependent] ?? 0) - 1;
      if (openDependencyCounts[dependent] === 0) insertDescending(ready, dependent);
    }
  }
  if (order.length < items.length) throw cycleError(selectNamed(findCycle(items, new Set(order))));
  return order;
}

function insertDescending(descending: number[], value: number): void {
  let low = 0;
  let high = descending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((descending[middle] as number) > value) low = middle + 1;
    else high = middle;
  }
  descending.splice(low, 0, value);
}

/** Walks from one that waits to another that it waits for, until one comes again. */
function findCycle(items: readonly OrderItem[], done: ReadonlySet<string>): string[] {
  const remaining = new Map(items.filter(({ key }) => !done.has(key)).map((item) => [item.key, item]));
  const path: string[] = [];
  const seen = new Map<string, number>();
  let key = remaining.keys().next().value;
  while (key !== undefined && !seen.has(key)) {
    seen.set(key, path.length);
    path.push(key);
    key = remaining.get(key)?.dependencies.find((dependency) => remaining.has(dependency));
  }
  const cycle = path.slice(seen.get(key ?? '') ?? 0);
  // It starts with what comes first in the document, whichever way it was found.
  const position = new Map(items.map((item, index) => [item.key, index]));
  const first = cycle.reduce(
    (best, key, index) => ((position.get(key) ?? 0) < (position.get(cycle[best] ?? '') ?? 0) ? index : best),
    0,
  );
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}

function cycleError(cycle: readonly string[]): UserError {
  const shown = cycle.length > 20 ? [...cycle.slice(0, 10), '…', ...cycle.slice(-9)] : cycle;
  return new UserError(`dependency cycle: ${[...shown, cycle[0]].join(' → ')}`, {
    where: 'tasks.md',
    fix: 'remove one of these dependencies: each task waits for the next, so none can ever start',
  });
}
