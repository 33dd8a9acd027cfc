import { createColors } from 'picocolors';

/** Colours by name; the plain one leaves text as it is. */
export type Paint = Record<'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan', (text: string) => string>;

export function paint(colour: boolean): Paint {
  return createColors(colour);
}

export const plainPaint: Paint = paint(false);
