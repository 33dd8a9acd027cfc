import { readFile } from 'node:fs/promises';
import { UserError } from '../errors.ts';
import { builtInPrices, type PriceTable, readPrices } from '../throttle/prices.ts';

/** The user's price table (JSON); the dated one built in where `path` is null. Throws a UserError that names the place. */
export async function loadPrices(path: string | null): Promise<PriceTable> {
  if (path === null) return builtInPrices;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new UserError(`the price table cannot be read: ${(cause as Error).message}`, { where: path, cause });
  }
  try {
    return readPrices(JSON.parse(text), path);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`the price table is no JSON: ${(cause as Error).message}`, { where: path, cause });
  }
}
