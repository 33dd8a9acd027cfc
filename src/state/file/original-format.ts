import { assignmentSchema } from '../schema.ts';
import type { Halt } from '../types.ts';

/*
 * The first form of the state file, of a time when a folder had one spec: `completed`, `halted`, `halted_task`,
 * `assignments` … at the top, times as the program's own zone wrote them.
 */

const legacyKeys = ['completed', 'halted', 'halted_task', 'assignments', 'started_at'];

/** Is this the first form? */
export function isLegacyState(raw: unknown): raw is Record<string, unknown> {
  return isObject(raw) && !('schema' in raw) && !('specs' in raw) && legacyKeys.some((key) => key in raw);
}

/**
 * The same facts in today's form of one spec; still to be validated, since nobody vouches for what was in the file.
 * Unknown keys are kept; assignments that cannot be read are kept aside, for they are asked for again anyway.
 */
export function convertLegacyState(legacy: Record<string, unknown>, now: number): Record<string, unknown> {
  const { assignments, unreadable } = convertAssignments(legacy.assignments);
  const startedAt = toIsoTime(legacy.started_at) ?? new Date(now).toISOString();
  const haltedAt = legacy.halted === true ? (toIsoTime(legacy.halted_at) ?? startedAt) : null;
  const haltedTask = toTaskId(legacy.halted_task ?? null);
  return {
    units: {},
    paused: null,
    run: null,
    ...legacy,
    ...(Object.keys(unreadable).length > 0 && { unread_assignments: unreadable }),
    started_at: startedAt,
    completed: Array.isArray(legacy.completed) ? legacy.completed.map(toTaskId) : (legacy.completed ?? []),
    completed_at: toIsoTime(legacy.completed_at),
    halted: legacy.halted ?? false,
    halted_at: haltedAt,
    halted_task: haltedTask,
    halt: haltedAt === null ? null : legacyHalt(haltedTask, haltedAt),
    assignments,
  };
}

function convertAssignments(legacy: unknown) {
  const assignments: Record<string, unknown> = {};
  const unreadable: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(isObject(legacy) ? legacy : {})) {
    const candidate = { source: 'carried over', ...(isObject(value) ? value : { owner_agent: value, type: 'code' }) };
    const parsed = assignmentSchema.safeParse(candidate);
    if (parsed.success) assignments[key] = parsed.data;
    else unreadable[key] = value;
  }
  return { assignments, unreadable };
}

/** Only the flag and the task were kept; a person is asked all the same before it goes on. */
function legacyHalt(task: unknown, at: string): Halt {
  const key = typeof task === 'string' ? task : null;
  return {
    id: `carried-over-${key ?? 'spec'}`,
    task: key,
    title: key === null ? 'the whole spec' : `task ${key}`,
    line: 0,
    at,
    cause: 'question',
    question: 'An earlier run stopped here for your input; its question was not saved.',
    tried: [],
    tail: '',
    issue: null,
    url: null,
  };
}

/** Task ids were sometimes written as numbers. */
function toTaskId(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

/** ISO times without a zone are local; a time that cannot be read is not worth losing the rest for. */
function toIsoTime(value: unknown): string | null {
  const ms = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(new Date(ms).getTime()) ? null : new Date(ms).toISOString();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
