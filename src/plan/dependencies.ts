import type { Diagnostic } from '../spec/types.ts';
import { inOrder } from './order.ts';
import { isDone, isInLine, isOptional, leavesOf, type Tree, type TreeNode } from './tree.ts';

/** Who waits for whom, by keys. Boxes that are done wait for nothing; what is left out as optional holds nothing back. */
export interface Waits {
  readonly units: ReadonlyMap<string, ReadonlySet<string>>;
  readonly leaves: ReadonlyMap<string, ReadonlySet<string>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** A dependency on a parent means all its required leaves; one on its own parent or child means nothing. */
export function findWaits(tree: Tree, includeOptional: boolean): Waits {
  const units = new Map<string, Set<string>>();
  const leaves = new Map<string, Set<string>>();
  const diagnostics: Diagnostic[] = [];
  for (const node of tree.byKey.values()) {
    if (node.dependencies.length === 0 || isDone(node, includeOptional)) continue;
    if (isOptional(node) && !includeOptional) continue;
    const waiting = leavesOf(node, includeOptional).filter(({ task }) => task?.state !== 'done');
    for (const key of node.dependencies) {
      const target = tree.byKey.get(key);
      if (target === undefined || (isOptional(target) && !includeOptional)) continue;
      if (isInLine(node, target)) {
        diagnostics.push(ownFamily(node, target));
        continue;
      }
      const before = leavesOf(target, includeOptional).map((leaf) => leaf.key);
      for (const leaf of waiting) for (const other of before) add(leaves, leaf.key, other);
      if (node.root === target.root) continue;
      // A target that is done must not make its unit wait for the rest of the target's unit.
      if (!isDone(target, includeOptional) || unitIsDone(tree, target, includeOptional)) {
        add(units, node.root.key, target.root.key);
      }
    }
  }
  return { units, leaves, diagnostics };
}

/** Throws a UserError where tasks wait for each other, also inside a unit. */
export function refuseCycles(waits: Waits['leaves']): void {
  const items = [...waits].map(([key, dependencies]) => ({ key, dependencies: [...dependencies] }));
  inOrder(items);
}

function unitIsDone(tree: Tree, { root }: TreeNode, includeOptional: boolean): boolean {
  const node = tree.byKey.get(root.key);
  return node !== undefined && isDone(node, includeOptional);
}

function ownFamily(node: TreeNode, target: TreeNode): Diagnostic {
  return {
    line: node.task?.line ?? node.root.line,
    code: 'self-dependency',
    message: `${node.key} depends on ${target.key}, which it is a part of or holds: ignored`,
  };
}

function add(map: Map<string, Set<string>>, from: string, to: string): void {
  const known = map.get(from);
  if (known === undefined) map.set(from, new Set([to]));
  else known.add(to);
}
