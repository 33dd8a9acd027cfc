import { join, resolve } from 'node:path';
import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { formatThousands } from '../../../text.ts';
import { type SpecRuns, writeReport } from '../../past-runs/write-report.ts';
import { type CommandContext, logFolder } from '../command-context.ts';
import { chosenRuns } from './chosen-runs.ts';

const REPORT_FILE = 'report.html';

export interface ReportFlags {
  /** null: beside the logs, where no commit takes it up. */
  readonly out: string | null;
  /** A folder with logs; null: those of this machine. */
  readonly logs: string | null;
}

/** Writes one page that shows what was done, what waits for a person, and all that led there. */
export async function report(inputs: Inputs, flags: ReportFlags, context: CommandContext): Promise<number> {
  const specs = await chosenRuns(inputs, flags.logs, context);
  const path = resolve(context.cwd, flags.out ?? defaultPath(specs, flags.logs, context));
  const { workdir, loop } = inputs;
  const notice = (text: string) => void context.stderr.write(`warning: ${text}\n`);
  const bytes = await writeReport(path, specs, { workdir, loop, env: context.env, notice }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    const fix = 'name a file in a folder that you can write to';
    throw new UserError(`the report cannot be written: ${(error as Error).message}`, { where: `--out ${path}`, fix });
  });
  context.stdout.write(`${path} (${formatThousands(Math.ceil(bytes / 1024))} KiB)\n`);
  return 0;
}

function defaultPath(specs: readonly SpecRuns[], logs: string | null, context: CommandContext): string {
  if (logs !== null) return join(logs, REPORT_FILE);
  const [only, ...others] = specs;
  const folder = join(logFolder(context, only?.name ?? '', 'run'), '..');
  return others.length === 0 ? join(folder, REPORT_FILE) : join(folder, '..', REPORT_FILE);
}
