import type { Diagnostic } from '../types.ts';
import type { Outline } from './types.ts';

export interface Waves {
  /** Ids as written; null: the file has no graph, or none that can be used. */
  readonly waves: readonly (readonly string[])[] | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `{"waves":[{"id":0,"tasks":["1.1","2.1"]}]}`, also `{"waves":[["1.1"],[2]]}`, from the fences under a heading
 * "Task Dependency Graph"; several blocks go on one after the other. `isKnownId`: of exactly one task?
 * One entry that is wrong makes the whole graph unusable: an order that is half right is worse than document order.
 */
export function readWaves(outline: Outline, isKnownId: (id: string) => boolean): Waves {
  const waves: string[][] = [];
  const seen = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  let hasGraph = false;
  for (const { from, to, section } of outline.fences) {
    if (!/dependency graph/i.test(section?.text ?? '')) continue;
    const text = outline.lines
      .slice(from + 1, to)
      .map((line) => line.text)
      .join('\n');
    if (!text.includes('"waves"')) continue;
    hasGraph = true;
    const problem = collectWaves(text, isKnownId, seen, waves);
    if (problem === null) continue;
    diagnostics.push({
      line: from + 1,
      code: 'invalid-waves',
      message: `this dependency graph is ignored and tasks keep the order of the document: ${problem}`,
    });
  }
  return { waves: hasGraph && diagnostics.length === 0 ? waves : null, diagnostics };
}

/** null: all was right; else what was wrong. */
function collectWaves(
  text: string,
  isKnownId: (id: string) => boolean,
  seenIds: Set<string>,
  waves: string[][],
): string | null {
  let graph: unknown;
  try {
    graph = JSON.parse(text);
  } catch (error) {
    return `it is not valid JSON (${error instanceof Error ? error.message : String(error)})`;
  }
  const list = fieldOf(graph, 'waves') ?? null;
  if (!Array.isArray(list)) return '"waves" is not a list';
  for (const [index, entry] of list.entries()) {
    const tasks: unknown = fieldOf(entry, 'tasks') ?? entry;
    if (!Array.isArray(tasks)) return `wave ${index + 1} has no list of tasks`;
    const wave: string[] = [];
    for (const task of tasks) {
      const problem = idProblem(task, index + 1, isKnownId, seenIds);
      if (problem !== null) return problem;
      seenIds.add(String(task));
      wave.push(String(task));
    }
    waves.push(wave);
  }
  return null;
}

function fieldOf(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function idProblem(
  task: unknown,
  wave: number,
  isKnownId: (id: string) => boolean,
  seenIds: ReadonlySet<string>,
): string | null {
  if (typeof task !== 'string' && typeof task !== 'number')
    return `wave ${wave} contains something that is not a task id`;
  const id = String(task);
  if (!isKnownId(id)) return `"${id}" in wave ${wave} is not the id of one task`;
  return seenIds.has(id) ? `"${id}" is listed twice` : null;
}
