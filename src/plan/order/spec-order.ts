/** By name of a spec: those that must be complete, and in the base, before it begins. */
export type SpecDependencies = ReadonlyMap<string, readonly string[]>;

/** Specs that wait for one another, the first of them again at the end: `a`, `b`, `a`; null: none do. */
export function findCycle(after: SpecDependencies): readonly string[] | null {
  const finished = new Set<string>();
  for (const start of after.keys()) {
    const path: string[] = [];
    const cycle = follow(start);
    if (cycle !== null) return cycle;

    function follow(name: string): readonly string[] | null {
      if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
      if (finished.has(name)) return null;
      path.push(name);
      for (const next of after.get(name) ?? []) {
        const found = follow(next);
        if (found !== null) return found;
      }
      path.pop();
      finished.add(name);
      return null;
    }
  }
  return null;
}
