import type { Git } from './git.ts';

/** As much of one file's part is read, so that a lock file does not hide what stands behind it. */
export const MAX_FILE_BYTES = 1024 * 1024;
/** More of a patch is not read into memory. */
export const MAX_PATCH_BYTES = 16 * 1024 * 1024;

/** Where a file's part begins, and (by a format that begins with NUL) a commit's; lines of content begin with a sign. */
const STARTS = ['\ndiff --git ', '\n\0'].map((text) => Buffer.from(text));
const LONGEST = Math.max(...STARTS.map(({ length }) => length));

/** Stands where a file's part is cut off, as no line of a file can: they begin with `+`, `-` or a space. */
export const CUT = '\\ The rest of this file was too large to be read';
/** Stands where everything else is cut off. */
export const CUT_ALL = '\\ The rest of the change was too large to be read';

/** A patch as git prints it, of a large file the beginning, and of a very large one the beginning. Rejects where git fails. */
export async function readPatchText(git: Git, args: readonly string[]): Promise<string> {
  const cutter = createPatchCutter({ file: MAX_FILE_BYTES, all: MAX_PATCH_BYTES });
  await git(args, { onStdout: (chunk) => cutter.write(chunk) });
  return cutter.text();
}

/** Limits are bytes; it holds no more than the larger one, whatever is written. */
export function createPatchCutter(limits: { readonly file: number; readonly all: number }) {
  const kept: Buffer[] = [];
  let rest = Buffer.alloc(0);
  let [all, inFile] = [0, 0];
  let isFull = false;
  const keep = (part: Buffer) => {
    if (isFull || inFile > limits.file) return;
    kept.push(part.subarray(0, limits.file - inFile));
    all += Math.min(part.length, limits.file - inFile);
    inFile += part.length;
    isFull = all > limits.all;
    if (isFull || inFile > limits.file) kept.push(Buffer.from(`\n${isFull ? CUT_ALL : CUT}`));
  };
  const write = (chunk: Buffer) => {
    if (isFull) return;
    rest = Buffer.concat([rest, chunk]);
    for (let start = nextStart(rest); start !== null; start = nextStart(rest)) {
      keep(rest.subarray(0, start.from));
      inFile = 0;
      keep(rest.subarray(start.from, start.to));
      rest = rest.subarray(start.to);
    }
    const whole = Math.max(0, rest.length - LONGEST);
    keep(rest.subarray(0, whole));
    rest = rest.subarray(whole);
  };
  return {
    write,
    text(): string {
      keep(rest);
      rest = Buffer.alloc(0);
      return Buffer.concat(kept).toString('utf8');
    },
  };
}

function nextStart(text: Buffer): { readonly from: number; readonly to: number } | null {
  const found = STARTS.map((start) => ({ from: text.indexOf(start), length: start.length }));
  const [first] = found.filter(({ from }) => from >= 0).sort((a, b) => a.from - b.from);
  return first === undefined ? null : { from: first.from, to: first.from + first.length };
}
