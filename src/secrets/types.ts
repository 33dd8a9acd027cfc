/** Secrets: what an agent may see of the environment, and the mask that hides the rest in texts. */

/** Names of variables that an agent may see although they look secret. */
export interface AgentVariables {
  /** They hold its own key. */
  readonly keys: readonly string[];
  readonly env: readonly string[];
}

/** What one agent sees, and the names (sorted, never values) of what was kept from it. */
export interface AgentEnvironment {
  readonly env: Record<string, string>;
  readonly withheld: string[];
}

/** Hides secrets in text. */
export interface Mask {
  /** One whole text; a line of it that ends with `…` may end in the middle of a secret. */
  maskText(text: string): string;
  /** A text in chunks; the outputs joined are what `maskText` makes of the chunks joined. */
  stream(): MaskStream;
  /** Characters at the end of a text that may be the beginning of a secret. */
  undecided(text: string): number;
  /** The first secret that begins in the one text and ends in the other, which continues it; null: none does. */
  across(before: string, after: string): Crossing | null;
}

/** Characters of a secret that is in two texts: at the end of the one, and at the beginning of the other. */
export interface Crossing {
  readonly before: number;
  readonly after: number;
}

export interface MaskStream {
  /** What is certain by now; what may be the beginning of a secret is held back. */
  write(chunk: string): string;
  end(): string;
}
