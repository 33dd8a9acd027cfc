import type { Root, Spec, Task } from '../tasks/types.ts';

/** A task, or a heading that stands for one, with what hangs under it. */
export interface TreeNode {
  readonly key: string;
  /** null for a heading. */
  readonly task: Task | null;
  readonly parent: TreeNode | null;
  readonly root: Root;
  readonly dependencies: readonly string[];
  /** Tasks, in document order. */
  readonly children: TreeNode[];
  /** Checkboxes of a checklist nested in the task itself. */
  readonly checklist: Task[];
}

export interface Tree {
  readonly roots: readonly TreeNode[];
  readonly byKey: ReadonlyMap<string, TreeNode>;
}

/** Hangs every task under its parent. Checklists at the root are in no tree. */
export function buildTree(spec: Spec): Tree {
  const tasks = new Map(spec.tasks.map((task) => [task.key, task]));
  const roots = new Map(spec.roots.map((root) => [root.key, root]));
  const byKey = new Map<string, TreeNode>();
  const addNode = (key: string): TreeNode | null => {
    const existing = byKey.get(key);
    if (existing !== undefined) return existing;
    const task = tasks.get(key) ?? null;
    const parent = task === null || task.parent === null ? null : addNode(task.parent);
    const root = parent?.root ?? roots.get(key);
    if (root === undefined || task?.role === 'checklist') return null;
    const dependencies = task?.dependencies ?? root.dependencies;
    const node: TreeNode = { key, task, parent, root, dependencies, children: [], checklist: [] };
    byKey.set(key, node);
    return node;
  };
  for (const task of spec.tasks) {
    if (task.role === 'task') addNode(task.key);
    else checklistOwner(task, tasks, addNode)?.checklist.push(task);
  }
  for (const task of spec.tasks) {
    const node = byKey.get(task.key);
    if (node !== undefined) node.parent?.children.push(node);
  }
  return { roots: spec.roots.flatMap(({ key }) => byKey.get(key) ?? []), byKey };
}

/** A checklist item may be nested in another; in the end it belongs to a task. */
function checklistOwner(
  item: Task,
  tasks: ReadonlyMap<string, Task>,
  addNode: (key: string) => TreeNode | null,
): TreeNode | null {
  let parentKey = item.parent;
  while (parentKey !== null) {
    const task = tasks.get(parentKey);
    if (task?.role !== 'checklist') return addNode(parentKey);
    parentKey = task.parent;
  }
  return null;
}

/**
 * The checkboxes whose state decides over the node: its required leaves. Where all that hangs under a task is optional
 * its own checkbox counts, too; under a heading, which has none, all leaves then.
 */
export function leavesOf(node: TreeNode, includeOptional: boolean): TreeNode[] {
  const leaves: TreeNode[] = [];
  collectLeaves(node, includeOptional, leaves);
  return leaves;
}

function collectLeaves(node: TreeNode, includeOptional: boolean, leaves: TreeNode[]): void {
  const required = node.children.filter((child) => !isOptional(child));
  if (required.length === 0 && node.task !== null) leaves.push(node);
  const includeAll = includeOptional || (required.length === 0 && node.task === null);
  for (const child of includeAll ? node.children : required) collectLeaves(child, includeAll, leaves);
}

/** A heading is optional when everything under it is. */
export function isOptional(node: TreeNode): boolean {
  return node.task?.optional ?? node.children.every(isOptional);
}

export function isDone(node: TreeNode, includeOptional: boolean): boolean {
  return leavesOf(node, includeOptional).every(({ task }) => task?.state === 'done');
}

/** Is `node` the same as `other`, or above or below it? */
export function isOnSameBranch(node: TreeNode, other: TreeNode): boolean {
  return isSameOrBelow(node, other) || isSameOrBelow(other, node);
}

function isSameOrBelow(node: TreeNode, other: TreeNode): boolean {
  for (let at: TreeNode | null = node; at !== null; at = at.parent) if (at === other) return true;
  return false;
}

/** Asks once for each node. */
export function memoizeByNode<T>(of: (node: TreeNode) => T): (node: TreeNode) => T {
  const cache = new Map<TreeNode, T>();
  return (node) => {
    const cached = cache.get(node);
    if (cached !== undefined) return cached;
    const value = of(node);
    cache.set(node, value);
    return value;
  };
}
