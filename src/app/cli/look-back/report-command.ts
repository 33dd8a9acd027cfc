import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '../../../errors.ts';
import type { Inputs } from '../../../inputs/types.ts';
import { reportPage } from '../../../report/html/page.ts';
import { openCommitChanges } from '../../../repository/commit-changes.ts';
import { formatThousands } from '../../../text.ts';
import { version } from '../../../version.ts';
import { lookUpSpecRecords } from '../../look-up-spec-records.ts';
import { type FoundSpec, gatherReport } from '../../past-runs/report-data.ts';
import { readSpec } from '../../read-spec.ts';
import type { CommandContext } from '../command-context.ts';
import { chosenRuns, type SpecRuns } from './chosen-runs.ts';

export interface ReportFlags {
  readonly out: string;
  /** A folder with logs; null: those of this machine. */
  readonly logs: string | null;
}

/** Writes one page that shows what was done, what waits for a person, and all that led there. */
export async function report(inputs: Inputs, flags: ReportFlags, context: CommandContext): Promise<number> {
  const specs = await chosenRuns(inputs, flags.logs, context);
  const changes = await openCommitChanges(inputs.workdir, context.env);
  const changeOf: FoundSpec['changeOf'] = async (commit, maxDiff) => (await changes?.(commit, maxDiff)) ?? null;
  const found: FoundSpec[] = [];
  for (const spec of specs) found.push({ ...(await readRecords(spec, inputs, context)), changeOf });
  const page = reportPage(await gatherReport(found, { madeAt: Date.now(), version }));
  const path = resolve(context.cwd, flags.out);
  writePage(path, page);
  context.stdout.write(`${path} (${formatThousands(Math.ceil(Buffer.byteLength(page) / 1024))} KiB)\n`);
  return 0;
}

async function readRecords(
  { name, location, runs }: SpecRuns,
  inputs: Inputs,
  context: CommandContext,
): Promise<Omit<FoundSpec, 'changeOf'>> {
  if (location === null) return { name, runs, progress: null, memory: null };
  const notice = (text: string) => void context.stderr.write(`warning: ${text}\n`);
  const saved = await lookUpSpecRecords(location, { workdir: inputs.workdir, env: context.env, notice });
  const { progress, memory } = await readSpec(location, inputs.loop, () => saved);
  return { name, runs, progress, memory };
}

/** Whole or not at all: the page of yesterday is better than half of today's. */
function writePage(path: string, page: string): void {
  const made = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(made, page, { mode: 0o600 });
    renameSync(made, path);
  } catch (error) {
    throw new UserError(`the report cannot be written: ${(error as Error).message}`, {
      where: `--out ${path}`,
      fix: 'name a file in a folder that you can write to',
    });
  }
}
