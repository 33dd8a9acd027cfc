import { iso } from '../../time.ts';
import type { Note, SpecState } from '../types.ts';

/** Of all notes together, in UTF-8: every prompt holds them. */
const MAX_BYTES = 4096;

/** What the agent of a unit that is done wants the next ones to know; newest first, the oldest make room. */
export function recordNote(
  state: SpecState,
  {
    unitKey,
    name,
    text,
    now,
  }: { readonly unitKey: string; readonly name: string; readonly text: string; readonly now: number },
): SpecState {
  const others = (state.notes ?? []).filter(({ task }) => task !== unitKey);
  return { ...state, notes: withinLimit([{ task: unitKey, name, text, at: iso(now) }, ...others]) };
}

/** The newest of them that fit, newest first. */
export function withinLimit(notes: readonly Note[]): Note[] {
  const kept: Note[] = [];
  let bytes = 0;
  for (const note of notes.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))) {
    bytes += Buffer.byteLength(note.name) + Buffer.byteLength(note.text);
    if (bytes > MAX_BYTES) break;
    kept.push(note);
  }
  return kept;
}
