import { firstCharacters } from '../../text.ts';
/**
 * tmux reads `.` and `:` in a session's name as separators, expands `#{…}` in names, and takes `@`, `$`, `%`, `=`, `-`
 * at their start for something else: only letters, digits, `_` and `-` are safe everywhere.
 */
export function sessionName(requested: string): string {
  const name = requested
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}_-]+/gu, '-')
    .replace(/^-+|(?<!-)-+$/g, '');
  return name === '' ? 'sequential' : name;
}

/** The session in which a spec's windows open unless the user names another. */
export function defaultSession(spec: string): string {
  return sessionName(`sequential-${spec}`);
}

/** Windows are addressed by id, so their names may hold dots. */
export function windowName(requested: string): string {
  return firstCharacters(requested.replace(/[^\p{L}\p{N}\p{M}._-]+/gu, '-'), 100) || 'task';
}

/** `task-1.2` and 3 → `unit-1.2-attempt-3.jsonl`. */
export function transcriptName(window: string, attempt: number): string {
  return `${windowName(window).replace(/^task-/, 'unit-')}-attempt-${attempt}.jsonl`;
}
