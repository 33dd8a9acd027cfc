import type { Root, Spec, Task } from '../tasks/types.ts';

/** A task, or a heading that stands for one, with what hangs under it. */
export interface TreeNode {
  readonly key: string;
  /** null for a heading. */
  readonly task: Task | null;
  readonly parent: TreeNode | null;
  readonly root: Root;
  readonly dependencies: readonly string[];
  /** A heading is optional when everything under it is. */
  readonly optional: boolean;
  /** Tasks, in document order. */
  readonly children: TreeNode[];
  /** Its own checkbox is work, too, also where there is work below it. */
  readonly countsItself: boolean;
  /** Checkboxes of a checklist nested in the task itself. */
  readonly checklist: Task[];
}

export interface Tree {
  readonly roots: readonly TreeNode[];
  readonly byKey: ReadonlyMap<string, TreeNode>;
  /** Is it part of the work: required, or optional where such are asked for? */
  counts(item: Pick<Task, 'optional'>): boolean;
  /**
   * The checkboxes whose state decides over the node: its leaves that count. Where all that hangs under a task is
   * optional its own checkbox counts, too; under a heading, which has none, all leaves then.
   */
  leavesOf(node: TreeNode): TreeNode[];
  /** All that decides over the node is ticked. */
  isDone(node: TreeNode): boolean;
}

/** Hangs every task under its parent. Checklists at the root are in no tree. */
export function buildTree(spec: Spec, includeOptional: boolean): Tree {
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
    const children: TreeNode[] = [];
    const node: TreeNode = {
      key,
      task,
      parent,
      root,
      dependencies,
      get optional() {
        return task?.optional ?? children.every((child) => child.optional);
      },
      children,
      countsItself: spec.format === 'openspec',
      checklist: [],
    };
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
  return {
    roots: spec.roots.flatMap(({ key }) => byKey.get(key) ?? []),
    byKey,
    counts: ({ optional }) => includeOptional || !optional,
    leavesOf: (node) => collectLeaves(node, includeOptional),
    isDone: (node) => collectLeaves(node, includeOptional).every(isTicked),
  };
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

/** The leaves that decide over a node where nothing optional is asked for. */
export function requiredLeavesOf(node: TreeNode): TreeNode[] {
  return collectLeaves(node, false);
}

function collectLeaves(node: TreeNode, includeOptional: boolean, leaves: TreeNode[] = []): TreeNode[] {
  const required = node.children.filter((child) => !child.optional);
  if (required.length === 0 && node.task !== null) leaves.push(node);
  const includeAll = includeOptional || (required.length === 0 && node.task === null);
  const below = leaves.length;
  for (const child of includeAll ? node.children : required) collectLeaves(child, includeAll, leaves);
  // The last one to be ticked below it ticks it; one that was left open then is work of its own.
  if (node.countsItself && node.task !== null && required.length > 0 && !isTicked(node)) {
    if (leaves.slice(below).every(isTicked)) leaves.push(node);
  }
  return leaves;
}

export function isTicked({ task }: TreeNode): boolean {
  return task?.state === 'done';
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
