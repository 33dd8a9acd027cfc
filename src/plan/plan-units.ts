import { addToGroup } from '../collections.ts';
import type { Diagnostic, Spec, Task } from '../tasks/types.ts';
import { topologicalOrder } from './order/order.ts';
import { orderByWaves } from './order/order-by-waves.ts';
import { assertNoCycles, findOpenDependencies, leafDependencies, unitDependencies } from './order/unit-dependencies.ts';
import { buildTree, isTicked, memoizeByNode, requiredLeavesOf, type Tree, type TreeNode } from './task-tree.ts';
import type { DispatchUnit, Granularity, Plan } from './types.ts';

export interface PlanOptions {
  readonly granularity: Granularity;
  readonly includeOptional: boolean;
}

/**
 * What would run, in order. With granularity `unit` a root and all below it are one unit; with `task` each required
 * leaf is its own, in document order or by the file's waves. Throws a UserError that names a dependency cycle.
 */
export function planUnits(spec: Spec, { granularity, includeOptional }: PlanOptions): Plan {
  const tree = buildTree(spec, includeOptional);
  const openDependencies = findOpenDependencies(tree);
  const perLeaf = granularity === 'task';
  if (perLeaf) assertNoCycles(tree, openDependencies);
  const dependencies = perLeaf ? leafDependencies(openDependencies, tree) : unitDependencies(openDependencies);
  const tasksOf = tasksByRoot(spec.tasks, tree);
  const countOpenLeaves = memoizeByNode((node) => tree.leavesOf(node).filter((leaf) => !isTicked(leaf)).length);
  const nodes = perLeaf ? leafNodes(spec, tree) : tree.roots;
  const units = nodes.map((node) => {
    const unitDependencies = [...(dependencies.get(node.key) ?? [])];
    if (perLeaf) return leafUnit(node, unitDependencies, tree, countOpenLeaves);
    return rootUnit(node, tasksOf.get(node.key) ?? [], unitDependencies, tree);
  });
  const remaining = units.filter((unit) => unit.status !== 'done' && tree.counts(unit));
  const order = topologicalOrder(remaining);
  // Last, since a cycle is best named by its units; within one it shows only here.
  if (!perLeaf) assertNoCycles(tree, openDependencies);
  const diagnostics = [...spec.diagnostics, ...openDependencies.diagnostics, ...conflictDiagnostics(tree)];
  const leftOut = spec.tasks.filter((task) => task.state !== 'done' && !tree.counts(task));
  return {
    units,
    order,
    skippedOptional: keysOf(leftOut),
    diagnostics: diagnostics.sort((a, b) => a.line - b.line),
  };
}

function leafNodes(spec: Spec, tree: Tree): TreeNode[] {
  const wanted = new Set(tree.roots.filter(tree.counts).flatMap(tree.leavesOf));
  const leaves = spec.tasks.flatMap(({ key }) => {
    const node = tree.byKey.get(key);
    return node !== undefined && wanted.has(node) ? [node] : [];
  });
  return spec.waves === null ? leaves : orderByWaves(leaves, spec.waves, tree);
}

function rootUnit(node: TreeNode, tasks: readonly Task[], dependencies: readonly string[], tree: Tree): DispatchUnit {
  const { key, id, title, line, body } = node.root;
  const ticks = new Set(openCheckboxKeys(node, tree));
  return {
    key,
    id,
    title,
    line,
    status: statusOf(node, tree),
    optional: node.optional,
    counts: tree.counts(node),
    leaves: tree.leavesOf(node).map((leaf) => leaf.key),
    tasks: [...tasks.filter((task) => task.key === key), ...tasks.filter((task) => task.key !== key)],
    tasksToTick: keysOf(tasks.filter((task) => ticks.has(task.key))),
    leftOut: keysOf(tasks.filter((task) => !tree.counts(task))),
    dependencies,
    ...(node.task === null && body !== '' ? { body } : {}),
    ...phaseOf(node),
  };
}

