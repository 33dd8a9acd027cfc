/**
 * What a person must fix: bad usage or bad input. Shown whole, without a stack; exit code 64.
 * `where` names the place (`file:line`, a flag, an input), `fix` what to do next.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly where: string | null;
  readonly fix: string | null;

  constructor(message: string, details: { where?: string; fix?: string; cause?: unknown } = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.where = details.where ?? null;
    this.fix = details.fix ?? null;
  }
}

/** A broken promise of our own: shown with its stack and a request for a report; exit code 70. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** Closes a switch over a union: the compiler refuses a forgotten case. */
export function unreachable(value: never): never {
  throw new InternalError(`unexpected value: ${JSON.stringify(value)}`);
}
