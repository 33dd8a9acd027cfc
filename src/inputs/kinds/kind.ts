/** How a value is written by people and read by us. */
export interface Kind<T> {
  /** Throws InvalidValue, or a UserError, for what it does not take. `text` is trimmed. */
  read(text: string): T;
  /** What is accepted, to be said after a wrong value. */
  readonly accepts: string;
  /** For the command line's help: `duration`, `number`, … */
  readonly placeholder: string;
  /** Given more than once on a command line, the values are joined as lines. */
  readonly repeatable?: boolean;
  /** A flag that needs no value on a command line. */
  readonly flag?: boolean;
}

/** A value that a kind does not take; `message` completes the sentence `"value" …`. */
export class InvalidValue extends Error {
  override readonly name = 'NotAccepted';
}

/** Left empty, the value is null. */
export function optional<T>(kind: Kind<T>): Kind<T | null> {
  return { ...kind, read: (text) => (text === '' ? null : kind.read(text)) };
}

/** Left empty, the value is this one. */
export function orElse<T>(value: T, kind: Kind<T>): Kind<T> {
  return { ...kind, read: (text) => (text === '' ? value : kind.read(text)) };
}

/** Empty or `none`: no limit. */
export function unlimited<T>(kind: Kind<T>): Kind<T | null> {
  return {
    ...kind,
    read: (text) => (text === '' || text.toLowerCase() === 'none' ? null : kind.read(text)),
    accepts: `${kind.accepts}, or none`,
  };
}
