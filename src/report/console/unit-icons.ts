import type { UnitProgress } from '../../run-events/types.ts';
import type { Colours } from '../text/colour.ts';

/** A unit's state in one cell. */
export function unitIcons(colours: Colours): Readonly<Record<UnitProgress['status'], string>> {
  return {
    done: colours.green('✓'),
    skipped: colours.green('↷'),
    open: '·',
    'in-progress': colours.cyan('→'),
    failed: colours.red('✗'),
    halted: colours.red('?'),
  };
}
