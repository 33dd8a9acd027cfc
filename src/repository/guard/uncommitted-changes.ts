import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { clearCheckboxes } from '../../tasks/lines/checkbox.ts';
import { andMore, listFirst } from '../../text.ts';
import type { Checkout } from '../git/checkout.ts';
import { type BytePath, bytes, readable, type Status } from '../git/status.ts';
import { pathMatcher, recordPaths, tasksPathOf } from '../opened.ts';
import { parseSpecState } from '../remote/other-run.ts';
import type { RepositoryOptions } from '../types.ts';

const MAX_SHOWN = 20;

/**
 * Uncommitted changes before a run that commits everything. Those of the user stop it, for they would be swept into a
 * checkpoint. Not theirs are: the program's own files, ticks in the spec's tasks.md, and, where the state file says
 * that a run of this spec was under way and did not end by itself, whatever that run's agent left.
 */
export async function refuseUncommittedChanges(
  checkout: Checkout,
  status: Status,
  options: RepositoryOptions,
  isExcluded: (path: BytePath) => boolean,
): Promise<void> {
  const isRecordFile = pathMatcher(recordPaths(options));
  const candidates = status.entries.filter(
    (entry) => !(entry.submodule || entry.nested || isExcluded(entry.path) || isRecordFile(entry.path)),
  );
  const tasks = tasksPathOf(options, options.spec);
  const userChanges: BytePath[] = [];
  for (const { path, kind } of candidates) {
    if (path === bytes(tasks) && kind === 'changed' && (await onlyTicksDiffer(checkout, tasks))) continue;
    userChanges.push(path);
  }
  if (userChanges.length === 0) return;
  const interrupted = findInterruptedRun(checkout, options);
  const changes = userChanges.map(readable);
  if (interrupted !== null) {
    options.notice(`Picked up from an interrupted run (${interrupted}): ${listFirst(changes, MAX_SHOWN)}`);
    return;
  }
  const list = [...changes.slice(0, MAX_SHOWN), ...andMore(changes.length, MAX_SHOWN)].join('\n  ');
  throw new UserError(`There are uncommitted changes that a checkpoint would include:\n  ${list}`, {
    where: checkout.top,
    fix: 'Commit or stash them, or run with `--checkpoint off`.',
  });
}

async function onlyTicksDiffer(checkout: Checkout, path: string): Promise<boolean> {
  const committed = await checkout.git(['cat-file', 'blob', `HEAD:${path}`], { accept: 'any', encoding: 'latin1' });
  const before = Buffer.from(committed.stdout, 'latin1');
  const after = readFileSync(join(checkout.top, path));
  // Decoded, two texts that are no UTF-8 may look the same and not be it.
  if (committed.code !== 0 || !isUtf8(before) || !isUtf8(after)) return false;
  return clearCheckboxes(before.toString()) === clearCheckboxes(after.toString());
}

/** The run that the state file in the working tree says was under way; null if none was. */
export function findInterruptedRun(checkout: Checkout, options: RepositoryOptions): string | null {
  let text: string;
  try {
    text = readFileSync(join(checkout.top, options.statePath), 'utf8');
  } catch {
    return null;
  }
  const spec = parseSpecState(text, options.spec);
  if (spec === null) return null;
  const run = spec.run as { readonly id?: unknown } | null | undefined;
  if (typeof run?.id === 'string') return run.id;
  const units = Object.values((spec.units ?? {}) as Record<string, { readonly status?: unknown } | null>);
  return units.some((unit) => unit?.status === 'in-progress') ? 'a unit was in progress' : null;
}
