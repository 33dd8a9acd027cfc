/** How long a command may print nothing, in ms. */
export interface SilenceLimits {
  /** Before its first byte. */
  readonly first: number;
  /** After that. */
  readonly later: number;
  /** A silence that has lasted this long is reported, the first one of a command. */
  readonly noticeAfter: number;
  /** `limit`: ms until the silence ends the command. */
  readonly notice: (silentForMs: number, limit: number) => void;
}

export interface SilenceWatch {
  /** Something was printed. */
  heard(): void;
  cancel(): void;
}

/** Calls `end` where a command has been silent for too long. */
export function watchSilence(limits: SilenceLimits, end: (silentForMs: number) => void): SilenceWatch {
  let limit = limits.first;
  let timers: readonly NodeJS.Timeout[] = [];
  let noticed = false;
  const cancel = () => timers.forEach(clearTimeout);
  const start = () => {
    cancel();
    const silentFor = limit;
    timers = [setTimeout(() => end(silentFor), silentFor)];
    if (noticed || limits.noticeAfter >= limit) return;
    const notice = () => {
      noticed = true;
      limits.notice(limits.noticeAfter, silentFor);
    };
    timers = [...timers, setTimeout(notice, limits.noticeAfter)];
  };
  start();
  return {
    heard() {
      limit = limits.later;
      start();
    },
    cancel,
  };
}
