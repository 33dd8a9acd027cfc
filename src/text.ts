/** `1 file`, `3 files`; `several` where the plural is not made with an s. */
export function plural(amount: number, singular: string, several = `${singular}s`): string {
  return `${amount} ${amount === 1 ? singular : several}`;
}

/** `once`, `3 times`. */
export function formatTimes(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** `a, b`; of more than `max` the first ones: `a, b and 3 more`. */
export function listFirst(items: readonly string[], max: number): string {
  return [items.slice(0, max).join(', '), ...andMore(items.length, max)].join(' ');
}

/** What stands behind the first `max` of `total`: `and 3 more`, or nothing where these are all. */
export function andMore(total: number, max: number): string[] {
  return total > max ? [`and ${total - max} more`] : [];
}

/** `$0.42` from USD; below a cent `$0.0042`. */
export function formatUsd(usd: number): string {
  return `$${usd.toFixed(usd !== 0 && usd < 0.01 ? 4 : 2)}`;
}

/** A quotation in Markdown. */
export function quote(text: string): string {
  return text.trim().replace(/^/gm, '> ');
}
