import type { Root, Spec, Task } from '../tasks/types.ts';

/** Open tasks of a phase that an agent is given at once; of more, the context of one conversation may not be enough. */
const MAX_OPEN_TASKS = 15;

const PART = /-part-\d+$/;

/**
 * A spec whose long phases are cut in document order into parts of about the same length, each a root of its own.
 * @param begunKeys of units that were worked on: a phase that was cut stays so, also where little of it is left.
 * @param keepTests never cut between tests and the implementation that makes them pass.
 */
export function cutLongPhases(
  whole: Spec,
  { begunKeys, keepTests }: { readonly begunKeys: readonly string[]; readonly keepTests: boolean },
): Spec {
  if (!whole.roots.some(({ phase }) => phase !== undefined)) return whole;
  const spec = keepTests ? joinTestPhases(whole) : whole;
  const cutBefore = new Set(begunKeys.filter((key) => PART.test(key)).map((key) => key.replace(PART, '')));
  const members = tasksByPhase(spec);
  const parts = new Map<string, readonly Root[]>();
  const parents = new Map<string, string>();
  for (const root of spec.roots) {
    const tasks = root.phase === undefined ? [] : (members.get(root.key) ?? []);
    const open = tasks.filter(({ state }) => state !== 'done').length;
    if (open <= MAX_OPEN_TASKS && !cutBefore.has(root.key)) continue;
    const pieces = cut(tasks, keepTests);
    if (pieces.length < 2) continue;
    parts.set(
      root.key,
      pieces.map((piece, index) => partOf(root, piece, index + 1)),
    );
    pieces.forEach((piece, index) => {
      for (const { key } of piece) parents.set(key, partKey(root, index + 1));
    });
  }
  if (parts.size === 0) return spec;
  return replaceKeys(
    { ...spec, roots: spec.roots.flatMap((root) => parts.get(root.key) ?? root) },
    (key) => parts.get(key)?.map((part) => part.key) ?? [key],
    ({ key, parent }) => parents.get(key) ?? parent,
  );
}

/** A phase of nothing but tests goes with the next, which makes them pass; up to 2025 the template had such phases. */
function joinTestPhases(spec: Spec): Spec {
  const members = tasksByPhase(spec);
  const isTests = ({ key }: Root) => members.get(key)?.every(({ isTest }) => isTest === true) === true;
  const joined = new Map<string, string>();
  const roots: Root[] = [];
  for (const root of spec.roots) {
    const before = roots.at(-1);
    if (before?.phase === undefined || root.phase === undefined || !isTests(before)) {
      roots.push(root);
      continue;
    }
    joined.set(root.key, before.key);
    roots[roots.length - 1] = joinRoots(before, root);
    members.set(before.key, [...(members.get(before.key) ?? []), ...(members.get(root.key) ?? [])]);
  }
  const keyOf = (key: string) => joined.get(key) ?? key;
  return joined.size === 0
    ? spec
    : replaceKeys(
        { ...spec, roots },
        (key) => [keyOf(key)],
        ({ parent }) => parent && keyOf(parent),
      );
}

function joinRoots(tests: Root, next: Root): Root {
  return {
    ...tests,
    title: `${tests.title}; ${next.id ?? ''} ${next.title}`,
    body: [tests.body, next.body].filter((text) => text !== '').join('\n\n'),
    dependencies: [...tests.dependencies, ...next.dependencies],
  };
}

function replaceKeys(
  spec: Spec,
  keysFor: (key: string) => readonly string[],
  parentOf: (task: Task) => string | null,
): Spec {
  const replaced = (own: string, keys: readonly string[]) => keys.flatMap(keysFor).filter((key) => key !== own);
  return {
    ...spec,
    tasks: spec.tasks.map((task) => ({
      ...task,
      parent: parentOf(task),
      dependencies: replaced(task.key, task.dependencies),
    })),
    roots: spec.roots.map((root) => ({ ...root, dependencies: replaced(root.key, root.dependencies) })),
  };
}

/** Whether a name stands for the phase that the unit is a part of. */
export function isPartOf(key: string, name: string): boolean {
  return PART.test(key) && key.replace(PART, '') === name.toLowerCase().replaceAll(' ', '-');
}

function partKey({ key }: Root, number: number): string {
  return `${key}-part-${number}`;
}

function partOf(root: Root, tasks: readonly Task[], number: number): Root {
  const name = `part ${number}`;
  return {
    ...root,
    key: partKey(root, number),
    id: root.id === null ? null : `${root.id}, ${name}`,
    line: tasks[0]?.line ?? root.line,
  };
}

/** The tasks that hang under a heading itself, by its key. */
function tasksByPhase({ tasks, roots }: Spec): Map<string, Task[]> {
  const byPhase = new Map(roots.map(({ key }): [string, Task[]] => [key, []]));
  for (const task of tasks) if (task.role === 'task') byPhase.get(task.parent ?? '')?.push(task);
  return byPhase;
}

function cut(tasks: readonly Task[], keepTests: boolean): readonly (readonly Task[])[] {
  const size = Math.ceil(tasks.length / Math.ceil(tasks.length / MAX_OPEN_TASKS));
  const parts: Task[][] = [];
  let hasTests = false;
  tasks.forEach((task, at) => {
    const last = parts.at(-1);
    // Behind a test only where the next tests begin: what stands between makes it pass.
    const beginsTests = task.isTest === true && tasks[at - 1]?.isTest !== true;
    const mayCut = !keepTests || !hasTests || beginsTests;
    hasTests ||= task.isTest === true;
    if (last === undefined || (last.length >= size && mayCut)) parts.push([task]);
    else last.push(task);
  });
  return parts;
}
