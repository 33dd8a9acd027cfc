/** What `promise` resolves to, undefined where that takes longer than `ms`. */
export async function withTimeLimit<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeLimit = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  const first = await Promise.race([promise, timeLimit]);
  clearTimeout(timer);
  return first;
}
