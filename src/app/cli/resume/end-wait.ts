import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import type { CommandContext } from '../command-context.ts';
import { openWatchers } from '../look-back/watch-command.ts';
import { locateAll } from './find-halted.ts';
import type { ResumeFlags } from './resume-command.ts';

/** Asks the run that waits to begin its next call at once. */
export async function endWait(inputs: Inputs, { answer, skip }: ResumeFlags, context: CommandContext): Promise<number> {
  if (answer !== null || skip) {
    const fix = 'leave --now out to answer a halt';
    throw new UserError('--now ends a wait, and a run that waits has no question', { where: '--now', fix });
  }
  const { env, stdout } = context;
  const located = await locateAll(inputs, { writable: false, format: inputs.format, env });
  const watchers = await openWatchers(inputs, context, located);
  try {
    const looks = await Promise.all(watchers.map(async (watcher) => ({ watcher, ...(await watcher.look()) })));
    const waiting = looks.filter(({ isRunning, progress }) => isRunning && progress.waiting !== null);
    if (waiting.length === 0) {
      const isRunning = looks.some((look) => look.isRunning);
      throw new UserError(isRunning ? 'the run is not waiting' : 'no run is active here', {
        where: '--now',
        fix: isRunning ? '`status` shows what it does' : '`resume` or `run` without --now continues the spec',
      });
    }
    for (const { watcher, progress } of waiting) {
      watcher.endWait();
      stdout.write(`${progress.spec}: asked the run to end its wait and continue.\n`);
    }
    return 0;
  } finally {
    for (const watcher of watchers) watcher.close();
  }
}
