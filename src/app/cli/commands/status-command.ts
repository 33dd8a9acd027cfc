import { hostname } from 'node:os';
import { dirname } from 'node:path';
import type { Inputs } from '../../../inputs/types.ts';
import { statusText } from '../../../report/console/status-report.ts';
import { createColours } from '../../../report/text/colour.ts';
import { locateSpecs } from '../../../spec-folder/locate/locate-specs.ts';
import { findLockHolder } from '../../../state/lock/lock.ts';
import { lookUpSpecRecords } from '../../reading/look-up-spec-records.ts';
import { readSpec } from '../../reading/read-spec.ts';
import { worktreeHint } from '../background/worktree.ts';
import { type CommandContext, terminalSize, wantsColour } from '../command-context.ts';

/** What is going on, at any moment. */
export async function status(inputs: Inputs, context: CommandContext): Promise<number> {
  const { env, findCheckout } = context;
  const { specs, workdir, format } = inputs;
  for (const location of await locateSpecs(specs, workdir, { writable: false, format, env })) {
    const notice = (text: string) => void context.stderr.write(`warning: ${text}\n`);
    const hint = worktreeHint(location);
    if (hint !== null) context.stderr.write(`${hint}\n`);
    const saved = await lookUpSpecRecords(location, { workdir, env, findCheckout, notice });
    const { memory, progress } = await readSpec(location, inputs.loop, () => saved);
    const throttle = memory?.throttle ?? null;
    const recordedRun = memory?.spec.run ?? null;
    // The lock is the folder's: who holds it may be at work on another of its specs.
    const holder = findLockHolder(dirname(location.statePath), hostname());
    const activeProcess = recordedRun !== null && holder?.run === recordedRun.id ? holder : null;
    context.stdout.write(
      inputs.json
        ? `${JSON.stringify({ ...progress, throttle, process: activeProcess?.pid ?? null })}\n`
        : statusText(
            progress,
            { throttle, headroom: inputs.forSpec(location.name).throttle.headroom, recordedRun, activeProcess },
            Date.now(),
            createColours(wantsColour(context)),
            context.stdout.isTTY ? terminalSize(context.stdout).columns : undefined,
          ),
    );
  }
  return 0;
}
