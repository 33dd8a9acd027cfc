/** What Linux tells of a process below /proc (proc(5)). */
import { readFileSync } from 'node:fs';

export interface ProcessFacts {
  /** ms, in steps of 10: of the process, and of those of its children that have ended and that it waited for. */
  readonly ownProcessorMs: number;
  readonly childrenProcessorMs: number;
  /** MiB, now and at most. */
  readonly residentMib: number;
  readonly peakMib: number;
  readonly command: string;
}

/** null: there is no such process, or no /proc. */
export function readProcess(pid: number | string): ProcessFacts | null {
  try {
    const read = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8');
    // After the name in brackets: 100 ticks a second.
    const fields = (read('stat').split(') ')[1] ?? '').split(' ');
    const ticks = (...at: number[]) => at.reduce((sum, field) => sum + Number(fields[field]), 0) * 10;
    const status = read('status');
    const mib = (field: string) => Math.round(Number(status.split(`${field}:`)[1]?.split('kB')[0] ?? 0) / 1024);
    return {
      ownProcessorMs: ticks(11, 12),
      childrenProcessorMs: ticks(13, 14),
      residentMib: mib('VmRSS'),
      peakMib: mib('VmHWM'),
      command: read('cmdline').replaceAll('\0', ' '),
    };
  } catch {
    return null;
  }
}
