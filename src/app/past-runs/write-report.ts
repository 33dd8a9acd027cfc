import { closeSync, lstatSync, mkdirSync, readSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { UserError } from '../../errors.ts';
import type { Settings } from '../../inputs/types.ts';
import { PAGE_START, reportPage } from '../../report/html/page.ts';
import { type CommitChanges, openCommitChanges } from '../../repository/commit-changes.ts';
import type { SpecLocation } from '../../spec-folder/locate/locate-specs.ts';
import { describeKind, openRegularFile } from '../../state/file/regular-file.ts';
import { findLockHolder } from '../../state/lock/lock.ts';
import type { SavedState } from '../../state/types.ts';
import { version } from '../../version.ts';
import { lookUpSpecRecords } from '../reading/look-up-spec-records.ts';
import { readSpec } from '../reading/read-spec.ts';
import type { RunFolder } from './find-runs.ts';
import { type FoundSpec, gatherReport } from './report-data.ts';

/** A spec and the runs that left logs, the oldest first. */
export interface SpecRuns {
  readonly name: string;
  /** null: only its logs are here. */
  readonly location: SpecLocation | null;
  readonly runs: readonly RunFolder[];
}

interface Surroundings {
  readonly workdir: string;
  readonly loop: Settings['loop'];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly notice: (text: string) => void;
}

/** Writes the page of these specs, whole or not at all: yesterday's is better than half of today's. Resolves to its bytes. */
export async function writeReport(
  path: string,
  specs: readonly SpecRuns[],
  surroundings: Surroundings,
): Promise<number> {
  const changes = await openCommitChanges(surroundings.workdir, surroundings.env);
  const changeOf: FoundSpec['changeOf'] = async (commit, maxDiff) => (await changes?.of(commit, maxDiff)) ?? null;
  const found: FoundSpec[] = [];
  for (const spec of specs) found.push({ ...(await readRecords(spec, surroundings, changes)), changeOf });
  const page = Buffer.from(reportPage(await gatherReport(found, { madeAt: Date.now(), version })));
  writePage(path, page);
  return page.length;
}

/** In the place of nothing, of an empty file or of an earlier page; whatever else is there is somebody's. */
function writePage(path: string, page: Buffer): void {
  const found = whatElse(path);
  if (found !== null)
    throw new UserError(`the report is not written over what is there: ${found}`, {
      where: `--out ${path}`,
      fix: 'name a new file, or a report that this program wrote',
    });
  const made = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(made, page, { mode: 0o600, flag: 'wx' });
  renameSync(made, path);
}

/** What is there that is no report; null: nothing. */
function whatElse(path: string): string | null {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there === undefined) return null;
  if (!there.isFile()) return describeKind(there);
  return there.size === 0 || startsAsPage(path) ? null : 'a file that is no report';
}

function startsAsPage(path: string): boolean {
  const file = openRegularFile(path);
  try {
    const start = Buffer.alloc(PAGE_START.length);
    readSync(file, start, 0, start.length, 0);
    return start.toString() === PAGE_START;
  } finally {
    closeSync(file);
  }
}

function activityOf(memory: SavedState | null, { statePath }: SpecLocation): FoundSpec['activity'] {
  const run = memory?.spec.run?.id ?? null;
  if (run === null) return 'none';
  return findLockHolder(dirname(statePath), hostname())?.run === run ? 'runs' : 'lost';
}

async function readRecords(
  { name, location, runs }: SpecRuns,
  { workdir, loop, env, notice }: Surroundings,
  changes: CommitChanges | null,
): Promise<Omit<FoundSpec, 'changeOf'>> {
  if (location === null) return { name, runs, progress: null, memory: null, activity: null };
  const saved = await lookUpSpecRecords(location, { workdir, env, notice });
  const { progress, memory } = await readSpec(
    location,
    loop,
    () => saved,
    async (formerNames) => (await changes?.ofUnits([name, ...formerNames])) ?? new Map(),
  );
  return { name, runs, progress, memory, activity: activityOf(memory, location) };
}
