import { at, number, object, parseLine, string } from '../../stream/json.ts';
import { usedWindow } from '../../stream/service-error.ts';
import type { LimitWindow } from '../../types.ts';

/**
 * The quota windows that codex left in its rollout file, `$CODEX_HOME/sessions/Y/M/D/rollout-*-<session>.jsonl`: its
 * stream does not tell of them. The last line that names any counts, unless it is older than `since` (epoch ms).
 */
export function codexWindows(rolloutText: string, since = 0): LimitWindow[] {
  const lines = rolloutText.split('\n');
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i] ?? '';
    if (!line.includes('"rate_limits"')) continue;
    const json = parseLine(line);
    const limits = object(json?.rate_limits) ?? object(at(json, 'payload').rate_limits);
    if (!limits) continue;
    if (Date.parse(string(json?.timestamp) ?? '') < since) return [];
    return ['primary', 'secondary'].flatMap((which) => {
      const window = at(limits, which);
      const minutes = number(window.window_minutes);
      return minutes === null ? [] : [usedWindow(minutes, number(window.used_percent), number(window.resets_at))];
    });
  }
  return [];
}
