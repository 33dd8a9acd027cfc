/**
 * What `attempt` comes to when its limit leaves it the time to get as far as `farEnough` says: that is the machine's to
 * say, and a busy one takes long. The limit, ms, is doubled until then.
 */
export async function doubledTime<T>(
  ms: number,
  attempt: (ms: number) => Promise<T>,
  farEnough: (result: T) => boolean,
): Promise<T> {
  for (let limit = ms; ; limit *= 2) {
    const result = await attempt(limit);
    if (farEnough(result)) return result;
  }
}
