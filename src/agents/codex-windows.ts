import { at, number, object, parseLine } from './json.ts';
import { usedWindow } from './service-error.ts';
import type { LimitWindow } from './types.ts';

/**
 * The quota windows that codex left in its rollout file, `$CODEX_HOME/sessions/Y/M/D/rollout-*-<session>.jsonl`: its
 * stream does not tell of them. The last line that names any counts; none without one.
 */
export function codexWindows(rolloutText: string): LimitWindow[] {
  const lines = rolloutText.split('\n');
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i] ?? '';
    if (!line.includes('"rate_limits"')) continue;
    const json = parseLine(line);
    const limits = object(json?.rate_limits) ?? object(at(json, 'payload').rate_limits);
    if (!limits) continue;
    return ['primary', 'secondary'].flatMap((which) => {
      const window = at(limits, which);
      const minutes = number(window.window_minutes);
      return minutes === null ? [] : [usedWindow(minutes, number(window.used_percent), number(window.resets_at))];
    });
  }
  return [];
}
