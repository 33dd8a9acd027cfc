import { createHash } from 'node:crypto';

/** An index as git wrote it. */
export interface IndexFile {
  readonly content: Buffer;
  /**
   * When, whole s since 1970: git looks into a file that was changed in the same second or later, since an edit of the
   * same size would not show (https://git-scm.com/docs/racy-git). A copy with another time would hide it.
   */
  readonly writtenAt: number;
}

/** Called with where an entry begins, its flags, and those that newer forms have beside them. */
type Visit = (at: number, flags: number, moreFlags: number) => void;

/** Offsets in an entry; in front of the flags is the object's name. */
const CHANGED_AT = 0;
const SIZE = 36;
const OBJECT = 40;
const NAME_LENGTH = 0xfff;
const EXTENDED = 0x4000;
const ASSUME_UNCHANGED = 0x8000;
const SKIP_WORKTREE = 0x4000;

const objectBytes = (objectFormat: string) => (objectFormat === 'sha256' ? 32 : 20);

/**
 * Goes through the entries of an index (https://git-scm.com/docs/index-format); where they end, or null: it is no index,
 * or of a form that came later. As git does, it goes by the entries, whatever the version says of their flags.
 */
function readEntries(index: Buffer, objectFormat: string, visit: Visit): number | null {
  try {
    const version = index.readUInt32BE(4);
    if (index.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4) return null;
    let at = 12;
    for (let left = index.readUInt32BE(8); left > 0; left -= 1) {
      const flagsAt = at + OBJECT + objectBytes(objectFormat);
      const flags = index.readUInt16BE(flagsAt);
      const isExtended = (flags & EXTENDED) !== 0;
      visit(at, flags, isExtended ? index.readUInt16BE(flagsAt + 2) : 0);
      const name = flagsAt + (isExtended ? 4 : 2);
      at = version === 4 ? endOfShortenedName(index, name) + 1 : at + ((endOfName(index, name, flags) - at + 8) & ~7);
    }
    return at;
  } catch {
    return null;
  }
}

function endOfName(index: Buffer, name: number, flags: number): number {
  const length = flags & NAME_LENGTH;
  return length < NAME_LENGTH ? name + length : findEnd(index, name);
}

/** Behind how much of the name before is left out: a number, all bytes of which but the last have their first bit set. */
function endOfShortenedName(index: Buffer, name: number): number {
  let last = name;
  while (index.readUInt8(last) >= 0x80) last += 1;
  return findEnd(index, last + 1);
}

function findEnd(index: Buffer, from: number): number {
  const end = index.indexOf(0, from);
  if (end < 0) throw new RangeError('a name without an end');
  return end;
}

/** Whether a file of an index may have a flag that has git not look at it; of what cannot be read: it may. */
export function mayHaveFlags(index: Buffer, objectFormat: string): boolean {
  let isFlagged = false;
  const end = readEntries(index, objectFormat, (_, flags, moreFlags) => {
    isFlagged ||= (flags & ASSUME_UNCHANGED) !== 0 || (moreFlags & SKIP_WORKTREE) !== 0;
  });
  return end === null || isFlagged || hasEntriesElsewhere(index, end, objectFormat);
}

/** An extension without which an index cannot be understood has a small letter first: `link`, other entries are in another file. */
function hasEntriesElsewhere(index: Buffer, from: number, objectFormat: string): boolean {
  for (let at = from; at + 8 <= index.length - objectBytes(objectFormat); at += 8 + index.readUInt32BE(at + 4))
    if (index.readUInt8(at) >= 0x61) return true;
  return false;
}

/**
 * The index, in which git looks into a file whose last change (which nobody can set) was in the second in which the index
 * was written, or later: git itself goes by the time that is set, and one that was set back would hide another change in
 * that second. Its size is nothing then, as git marks such a file.
 */
export function withoutYoungSizes({ content, writtenAt }: IndexFile, objectFormat: string): IndexFile {
  const young: number[] = [];
  const end = readEntries(content, objectFormat, (at) => {
    if (content.readUInt32BE(at + CHANGED_AT) >= writtenAt) young.push(at);
  });
  // Older than all files: git looks into each of them.
  if (end === null) return { content, writtenAt: 1 };
  if (young.length === 0) return { content, writtenAt };
  const body = Buffer.from(content.subarray(0, -objectBytes(objectFormat)));
  for (const at of young) body.writeUInt32BE(0, at + SIZE);
  return { content: Buffer.concat([body, createHash(objectFormat).update(body).digest()]), writtenAt };
}
