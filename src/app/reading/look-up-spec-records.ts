import { readFileSync } from 'node:fs';
import { parseSpecState } from '../../repository/branches/other-run.ts';
import type { CheckoutFinder } from '../../repository/git/checkout.ts';
import { lookUpRecords } from '../../repository/records/look-up-records.ts';
import type { SpecLocation } from '../../spec-folder/locate/locate-specs.ts';
import { readTasks } from '../../spec-folder/read-tasks-file.ts';
import type { SavedRecords } from '../../state/types.ts';
import { pathInRepository } from '../surroundings/path-in-repository.ts';

/** The records that a complete spec's tree does not hold. The remote is asked where only it can know of them. */
export async function lookUpSpecRecords(
  { name, statePath, tasksPath }: SpecLocation,
  context: {
    readonly workdir: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly findCheckout?: CheckoutFinder;
    readonly notice: (text: string) => void;
  },
): Promise<SavedRecords | null> {
  const isInTree = parseSpecState(readOrNull(statePath), name) !== null;
  const wasWorkedOn = /^[ \t]*[-*+] \[[xX]\]/m.test(await readTasks(tasksPath));
  const options = { ...context, spec: name, statePath: pathInRepository(context.workdir, statePath), now: Date.now };
  return lookUpRecords(options, !isInTree && wasWorkedOn);
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
