/** One thing that was looked at. A `problem` keeps runs from starting, or from keeping what they did. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'problem';
  /** Its name, for scripts: `secret`, `permissions`, … */
  readonly check: string;
  /** `file:line`, or the repository. */
  readonly where: string;
  readonly message: string;
  /** What to do; null: nothing. */
  readonly fix: string | null;
}

/** Makes the findings of one place. */
export function findingsAt(where: string) {
  const make =
    (level: Finding['level']) =>
    (check: string, message: string, fix: string | null = null): Finding => ({ level, check, where, message, fix });
  return { ok: make('ok'), warning: make('warning'), problem: make('problem') };
}
