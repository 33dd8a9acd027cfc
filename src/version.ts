/** The same as in package.json; a test holds them together. */
export const version = '0.1.0';

/** `owner/name` on GitHub, as in package.json; null: it is published nowhere yet. */
export const repository: string | null = null;
