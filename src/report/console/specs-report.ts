import { nextWave, type SpecStatus, type SpecStatusKind } from '../../run-events/spec-status.ts';
import { type Colours, noColours } from '../text/colour.ts';
import { displayWidth, plainText, truncateToWidth } from '../text/plain-text.ts';
import { leftText, SPEC_STATES, specCounts, specReason } from '../text/spec-status-text.ts';

const COLOURS: Readonly<Partial<Record<SpecStatusKind, keyof Colours>>> = {
  open: 'cyan',
  halted: 'red',
  unreadable: 'red',
  paused: 'yellow',
  blocked: 'dim',
  complete: 'green',
};

/** All specs, a line each, for `specs`. `now`: epoch ms. */
export function specsText(
  specs: readonly SpecStatus[],
  now: number,
  colours: Colours = noColours,
  width: number = Number.POSITIVE_INFINITY,
): string {
  const pad = (text: string, to: number) => text + ' '.repeat(Math.max(0, to - displayWidth(text)));
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(displayWidth));
  const names = specs.map(({ name }) => plainText(name).replaceAll('\n', ' '));
  const nameWidth = widest(names);
  const stateWidth = widest(specs.map(({ kind }) => SPEC_STATES[kind]));
  const counts = specs.map(({ done, total }) => (total === 0 ? '' : `${done}/${total}`));
  const lines = specs.map((spec, index) => {
    const state = pad(SPEC_STATES[spec.kind], stateWidth);
    const colour = colours[COLOURS[spec.kind] ?? 'dim'];
    const units = pad(counts[index] ?? '', widest(counts));
    const name = pad(names[index] ?? '', nameWidth);
    const reason = plainText(specReason(spec, now)).split('\n', 1)[0] ?? '';
    const facts = `${name}  ${state}  ${units}`;
    const shown = truncateToWidth(reason, Math.max(20, width - displayWidth(facts) - 2));
    return `${colours.bold(name)}  ${colour(state)}  ${units}  ${spec.kind === 'unreadable' ? reason : shown}`.trimEnd();
  });
  const left = leftText(nextWave(specs).left);
  return [...lines, specCounts(specs), ...(left === null ? [] : [left]), ''].join('\n');
}
