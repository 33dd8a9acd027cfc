/** Bytes of an entry before its object's name, and of its flags after that. */
const STAT_BYTES = 40;
const FLAG_BYTES = 2;
const NAME_LENGTH = 0xfff;
const ASSUME_UNCHANGED = 0x8000;

/**
 * Whether a file of an index may have a flag that has git not look at it. Reads the plain form, which has no
 * skip-worktree (https://git-scm.com/docs/index-format, version 2); of every other form: it may.
 */
export function mayHaveFlags(index: Buffer, objectFormat: string): boolean {
  const fixed = STAT_BYTES + (objectFormat === 'sha256' ? 32 : 20) + FLAG_BYTES;
  try {
    if (index.toString('latin1', 0, 4) !== 'DIRC' || index.readUInt32BE(4) !== 2) return true;
    let at = 12;
    for (let left = index.readUInt32BE(8); left > 0; left -= 1) {
      const flags = index.readUInt16BE(at + fixed - FLAG_BYTES);
      if ((flags & ASSUME_UNCHANGED) !== 0) return true;
      const length = flags & NAME_LENGTH;
      const end = length < NAME_LENGTH ? at + fixed + length : index.indexOf(0, at + fixed);
      at += (end - at + 8) & ~7;
    }
    // Its other entries are in another file.
    return index.toString('latin1', at, at + 4) === 'link';
  } catch {
    return true;
  }
}