function leafUnit(
  node: TreeNode,
  dependencies: readonly string[],
  tree: Tree,
  countOpenLeaves: (node: TreeNode) => number,
): DispatchUnit {
  const task = node.task as Task;
  const ownTasks = [task, ...node.checklist];
  const checkboxes = [...ownTasks];
  // The last leaf to be done completes its parents.
  for (
    let { parent } = node;
    task.state !== 'done' && parent !== null && countOpenLeaves(parent) === 1;
    { parent } = parent
  ) {
    if (parent.task !== null) checkboxes.push(parent.task, ...parent.checklist);
  }
  return {
    key: node.key,
    id: task.id,
    title: task.title,
    line: task.line,
    status: task.state === 'done' ? 'done' : 'open',
    optional: task.optional,
    counts: tree.counts(task),
    leaves: [node.key],
    tasks: ownTasks,
    tasksToTick: keysOf(openOf(checkboxes, tree).sort((a, b) => a.line - b.line)),
    leftOut: keysOf(ownTasks.filter((checkbox) => !tree.counts(checkbox))),
    dependencies,
    ancestors: ancestorsOf(node.parent, tree),
    ...phaseOf(node),
  };
}

function phaseOf({ root: { phase, story } }: TreeNode): Pick<DispatchUnit, 'phase' | 'story'> {
  return { ...(phase === undefined ? {} : { phase }), ...(story === undefined ? {} : { story }) };
}

/** A leaf that is sent alone would not know what its parents say of all their children. */
function ancestorsOf(node: TreeNode | null, tree: Tree): NonNullable<DispatchUnit['ancestors']> {
  if (node === null) return [];
  const { id, title, body } = node.task ?? node.root;
  const checklist = openOf(node.checklist, tree).map((checkbox) => `- ${checkbox.title}`);
  const text = [body, ...checklist].filter((part) => part !== '').join('\n');
  return [...ancestorsOf(node.parent, tree), { id, title, body: text }];
}

/** The checkboxes under the node, its own among them, that are to be ticked when it is done. */
function openCheckboxKeys(node: TreeNode, tree: Tree): string[] {
  // Of the checklist of a part that is done nobody is told.
  const checklist = tree.isDone(node) ? [] : node.checklist;
  const checkboxes = node.task === null ? checklist : [node.task, ...checklist];
  return [...keysOf(openOf(checkboxes, tree)), ...node.children.flatMap((child) => openCheckboxKeys(child, tree))];
}

function openOf(checkboxes: readonly Task[], tree: Tree): Task[] {
  return checkboxes.filter((checkbox) => checkbox.state !== 'done' && tree.counts(checkbox));
}

function keysOf(tasks: readonly Task[]): string[] {
  return tasks.map(({ key }) => key);
}

function statusOf(node: TreeNode, tree: Tree): DispatchUnit['status'] {
  const leaves = tree.leavesOf(node);
  const done = leaves.filter(isTicked).length;
  if (done === leaves.length) return 'done';
  if (findConflicts(node).length > 0) return 'conflict';
  return done > 0 ? 'partial' : 'open';
}

/** Ticked parents with an open required task below; the open one counts. */
function findConflicts(node: TreeNode): TreeNode[] {
  const required = node.children.filter((child) => !child.optional);
  const isConflict = isTicked(node) && !required.flatMap(requiredLeavesOf).every(isTicked);
  return [...(isConflict ? [node] : []), ...required.flatMap(findConflicts)];
}

function conflictDiagnostics(tree: Tree): Diagnostic[] {
  return tree.roots.flatMap(findConflicts).map((node) => {
    const open = requiredLeavesOf(node).filter((leaf) => !isTicked(leaf));
    const named = open.map(({ key, task }) => `${task?.id ?? key} (line ${task?.line})`).join(', ');
    return {
      line: node.task?.line ?? node.root.line,
      code: 'parent-conflict',
      message: `${node.key} is ticked, but not all of its sub-tasks are: counted as open: ${named}`,
    };
  });
}

function tasksByRoot(tasks: readonly Task[], tree: Tree): Map<string, Task[]> {
  const byRoot = new Map<string, Task[]>();
  const parents = new Map(tasks.map(({ key, parent }) => [key, parent]));
  for (const task of tasks) {
    // A checklist item is in no tree, the task that it belongs to is.
    let owner: string | null = task.key;
    while (owner !== null && !tree.byKey.has(owner)) owner = parents.get(owner) ?? null;
    const root = owner === null ? undefined : tree.byKey.get(owner)?.root.key;
    if (root !== undefined) addToGroup(byRoot, root, task);
  }
  return byRoot;
}
