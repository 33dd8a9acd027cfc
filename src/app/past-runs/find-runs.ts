import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readRunHistory } from '../../report/history/run-history.ts';
import type { PastRun } from '../../report/history/types.ts';
import { readRegularText } from '../../state/file/regular-file.ts';
import { EVENT_FILE } from '../log/event-file.ts';

/** The log folder of one run. */
export interface RunFolder {
  readonly folder: string;
  /** null: it has no event file, or none that is understood. */
  readonly history: PastRun | null;
  readonly transcripts: readonly TranscriptFile[];
}

export interface TranscriptFile {
  readonly path: string;
  /** Of the unit, as file names have it. */
  readonly unit: string;
  readonly attempt: number;
  readonly bytes: number;
  /** Epoch ms of the last write. */
  readonly changedAt: number;
}

const TRANSCRIPT = /^unit-(.+)-attempt-(\d+)\.jsonl$/;
/** A folder of runs, of specs with runs, of an artifact with either. */
const DEPTH = 3;
/** An event file beyond (bytes) is no night's. */
const MAX_EVENTS = 256 * 1024 * 1024;

/** The runs whose logs lie in a folder or below it, the oldest first. */
export function findRuns(folder: string): readonly RunFolder[] {
  return search(folder, DEPTH).sort((a, b) => startOf(a) - startOf(b));
}

/** Those of one spec: others may have its name, in another repository. A run of which nothing is understood counts where no other has. */
export function runsOf(runs: readonly RunFolder[], spec: { readonly name: string; readonly folder: string }) {
  const folders = runs.map(({ history }) => history?.folder ?? '');
  const isShared = folders.some((folder) => folder !== '' && folder !== spec.folder);
  return runs.filter(({ history }) =>
    history === null ? !isShared : history.folder === spec.folder || history.folder === '',
  );
}

function search(folder: string, depth: number): RunFolder[] {
  const entries = entriesOf(folder);
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const transcripts = names.flatMap((name) => readTranscriptName(folder, name));
  const own =
    names.includes(EVENT_FILE) || transcripts.length > 0
      ? [{ folder, transcripts, history: readHistory(join(folder, EVENT_FILE)) }]
      : [];
  if (depth === 0) return own;
  return [
    ...own,
    ...entries.filter((e) => e.isDirectory()).flatMap(({ name }) => search(join(folder, name), depth - 1)),
  ];
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readTranscriptName(folder: string, name: string): readonly TranscriptFile[] {
  const [, unit, attempt] = TRANSCRIPT.exec(name) ?? [];
  const stat = unit === undefined ? undefined : statSync(join(folder, name), { throwIfNoEntry: false });
  if (unit === undefined || stat === undefined) return [];
  return [{ path: join(folder, name), unit, attempt: Number(attempt), bytes: stat.size, changedAt: stat.mtimeMs }];
}

/** null: it is not there, too long, nothing that can be read, or not understood. */
export function readHistory(path: string): PastRun | null {
  try {
    return readRunHistory(readRegularText(path, MAX_EVENTS)?.split('\n') ?? []);
  } catch {
    return null;
  }
}

/** Epoch ms. */
export function startOf({ history, transcripts }: RunFolder): number {
  return history?.startedAt ?? Math.min(...transcripts.map(({ changedAt }) => changedAt));
}
