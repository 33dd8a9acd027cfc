import { asNumber, asObject, asString, objectAt, parseLine } from '../../stream/json.ts';
import { toLimitWindow } from '../../stream/service-error.ts';
import type { LimitWindow } from '../../types.ts';

/**
 * The quota windows that codex left in its rollout file, `$CODEX_HOME/sessions/Y/M/D/rollout-*-<session>.jsonl`: its
 * stream does not tell of them. The last line that names any counts, unless it is older than `since` (epoch ms).
 */
export function parseRolloutWindows(rolloutText: string, since = 0): LimitWindow[] {
  const lines = rolloutText.split('\n');
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i] ?? '';
    if (!line.includes('"rate_limits"')) continue;
    const json = parseLine(line);
    const limits = asObject(json?.rate_limits) ?? asObject(objectAt(json, 'payload').rate_limits);
    if (!limits) continue;
    if (Date.parse(asString(json?.timestamp) ?? '') < since) return [];
    return ['primary', 'secondary'].flatMap((slot) => {
      const window = objectAt(limits, slot);
      const minutes = asNumber(window.window_minutes);
      return minutes === null
        ? []
        : [toLimitWindow(minutes, asNumber(window.used_percent), asNumber(window.resets_at))];
    });
  }
  return [];
}
