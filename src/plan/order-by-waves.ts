import { leavesOf, type Tree, type TreeNode } from './task-tree.ts';

/**
 * Leaves by the waves of a Task Dependency Graph. A leaf that the graph omits (checkpoints, as a rule) is a barrier at
 * its place in the document: what stands before it comes before it, what stands behind it comes behind it.
 */
export function byWaves(
  leaves: readonly TreeNode[],
  waves: readonly (readonly string[])[],
  tree: Tree,
  includeOptional: boolean,
): TreeNode[] {
  const place = new Map<string, number>();
  for (const key of waves.flat()) {
    const node = tree.byKey.get(key);
    if (node === undefined) continue;
    for (const leaf of leavesOf(node, includeOptional)) if (!place.has(leaf.key)) place.set(leaf.key, place.size);
  }
  const ordered: TreeNode[] = [];
  let between: TreeNode[] = [];
  const close = () => {
    ordered.push(...between.sort((a, b) => (place.get(a.key) ?? 0) - (place.get(b.key) ?? 0)));
    between = [];
  };
  for (const leaf of leaves) {
    if (place.has(leaf.key)) between.push(leaf);
    else {
      close();
      ordered.push(leaf);
    }
  }
  close();
  return ordered;
}
