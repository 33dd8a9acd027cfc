import { statedMoment } from '../../../time.ts';
import { asNumber, asObject, asString, type Json, objectAt } from '../../stream/json.ts';
import type { LimitWindow } from '../../types.ts';

/** The windows of a subscription as claude tells them (`rate_limit_info`): that of the event, or all that it knows. */
export function readRateLimitInfo(info: Json): LimitWindow[] {
  const type = asString(info.rateLimitType) ?? 'unknown';
  const windows = asObject(info.unifiedWindows) ?? {
    [type]: { utilization: info.utilization, resetsAt: info.resetsAt },
  };
  return Object.entries(windows).map(([name, value]) => {
    const window = objectAt(value);
    const resetsAt = asNumber(window.resetsAt);
    const status = limitStatus(asString(window.status) ?? (name === type ? asString(info.status) : null));
    const utilization = asNumber(window.utilization);
    // A share: one of two windows and more is in another unit, and below nothing is none.
    const used = utilization !== null && utilization >= 0 && utilization <= 2 ? utilization : null;
    return { name, used, resetsAt: resetsAt === null ? null : statedMoment(resetsAt * 1000), status };
  });
}

function limitStatus(status: string | null): LimitWindow['status'] {
  return status === 'rejected' ? 'rejected' : status === 'allowed_warning' ? 'warning' : 'allowed';
}
