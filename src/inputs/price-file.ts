import { readFile } from 'node:fs/promises';
import { UserError } from '../errors.ts';
import { builtInPrices } from '../pricing/price-table.ts';
import { parsePriceTable, priceTableHelp } from '../pricing/prices.ts';
import type { PriceTable } from '../pricing/types.ts';

/** The user's price table (JSON); the dated one built in where `path` is null. Throws a UserError that names the place. */
export async function loadPrices(path: string | null): Promise<PriceTable> {
  if (path === null) return builtInPrices;
  const invalidTable = (what: string, cause: unknown, fix: string) =>
    new UserError(`the price table ${what}: ${(cause as Error).message}`, { where: path, fix, cause });
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw invalidTable(
      'cannot be read',
      cause,
      'correct the path in the option prices, or leave the option out to use the built-in table',
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (cause) {
    throw invalidTable('is not JSON', cause, priceTableHelp);
  }
  return parsePriceTable(json, path);
}
