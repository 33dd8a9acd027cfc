import { forgotten } from './throttle.ts';
import type { Invariant } from './types.ts';

/** What is kept of a plan's windows for a person. */
export const headroomInvariants: readonly Invariant[] = [
  {
    name: 'nothing begins upon what is kept for a person',
    broken(night) {
      const { headroom } = night.scenario.settings.throttle;
      if (headroom === null || headroom.hours !== null || night.scenario.clockJumps.length > 0) return [];
      const line = 1 - (headroom.shares.others ?? 0) - 1e-9;
      return night.calls.flatMap((call, index) => {
        const last = night.calls
          .slice(0, index)
          .findLast(({ backend, told }) => backend === call.backend && told !== null);
        if (last === undefined || forgotten(night, last)) return [];
        return (last.told ?? [])
          .filter(({ used, resetsAt }) => used !== null && used >= line && (resetsAt ?? 0) > call.startedAt)
          .map(
            ({ name, used }) =>
              `call ${call.serial} starts although call ${last.serial} told that ${used} of ${name} is used`,
          );
      });
    },
  },
];
