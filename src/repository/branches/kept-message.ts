import { checkpointMessage, plainSubject } from '../../report/commit-message.ts';
import type { Checkout } from '../git/checkout.ts';
import { isStateCommitted, readSpecState } from '../guard/uncommitted/uncommitted-changes.ts';
import type { RepositoryOptions } from '../types.ts';

/** What a state says of a unit, unchecked. */
type SavedUnit = Readonly<Record<'title' | 'attempts' | 'backend' | 'summary', unknown>>;

/**
 * The message of a commit of what an interrupted run left, where that must be committed before anything else: where it
 * is a finished unit, that unit's own.
 */
export async function keptMessage(checkout: Checkout, options: RepositoryOptions): Promise<string> {
  const { spec, runId } = options;
  const { keeping, units } = readSpecState(checkout, options) ?? {};
  const key = String(keeping);
  const unit = (units as Readonly<Record<string, SavedUnit>> | undefined)?.[key];
  if (typeof unit?.title !== 'string' || (await isStateCommitted(checkout, options)))
    return `${keptSubject(options)}\n\nRun: ${runId}`;
  return checkpointMessage({
    spec,
    unit: { key, id: null, title: unit.title },
    attempt: Number(unit.attempts ?? 1),
    backend: String(unit.backend ?? ''),
    runId,
    report: String(unit.summary ?? ''),
    template: options.commitMessage ?? null,
  });
}

function keptSubject(options: RepositoryOptions): string {
  const title = 'keep what an interrupted run left';
  return options.commitMessage == null ? `chore(${options.spec}): ${title}` : plainSubject(title, options);
}
