import { UserError } from '../../errors.ts';
import type { Diagnostic } from '../../tasks/types.ts';
import { isOnSameBranch, isTicked, memoizeByNode, type Tree, type TreeNode } from '../task-tree.ts';
import { type OrderItem, topologicalOrder } from './order.ts';

/** One task that waits for another; neither is done, left out, or a part of the other. */
interface OpenDependency {
  readonly from: TreeNode;
  readonly to: TreeNode;
}

export interface OpenDependencies {
  readonly open: readonly OpenDependency[];
  readonly diagnostics: readonly Diagnostic[];
}

/** More could only come of a file that nobody wrote by hand, and would not fit in memory. */
const MAX_PAIRS = 1_000_000;

/**
 * Who waits for whom. A checkbox that is done waits for nothing, what is left out as optional holds nothing back, and a
 * dependency on a task's own parent or child means nothing.
 */
export function findOpenDependencies(tree: Tree): OpenDependencies {
  const isDone = memoizeByNode(tree.isDone);
  const waiting = [...tree.byKey.values()].filter(
    (node) => node.dependencies.length > 0 && !isDone(node) && tree.counts(node),
  );
  const dependencies = waiting.flatMap((from) =>
    from.dependencies
      .flatMap((key) => tree.byKey.get(key) ?? [])
      .filter(tree.counts)
      .map((to) => ({ from, to })),
  );
  const isSelf = ({ from, to }: OpenDependency) => isOnSameBranch(from, to);
  return {
    open: dependencies.filter((dependency) => !isSelf(dependency) && !isDone(dependency.to)),
    diagnostics: dependencies.filter(isSelf).map(selfDependency),
  };
}

/** Unit → the units that it waits for, by keys of their roots. */
export function unitDependencies({ open }: OpenDependencies): Map<string, Set<string>> {
  const dependencies = new Map<string, Set<string>>();
  for (const { from, to } of open) if (from.root !== to.root) add(dependencies, from.root.key, to.root.key);
  return dependencies;
}

/** Leaf → the leaves that it waits for: a dependency on a parent means all its required leaves. */
export function leafDependencies({ open }: OpenDependencies, tree: Tree): Map<string, Set<string>> {
  const dependencies = new Map<string, Set<string>>();
  const leaves = memoizeByNode(tree.leavesOf);
  let pairs = 0;
  for (const { from, to } of open) {
    const dependents = leaves(from).filter((leaf) => !isTicked(leaf));
    pairs += dependents.length * leaves(to).length;
    if (pairs > MAX_PAIRS) {
      throw new UserError(`the dependencies between single tasks are more than ${MAX_PAIRS}`, {
        where: `tasks.md:${lineOf(from)}`,
        fix: 'run whole units (--granularity unit), or have fewer parents depend on parents',
      });
    }
    for (const leaf of dependents) for (const other of leaves(to)) add(dependencies, leaf.key, other.key);
  }
  return dependencies;
}

/**
 * Throws a UserError where tasks wait for each other, also inside a unit. Each task has a start and an end: it ends
 * after its children, they start after it, and what waits starts after the end of what it waits for.
 */
export function assertNoCycles(tree: Tree, { open }: OpenDependencies): void {
  if (open.length === 0) return;
  const startDependencies = new Map<string, Set<string>>();
  for (const { from, to } of open) add(startDependencies, from.key, endKey(to.key));
  const items: OrderItem[] = [...tree.byKey.values()].flatMap(({ key, parent, children }) => [
    {
      key: startKey(key),
      dependencies: [...(startDependencies.get(key) ?? []), ...(parent === null ? [] : [startKey(parent.key)])],
    },
    { key: endKey(key), dependencies: [startKey(key), ...children.map((child) => endKey(child.key))] },
  ]);
  // Named are those that say what they wait for; the steps between parents and children go without saying.
  topologicalOrder(items, (cycle) => {
    const next = (index: number) => cycle[(index + 1) % cycle.length] ?? '';
    return cycle.flatMap((step, index) => (isStartKey(step) && !isStartKey(next(index)) ? [step.slice(2)] : []));
  });
}

const startKey = (key: string) => `< ${key}`;
const endKey = (key: string) => `> ${key}`;
const isStartKey = (step: string) => step.startsWith('<');

function lineOf(node: TreeNode): number {
  return node.task?.line ?? node.root.line;
}

function selfDependency({ from: node, to: target }: OpenDependency): Diagnostic {
  return {
    line: lineOf(node),
    code: 'self-dependency',
    message: `${node.key} depends on ${target.key}, which contains it or is contained in it: ignored`,
  };
}

function add(map: Map<string, Set<string>>, from: string, to: string): void {
  const known = map.get(from);
  if (known === undefined) map.set(from, new Set([to]));
  else known.add(to);
}
