import { readlinkSync } from 'node:fs';

/**
 * Does a process see the files and programs that this one sees? Not in another mount namespace, nor where its pid is one
 * of another namespace of pids. True where that cannot be told.
 */
export function sharesMounts(pid: number): boolean {
  const own = mountNamespace('self');
  const other = mountNamespace(pid);
  return own === 'unknown' || other === 'unknown' || own === other;
}

/** null: there is no such process. */
function mountNamespace(pid: number | 'self'): string | null {
  try {
    return readlinkSync(`/proc/${pid}/ns/mnt`);
  } catch (error) {
    // No Linux: not even this process is found there.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && pid !== 'self' ? null : 'unknown';
  }
}
