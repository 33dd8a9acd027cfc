import { join } from 'node:path';
import type { Settings } from '../../inputs/types.ts';
import type { Log } from '../../run-events/types.ts';
import type { SpecLocation } from '../../spec-folder/locate/locate-specs.ts';
import { findRuns } from '../past-runs/find-runs.ts';
import { writeReport } from '../past-runs/write-report.ts';
import { specLogs } from '../surroundings/log-folder.ts';

/**
 * The page of this run, beside its transcripts, so that the artifact has it. Of its logs alone, which tell how it ended:
 * no remote is asked. No report is worth a job.
 */
export async function leaveReport(
  specs: readonly SpecLocation[],
  { loop }: Pick<Settings, 'loop'>,
  {
    env,
    log,
    logDir,
    workdir,
  }: Pick<Parameters<typeof writeReport>[2], 'env' | 'workdir'> & {
    readonly log: Log;
    readonly logDir: string;
  },
): Promise<void> {
  const ran = specs
    .map(({ name }) => ({ name, location: null, runs: findRuns(specLogs(logDir, name)) }))
    .filter(({ runs }) => runs.length > 0);
  if (ran.length === 0) return;
  const notice = (message: string) => log.emit({ kind: 'warning', message });
  await writeReport(join(logDir, 'report.html'), ran, { workdir, loop, env, notice }).catch((error: unknown) =>
    notice(`the report could not be written: ${(error as Error).message}`),
  );
}
