import type { WaitingPane } from './waiting-pane.ts';

/** The pane of the attempt that probably comes next; at most one. */
export interface Standby {
  /** Has one for that window started, in place of one for another. */
  prepare(window: string, start: () => Promise<WaitingPane>): void;
  /**
   * For the attempt that starts now: the one of its window, if it was started and is of use. One of another window is
   * ended: where no sandbox holds the agent, it could halt what the next attempt gets, or set limits to it.
   */
  take(window: string): Promise<WaitingPane | null>;
  discard(): Promise<void>;
}

export function createStandby(): Standby {
  let standby: Promise<WaitingPane | null> = Promise.resolve(null);
  /** Whatever became of it, a pane can be started when it is wanted. */
  const replace = (next: (before: WaitingPane | null) => Promise<WaitingPane | null>) => {
    standby = standby.then(next).catch(() => null);
    return standby;
  };
  return {
    prepare(window, start) {
      void replace(async (before) => {
        if (before?.window === window) return before;
        await before?.discard();
        return start();
      });
    },
    async take(window) {
      const pane = await standby;
      if (pane === null) return null;
      await replace(async () => null);
      if (pane.window === window && (await pane.isOfUse())) return pane;
      await pane.discard();
      return null;
    },
    async discard() {
      await replace(async (before) => {
        await before?.discard();
        return null;
      });
    },
  };
}
