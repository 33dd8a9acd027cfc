import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Bytes free for this user where `folder` is, or would be. */
export async function freeSpace(folder: string): Promise<{ path: string; freeBytes: number }> {
  for (let path = folder; ; path = dirname(path)) {
    try {
      const { bavail, bsize } = await statfs(path);
      return { path, freeBytes: bavail * bsize };
    } catch (error) {
      if (path === dirname(path)) throw error;
    }
  }
}
