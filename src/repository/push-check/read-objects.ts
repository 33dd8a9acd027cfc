import { createHash } from 'node:crypto';
import type { Checkout } from '../git/checkout.ts';
import type { Git } from '../git/git.ts';

/** Takes one object's content, bytes one a character, in chunks. */
export interface ObjectReader {
  write(chunk: string): void;
  end(): void;
}

/** What was asked for and cannot be trusted: it is not there, or does not match its hash. */
export class UnreadableObject extends Error {
  override readonly name = 'UnreadableObject';
}

/**
 * Reads objects with one process, and sees that each is what its name says: a file below `.git/objects` can be written
 * by an agent, and git believes it. `reader`: called with an object's full name, for each that was asked for, in order.
 */
export async function readObjects(
  { git, objectFormat }: Pick<Checkout, 'objectFormat'> & { readonly git: Git },
  names: readonly string[],
  reader: (name: string, type: string, size: number) => ObjectReader | null,
): Promise<void> {
  if (names.length === 0) return;
  const parser = createBatchParser(objectFormat === 'sha256' ? 'sha256' : 'sha1', reader);
  let failure: unknown = null;
  await git(['cat-file', '--batch', '--buffer'], {
    input: `${names.join('\n')}\n`,
    timeoutMs: 10 * 60_000,
    onStdout: (chunk) => {
      try {
        if (failure === null) parser.write(chunk);
      } catch (error) {
        failure = error;
      }
    },
  });
  if (failure !== null) throw failure;
  if (parser.count() !== names.length)
    throw new UnreadableObject(`git gave ${parser.count()} of ${names.length} objects`);
}

interface CurrentObject {
  readonly name: string;
  readonly hash: ReturnType<typeof createHash>;
  readonly reader: ObjectReader | null;
  left: number;
}

/** Reads `git cat-file --batch`: `<name> <type> <size>`, the content, a line feed. */
function createBatchParser(
  algorithm: 'sha1' | 'sha256',
  reader: (name: string, type: string, size: number) => ObjectReader | null,
) {
  let pending: Buffer = Buffer.alloc(0);
  let current: CurrentObject | null = null;
  let objects = 0;
  const begin = (header: string): CurrentObject => {
    const [name = '', type = '', size = ''] = header.split(' ');
    if (!/^\d+$/.test(size)) throw new UnreadableObject(`${name} is ${type || 'not there'}`);
    const hash = createHash(algorithm).update(`${type} ${size}\0`);
    return { name, hash, reader: reader(name, type, Number(size)), left: Number(size) };
  };
  const finish = ({ name, hash, reader: content }: CurrentObject) => {
    if (hash.digest('hex') !== name) throw new UnreadableObject(`${name} does not match its hash`);
    content?.end();
    objects += 1;
  };
  return {
    count: () => objects,
    write(chunk: Buffer) {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      for (;;) {
        if (current === null) {
          const lineEnd = pending.indexOf(10);
          if (lineEnd < 0) return;
          current = begin(pending.toString('latin1', 0, lineEnd));
          pending = pending.subarray(lineEnd + 1);
        }
        const part = pending.subarray(0, current.left);
        current.hash.update(part);
        current.reader?.write(part.toString('latin1'));
        current.left -= part.length;
        pending = pending.subarray(part.length);
        if (current.left > 0 || pending.length === 0) return;
        pending = pending.subarray(1);
        finish(current);
        current = null;
      }
    },
  };
}
