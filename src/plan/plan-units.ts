import { addToGroup } from '../collections.ts';
import type { Diagnostic, Spec, Task } from '../tasks/types.ts';
import { topologicalOrder } from './order.ts';
import { orderByWaves } from './order-by-waves.ts';
import { buildTree, isDone, isOptional, leavesOf, memoizeByNode, type Tree, type TreeNode } from './task-tree.ts';
import type { DispatchUnit, Granularity, Plan } from './types.ts';
import { assertNoCycles, findOpenDependencies, leafDependencies, unitDependencies } from './unit-dependencies.ts';

export interface PlanOptions {
  readonly granularity: Granularity;
  readonly includeOptional: boolean;
}

/**
 * What would run, in order. With granularity `unit` a root and all below it are one unit; with `task` each required
 * leaf is its own, in document order or by the file's waves. Throws a UserError that names a dependency cycle.
 */
export function planUnits(spec: Spec, { granularity, includeOptional }: PlanOptions): Plan {
  const tree = buildTree(spec);
  const openDependencies = findOpenDependencies(tree, includeOptional);
  const perLeaf = granularity === 'task';
  if (perLeaf) assertNoCycles(tree, openDependencies);
  const dependencies = perLeaf
    ? leafDependencies(openDependencies, includeOptional)
    : unitDependencies(openDependencies);
  const tasksOf = tasksByRoot(spec.tasks, tree);
  const countOpenLeaves = openLeafCounter(includeOptional);
  const nodes = perLeaf ? leafNodes(spec, tree, includeOptional) : tree.roots;
  const units = nodes.map((node) => {
    const unitDependencies = [...(dependencies.get(node.key) ?? [])];
    if (perLeaf) return leafUnit(node, unitDependencies, includeOptional, countOpenLeaves);
    return rootUnit(node, tasksOf.get(node.key) ?? [], unitDependencies, includeOptional);
  });
  const remaining = units.filter(({ status, optional }) => status !== 'done' && (includeOptional || !optional));
  const order = topologicalOrder(remaining);
  // Last, since a cycle is best named by its units; within one it shows only here.
  if (!perLeaf) assertNoCycles(tree, openDependencies);
  const diagnostics = [...spec.diagnostics, ...openDependencies.diagnostics, ...conflictDiagnostics(tree)];
  const leftOut = includeOptional ? [] : spec.tasks.filter(({ state, optional }) => optional && state !== 'done');
  return {
    units,
    order,
    skippedOptional: leftOut.map(({ key }) => key),
    diagnostics: diagnostics.sort((a, b) => a.line - b.line),
  };
}

function leafNodes(spec: Spec, tree: Tree, includeOptional: boolean): TreeNode[] {
  const roots = tree.roots.filter((root) => includeOptional || !isOptional(root));
  const wanted = new Set(roots.flatMap((root) => leavesOf(root, includeOptional)));
  const leaves = spec.tasks.flatMap(({ key }) => {
    const node = tree.byKey.get(key);
    return node !== undefined && wanted.has(node) ? [node] : [];
  });
  return spec.waves === null ? leaves : orderByWaves(leaves, spec.waves, tree, includeOptional);
}

function rootUnit(
  node: TreeNode,
  tasks: readonly Task[],
  dependencies: readonly string[],
  includeOptional: boolean,
): DispatchUnit {
  const { key, id, title, line, body } = node.root;
  const ticks = new Set(openCheckboxKeys(node, includeOptional));
  return {
    key,
    id,
    title,
    line,
    status: statusOf(node, includeOptional),
    optional: isOptional(node),
    leaves: leavesOf(node, includeOptional).map((leaf) => leaf.key),
    tasks: [...tasks.filter((task) => task.key === key), ...tasks.filter((task) => task.key !== key)],
    tasksToTick: tasks.filter((task) => ticks.has(task.key)).map((task) => task.key),
    dependencies,
    ...(node.task === null && body !== '' ? { body } : {}),
  };
}

function leafUnit(
  node: TreeNode,
  dependencies: readonly string[],
  includeOptional: boolean,
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
    leaves: [node.key],
    tasks: ownTasks,
    tasksToTick: checkboxes
      .filter((checkbox) => checkbox.state !== 'done' && (includeOptional || !checkbox.optional))
      .sort((a, b) => a.line - b.line)
      .map((checkbox) => checkbox.key),
    dependencies,
    ancestors: ancestorsOf(node.parent, includeOptional),
  };
}

/** A leaf that is sent alone would not know what its parents say of all their children. */
function ancestorsOf(node: TreeNode | null, includeOptional: boolean): NonNullable<DispatchUnit['ancestors']> {
  if (node === null) return [];
  const { id, title, body } = node.task ?? node.root;
  const checkboxes = node.checklist.filter(
    (checkbox) => checkbox.state !== 'done' && (includeOptional || !checkbox.optional),
  );
  const text = [body, ...checkboxes.map((checkbox) => `- ${checkbox.title}`)].filter((part) => part !== '').join('\n');
  return [...ancestorsOf(node.parent, includeOptional), { id, title, body: text }];
}

/** How many required leaves of a node are not done. */
function openLeafCounter(includeOptional: boolean): (node: TreeNode) => number {
  return memoizeByNode((node) => leavesOf(node, includeOptional).filter(({ task }) => task?.state !== 'done').length);
}

/** The checkboxes under the node, its own among them, that are to be ticked when it is done. */
function openCheckboxKeys(node: TreeNode, includeOptional: boolean): string[] {
  // Of the checklist of a part that is done nobody is told.
  const checklist = isDone(node, includeOptional) ? [] : node.checklist;
  const checkboxes = node.task === null ? checklist : [node.task, ...checklist];
  const own = checkboxes.filter(({ state, optional }) => state !== 'done' && (includeOptional || !optional));
  return [...own.map(({ key }) => key), ...node.children.flatMap((child) => openCheckboxKeys(child, includeOptional))];
}

function statusOf(node: TreeNode, includeOptional: boolean): DispatchUnit['status'] {
  const leaves = leavesOf(node, includeOptional);
  const done = leaves.filter(({ task }) => task?.state === 'done').length;
  if (done === leaves.length) return 'done';
  if (findConflicts(node).length > 0) return 'conflict';
  return done > 0 ? 'partial' : 'open';
}

/** Ticked parents with an open required task below; the open one counts. */
function findConflicts(node: TreeNode): TreeNode[] {
  const required = node.children.filter((child) => !isOptional(child));
  const isConflict = node.task?.state === 'done' && !required.every((child) => isDone(child, false));
  return [...(isConflict ? [node] : []), ...required.flatMap(findConflicts)];
}

function conflictDiagnostics(tree: Tree): Diagnostic[] {
  return tree.roots.flatMap(findConflicts).map((node) => {
    const open = leavesOf(node, false).filter(({ task }) => task?.state !== 'done');
    const named = open.map(({ key, task }) => `${task?.id ?? key} (line ${task?.line})`).join(', ');
    return {
      line: node.task?.line ?? node.root.line,
      code: 'parent-conflict',
      message: `${node.key} is ticked, but not all below it: counted as open: ${named}`,
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
