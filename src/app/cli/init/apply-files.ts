import { confirm, isCancel } from '@clack/prompts';
import { createColors } from 'picocolors';
import type { Checkout } from '../../../repository/git/checkout.ts';
import { type CommandContext, wantsColour } from '../command-context.ts';
import { Left } from './ask.ts';
import { difference, type PlannedFile, writePlannedFile } from './write-files.ts';

const SIGNS: Readonly<Record<PlannedFile['change'], string>> = {
  new: '+',
  unchanged: '=',
  updated: '~',
  'edited-by-a-person': '!',
};

/**
 * Shows each change and makes it; a file that a person edited only if they say so. Returns those that were written.
 * Throws `Left` if they leave the question.
 */
export async function applyFiles(
  files: readonly PlannedFile[],
  { top, git }: Checkout,
  { force, asks, context }: { readonly force: boolean; readonly asks: boolean; readonly context: CommandContext },
): Promise<readonly PlannedFile[]> {
  const { stdout } = context;
  const colour = wantsColour(context);
  const { dim } = createColors(colour);
  const written: PlannedFile[] = [];
  for (const file of files) {
    const { path, change } = file;
    if (change === 'new') writePlannedFile(top, file);
    stdout.write(`${SIGNS[change]} ${path}\n`);
    if (change === 'new') written.push(file);
    if (change === 'unchanged' || change === 'new') continue;
    stdout.write(`${await difference(git, top, file, colour)}\n`);
    if (change === 'edited-by-a-person' && !force && !(asks && (await mayReplace(path, written.length > 0)))) {
      stdout.write(dim(`  It is not as init wrote it, so it is kept; --force replaces it.\n`));
      continue;
    }
    writePlannedFile(top, file);
    written.push(file);
  }
  return written;
}

async function mayReplace(path: string, isChanged: boolean): Promise<boolean> {
  const answer = await confirm({ message: `${path} is not as init wrote it. Replace it?`, initialValue: false });
  if (isCancel(answer)) throw new Left(isChanged);
  return answer;
}
