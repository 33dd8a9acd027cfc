import { addToGroup } from '../../collections.ts';
import { truncateWithNote } from '../../text.ts';
import type { Heading } from '../lines/heading.ts';
import type { Diagnostic } from '../types.ts';
import { lineOf } from './keys.ts';
import { isHeading } from './parents.ts';
import { dependenciesInLine, dependenciesInTitle } from './references.ts';
import type { Outline, OutlineEntry } from './types.ts';

type Node = OutlineEntry | Heading;

export interface Dependencies {
  of(node: Node): readonly Node[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The most tasks that one name may stand for: a range `1-9`, or `3` where there are `3.1`, `3.2`, … only. */
const MAX_TARGETS = 50;
const ID_RANGE =
  /^(T|(?:\d{1,9}\.){0,15})(\d{1,9})\s*(?:-|–|—|~|〜|\.\.|to|through|至|到)\s*(?:Task\s+)?(T|(?:\d{1,9}\.){0,15})(\d{1,9})$/i;

/**
 * Reads what checkboxes and headings say they depend on. What names no task of this file is reported and holds nothing
 * back.
 * `nodes` in document order; `bodyOf` the lines under a node, as indices; `ownerOf` the task or heading that a
 * checklist's text speaks for, null where it belongs to none, and every other node itself; `inDocumentOrder`: what
 * stands below holds nothing back.
 */
export function findDependencies(
  outline: Outline,
  nodes: readonly Node[],
  bodyOf: (node: Node) => { readonly from: number; readonly to: number },
  { ownerOf, inDocumentOrder }: { readonly ownerOf: (node: Node) => Node | null; readonly inDocumentOrder: boolean },
): Dependencies {
  const index = new TaskIndex(nodes);
  const found = new Map<Node, Set<Node>>();
  const diagnostics: Diagnostic[] = [];
  const addTargets = (owner: Node, names: readonly string[], line: number) => {
    // What a phase says of others is prose: it comes after them anyway.
    const isProse = inDocumentOrder && isHeading(owner);
    for (const name of names) {
      const matches = index.find(name, owner);
      if (matches.length === 0 && !isProse) diagnostics.push(unresolvedDependency(name, line));
      for (const match of matches) addTarget(owner, match, { name, line });
    }
  };
  const addTarget = (owner: Node, target: Node, { name, line }: { readonly name: string; readonly line: number }) => {
    const problem = problemOf(target, owner, inDocumentOrder);
    if (problem === null) found.set(owner, (found.get(owner) ?? new Set()).add(target));
    else diagnostics.push({ line, code: problem, message: `${name} ${PROBLEMS[problem]}: ignored` });
  };
  for (const node of nodes) {
    const owner = ownerOf(node);
    if (owner === null) continue;
    addTargets(owner, dependenciesInTitle(node.label.title) ?? [], lineOf(node));
    const { from, to } = bodyOf(node);
    for (let at = from; at < to; at++) {
      if (outline.hidden[at] === 0) addTargets(owner, dependenciesInLine(outline.lines[at]?.text ?? '') ?? [], at + 1);
    }
  }
  return { of: (node) => [...(found.get(node) ?? [])], diagnostics };
}

function unresolvedDependency(name: string, line: number): Diagnostic {
  const message = `"${truncateWithNote(name, 60, '…')}" is not a task of this file: ignored`;
  return { line, code: 'unresolved-dependency', message };
}

const PROBLEMS = {
  'self-dependency': 'is the task itself or a parent of it',
  'later-dependency': 'comes after this task, and tasks keep the order of the document',
};

function problemOf(target: Node, owner: Node, inDocumentOrder: boolean): keyof typeof PROBLEMS | null {
  if (target === owner) return 'self-dependency';
  return inDocumentOrder && lineOf(target) > lineOf(owner) ? 'later-dependency' : null;
}

class TaskIndex {
  readonly #byId = new Map<string, Node[]>();
  /** `3` → the roots `3.1`, `3.2`, where nothing carries `3` itself. */
  readonly #byPrefix = new Map<string, Node[]>();

  constructor(nodes: readonly Node[]) {
    for (const node of nodes) {
      const { id } = node.label;
      if (id === null) continue;
      addToGroup(this.#byId, id, node);
      for (let dot = id.indexOf('.'); dot > 0; dot = id.indexOf('.', dot + 1))
        addToGroup(this.#byPrefix, id.slice(0, dot), node);
    }
  }

  find(name: string, from: Node): readonly Node[] {
    const exact = this.#findById(name, from);
    if (exact.length > 0) return exact;
    const range = ID_RANGE.exec(name);
    if (range !== null) return this.#findRange(range, from);
    // `1.1 Build the parser`: an id with its title behind it.
    const [id = '', ...title] = name.split(' ');
    const titleStart = title
      .join(' ')
      .replace(/^[-–—:]\s*/, '')
      .toLowerCase();
    const bareId = id.replace(/[.:)]$/, '');
    const matches = this.#byId
      .get(bareId)
      ?.filter(({ label }) => titleStart !== '' && label.title.toLowerCase().startsWith(titleStart));
    return matches?.slice(0, 1) ?? [];
  }

  /** Of several with the same id the nearest earlier one is meant, else the first. */
  #findById(id: string, from: Node): readonly Node[] {
    const sameId = this.#byId.get(id);
    if (sameId === undefined) {
      const roots = this.#byPrefix.get(id) ?? [];
      if (roots.length > MAX_TARGETS) return [];
      return from.label.id?.startsWith(`${id}.`) ? [from] : roots;
    }
    const line = lineOf(from);
    let low = 0;
    let high = sameId.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lineOf(sameId[middle] as Node) < line) low = middle + 1;
      else high = middle;
    }
    return [sameId[Math.max(0, low - 1)] as Node];
  }

  #findRange([, prefix = '', first = '', endPrefix = '', last = '']: RegExpExecArray, from: Node): readonly Node[] {
    const [low, high] = [Number(first), Number(last)];
    if ((endPrefix !== '' && endPrefix !== prefix) || high < low || high - low > MAX_TARGETS) return [];
    // `T009-T014`: all are written as wide as the first.
    const width = prefix.toUpperCase() === 'T' ? first.length : 0;
    const idAt = (number: number) => `${prefix}${String(number).padStart(width, '0')}`;
    return Array.from({ length: high - low + 1 }, (_, step) => this.#findById(idAt(low + step), from)).flat();
  }
}
