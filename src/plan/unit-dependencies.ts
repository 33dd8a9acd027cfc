import { UserError } from '../errors.ts';
import type { Diagnostic } from '../tasks/types.ts';
import { inOrder, type Waiting } from './order.ts';
import { isDone, isInLine, isOptional, leavesOf, remembered, type Tree, type TreeNode } from './task-tree.ts';

/** One task that waits for another; neither is done, left out, or a part of the other. */
export interface Wait {
  readonly from: TreeNode;
  readonly to: TreeNode;
}

export interface Waits {
  readonly open: readonly Wait[];
  readonly diagnostics: readonly Diagnostic[];
}

/** More could only come of a file that nobody wrote by hand, and would not fit in memory. */
const MOST_PAIRS = 1_000_000;

/**
 * Who waits for whom. A box that is done waits for nothing, what is left out as optional holds nothing back, and a
 * dependency on a task's own parent or child means nothing.
 */
export function findWaits(tree: Tree, includeOptional: boolean): Waits {
  const open: Wait[] = [];
  const diagnostics: Diagnostic[] = [];
  const done = remembered((node) => isDone(node, includeOptional));
  for (const from of tree.byKey.values()) {
    if (from.dependencies.length === 0 || done(from) || (isOptional(from) && !includeOptional)) continue;
    for (const key of from.dependencies) {
      const to = tree.byKey.get(key);
      if (to === undefined || (isOptional(to) && !includeOptional)) continue;
      if (isInLine(from, to)) diagnostics.push(ownFamily(from, to));
      else if (!done(to)) open.push({ from, to });
    }
  }
  return { open, diagnostics };
}

/** Unit → the units that it waits for, by keys of their roots. */
export function unitsAwaited({ open }: Waits): Map<string, Set<string>> {
  const awaited = new Map<string, Set<string>>();
  for (const { from, to } of open) if (from.root !== to.root) add(awaited, from.root.key, to.root.key);
  return awaited;
}

/** Leaf → the leaves that it waits for: a dependency on a parent means all its required leaves. */
export function leavesAwaited({ open }: Waits, includeOptional: boolean): Map<string, Set<string>> {
  const awaited = new Map<string, Set<string>>();
  const leaves = remembered((node) => leavesOf(node, includeOptional));
  let pairs = 0;
  for (const { from, to } of open) {
    const waiting = leaves(from).filter(({ task }) => task?.state !== 'done');
    pairs += waiting.length * leaves(to).length;
    if (pairs > MOST_PAIRS) {
      throw new UserError(`the dependencies of single tasks on each other are more than ${MOST_PAIRS}`, {
        where: `tasks.md:${lineOf(from)}`,
        fix: 'run whole units (--granularity unit), or let parents depend on parents less',
      });
    }
    for (const leaf of waiting) for (const other of leaves(to)) add(awaited, leaf.key, other.key);
  }
  return awaited;
}

/**
 * Throws a UserError where tasks wait for each other, also inside a unit. Each task has a start and an end: it ends
 * after its children, they start after it, and what waits starts after the end of what it waits for.
 */
export function refuseCycles(tree: Tree, { open }: Waits): void {
  if (open.length === 0) return;
  const starts = new Map<string, Set<string>>();
  for (const { from, to } of open) add(starts, from.key, end(to.key));
  const items: Waiting[] = [...tree.byKey.values()].flatMap(({ key, parent, children }) => [
    { key: start(key), dependencies: [...(starts.get(key) ?? []), ...(parent === null ? [] : [start(parent.key)])] },
    { key: end(key), dependencies: [start(key), ...children.map((child) => end(child.key))] },
  ]);
  // Named are those that say what they wait for; the steps between parents and children go without saying.
  inOrder(items, (cycle) => {
    const next = (index: number) => cycle[(index + 1) % cycle.length] ?? '';
    return cycle.flatMap((step, index) => (isStart(step) && !isStart(next(index)) ? [step.slice(2)] : []));
  });
}

const start = (key: string) => `< ${key}`;
const end = (key: string) => `> ${key}`;
const isStart = (step: string) => step.startsWith('<');

function lineOf(node: TreeNode): number {
  return node.task?.line ?? node.root.line;
}

function ownFamily(node: TreeNode, target: TreeNode): Diagnostic {
  return {
    line: lineOf(node),
    code: 'self-dependency',
    message: `${node.key} depends on ${target.key}, which it is a part of or holds: ignored`,
  };
}

function add(map: Map<string, Set<string>>, from: string, to: string): void {
  const known = map.get(from);
  if (known === undefined) map.set(from, new Set([to]));
  else known.add(to);
}
