import { createColors } from 'picocolors';

/** Colours by name; the plain one leaves text as it is. */
export type Colours = Record<'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan', (text: string) => string>;

export function createColours(enabled: boolean): Colours {
  return createColors(enabled);
}

export const noColours: Colours = createColours(false);
