/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`, `6 days 4 h` from ms; none is shorter than nothing, whatever clocks say. */
export function formatDuration(ms: number): string {
  if (!(ms >= 950)) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
  const s = Math.round(ms / 1000);
  if (s < 60) return `${s} s`;
  if (s < 3600) return s % 60 === 0 ? `${Math.floor(s / 60)} min` : `${Math.floor(s / 60)} min ${s % 60} s`;
  const min = Math.round(s / 60);
  if (min < 48 * 60) return min % 60 === 0 ? `${Math.floor(min / 60)} h` : `${Math.floor(min / 60)} h ${min % 60} min`;
  const h = Math.round(min / 60);
  return h % 24 === 0 ? `${h / 24} days` : `${Math.floor(h / 24)} days ${h % 24} h`;
}

/** `950`, `48.2k`, `1.3M`. */
export function formatCount(value: number): string {
  if (value < 999.5) return String(Math.round(value));
  return value < 999_950 ? `${(value / 1000).toFixed(1)}k` : `${(value / 1_000_000).toFixed(1)}M`;
}
