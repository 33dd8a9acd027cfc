import type { Terminal } from './types.ts';

/** A terminal that is opened when an attempt is sure to come, for one that takes time to be had. */
export interface DeferredTerminal extends Terminal {
  /** Rejects as `open` does; the second call finds it open. */
  open(): Promise<void>;
}

export function deferredTerminal(open: () => Promise<Terminal>): DeferredTerminal {
  let opening: Promise<Terminal> | null = null;
  const openOnce = () => {
    opening ??= open();
    return opening;
  };
  return {
    attach: null,
    open: async () => void (await openOnce()),
    run: async (attempt, on, stop) => (await openOnce()).run(attempt, on, stop),
    close: async () => (await opening?.catch(() => null))?.close(),
  };
}
