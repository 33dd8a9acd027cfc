import { isUtf8 } from 'node:buffer';
import { UserError } from '../errors.ts';
import { readRegularFile, realPathOf } from '../state/file/regular-file.ts';

/**
 * The text of a tasks.md, byte order mark and line ends as they are. Throws a UserError where it is no regular file, and
 * one that names the byte where it is no UTF-8 text.
 * @param realPath without links on its way, where that was looked up before an agent could put one there.
 */
export async function readTasks(path: string, realPath = realPathOf(path)): Promise<string> {
  const bytes = readBytes(path, realPath);
  const text = bytes.toString('utf8');
  if (isUtf8(bytes) && !bytes.includes(0)) return text;
  const reencoded = Buffer.from(text);
  const badOffset = bytes.findIndex((byte, index) => byte === 0 || byte !== reencoded[index]);
  const hex = (bytes[badOffset] ?? 0).toString(16).padStart(2, '0');
  throw new UserError(`not UTF-8 text: byte 0x${hex} at byte offset ${badOffset}`, {
    where: `${path}:${bytes.subarray(0, badOffset).toString('latin1').split('\n').length}`,
    fix: 'save the file as UTF-8 text',
  });
}

function readBytes(path: string, realPath: string): Buffer {
  let cause: Error;
  try {
    const file = readRegularFile(realPath);
    if (file !== null) return file.bytes;
    cause = new Error('it is not there');
  } catch (error) {
    cause = error as Error;
  }
  throw new UserError(`tasks.md cannot be read: ${cause.message}`, { where: path, cause });
}
