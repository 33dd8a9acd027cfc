import type { Tree, TreeNode } from '../task-tree.ts';

/**
 * Leaves by the waves of a Task Dependency Graph. A leaf that the graph omits (checkpoints, as a rule) is a barrier at
 * its place in the document: what stands before it comes before it, what stands behind it comes behind it.
 */
export function orderByWaves(
  leaves: readonly TreeNode[],
  waves: readonly (readonly string[])[],
  tree: Tree,
): TreeNode[] {
  const position = new Map<string, number>();
  for (const key of waves.flat()) {
    const node = tree.byKey.get(key);
    if (node === undefined) continue;
    for (const leaf of tree.leavesOf(node)) if (!position.has(leaf.key)) position.set(leaf.key, position.size);
  }
  const ordered: TreeNode[] = [];
  let pending: TreeNode[] = [];
  const flush = () => {
    ordered.push(...pending.sort((a, b) => (position.get(a.key) ?? 0) - (position.get(b.key) ?? 0)));
    pending = [];
  };
  for (const leaf of leaves) {
    if (position.has(leaf.key)) pending.push(leaf);
    else {
      flush();
      ordered.push(leaf);
    }
  }
  flush();
  return ordered;
}
