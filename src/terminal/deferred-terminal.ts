import type { Terminal } from './types.ts';

/** A terminal that is opened when an attempt is sure to come, for one that takes time to be had. */
export interface LateTerminal extends Terminal {
  /** Rejects as `open` does; the second call finds it open. */
  open(): Promise<void>;
}

export function lateTerminal(open: () => Promise<Terminal>): LateTerminal {
  let opening: Promise<Terminal> | null = null;
  const opened = () => {
    opening ??= open();
    return opening;
  };
  return {
    attach: null,
    open: async () => void (await opened()),
    run: async (attempt, on, stop) => (await opened()).run(attempt, on, stop),
    close: async () => (await opening?.catch(() => null))?.close(),
  };
}
