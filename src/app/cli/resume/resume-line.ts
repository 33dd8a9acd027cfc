import { quote } from 'shlex';
import { flagsToRepeat } from '../../../inputs/options/kept-options.ts';
import { options } from '../../../inputs/options/options.ts';
import type { GivenInputs } from '../../../inputs/types.ts';
import type { SpecLocation } from '../../../spec-folder/locate/locate-specs.ts';
import type { CommandContext } from '../command-context.ts';
import { ownCommand } from './own-command.ts';

/** What is printed is read over shoulders, and pasted where it stays. */
function withoutPassword(text: string): string {
  return text.replace(/:\/\/[^\s/@]+@/g, '://***@');
}

/** The command that answers a spec's halt: with all that the records do not keep. */
export function resumeLine(
  given: GivenInputs,
  spec: Pick<SpecLocation, 'name' | 'relative'> | undefined,
  context: CommandContext,
): string {
  const named = (given.raw('spec') ?? '').trim();
  const isOne = named !== '' && !/[\n*?[{]/.test(named);
  const place = isOne ? named : (spec?.relative.folder ?? '');
  const flags = flagsToRepeat(given.raw, options).flatMap(([name, text]) => [
    `--${name}`,
    quote(withoutPassword(text)),
  ]);
  const words = [...(named === '' || place === '' ? [] : ['--spec', quote(place)]), ...flags];
  return [ownCommand(context), 'resume', ...words].join(' ');
}
