/** Tokens into USD, from a dated table of list prices or the user's own. */

/** USD per million tokens. */
export interface Price {
  readonly in: number;
  readonly cached: number;
  readonly out: number;
}

/** Prices by model; `*` in a name stands for any text. `dated` is the day they were true. */
export interface PriceTable {
  readonly dated: string;
  readonly models: Readonly<Record<string, Price>>;
}
