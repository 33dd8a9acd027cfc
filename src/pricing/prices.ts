import { z } from 'zod';
import type { Usage } from '../agents/types.ts';
import { UserError } from '../errors.ts';
import type { Price, PriceTable } from './types.ts';

const usd = z
  .number('expected a number of USD per million tokens')
  .nonnegative('expected 0 USD or more')
  .max(1e6, 'expected at most 1,000,000 USD');

const tableSchema = z.strictObject({
  dated: z.iso.date('expected a date such as 2026-11-23').default('undated'),
  models: z.record(
    z.string().min(1),
    z
      .strictObject({ in: usd, cached: usd.optional(), out: usd })
      .transform((price): Price => ({ ...price, cached: price.cached ?? price.in })),
  ),
});

/**
 * A user's price table, which replaces the built-in one.
 * @param where the file's path, for the error.
 * @throws UserError naming the entry that does not fit.
 */
export function parsePriceTable(json: unknown, where: string): PriceTable {
  const parsed = tableSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path ?? [];
  const entry = path.length === 0 ? 'the price table' : `"${path.map(String).join('" → "')}"`;
  throw new UserError(`${entry}: ${issue === undefined ? 'it does not match the format' : describeIssue(issue)}`, {
    where,
    fix: priceTableHelp,
  });
}

/** What to do about a table that is none. */
export const priceTableHelp =
  'write it as {"dated": "2026-11-23", "models": {"gpt-5*": {"in": 1.25, "cached": 0.125, "out": 10}}} (USD per million tokens)';

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `"${issue.keys.join('", "')}" is an unknown key`;
  if (issue.code !== 'invalid_type') return issue.message;
  return ['object', 'record'].includes(issue.expected) ? 'expected an object in braces' : issue.message;
}

/** What the usage costs by the table, in USD; null for a model that the table does not know. */
export function estimateCost(usage: Usage, model: string, table: PriceTable): number | null {
  const price = findPrice(model, table);
  if (price === null) return null;
  const { inputTokens, cachedTokens, outputTokens } = usage;
  return (inputTokens * price.in + cachedTokens * price.cached + outputTokens * price.out) / 1e6;
}

/**
 * A call's cost in USD: as the agent reported it, else estimated, else null.
 * @param names of the model, best first; the first that the table knows counts.
 */
export function computeCost(
  usage: Usage | null,
  names: readonly string[],
  table: PriceTable,
): { readonly usd: number | null; readonly estimated: boolean } {
  if (usage === null) return { usd: null, estimated: false };
  if (usage.costUsd !== null) return { usd: usage.costUsd, estimated: false };
  const usd = names.map((name) => estimateCost(usage, name, table)).find((cost) => cost !== null) ?? null;
  return { usd, estimated: usd !== null };
}

/** The most exact entry: the name as it is, without its provider, without its date, then the longest pattern. */
function findPrice(model: string, { models }: PriceTable): Price | null {
  const full = model.toLowerCase();
  const bare = full.slice(full.lastIndexOf('/') + 1);
  const undated = bare.replace(/(?:[-@](?:\d{8}|\d{4}-\d\d-\d\d)|-latest)$/, '');
  const names = [full, bare, undated];
  const entries = Object.entries(models).map(([name, price]) => [name.toLowerCase(), price] as const);
  for (const name of names) {
    const exact = entries.find(([entry]) => entry === name);
    if (exact !== undefined) return exact[1];
  }
  const matching = entries.filter(
    ([entry]) => entry.includes('*') && names.some((name) => matchesPattern(name, entry)),
  );
  matching.sort(([a], [b]) => b.length - a.length);
  return matching[0]?.[1] ?? null;
}

/** Each part behind the one before it, where it comes first: linear in the name, whatever the pattern. */
function matchesPattern(name: string, pattern: string): boolean {
  const [head = '', ...middle] = pattern.split('*');
  const tail = middle.pop() ?? '';
  if (!name.startsWith(head) || !name.endsWith(tail)) return false;
  let at = head.length;
  for (const part of middle) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= name.length - tail.length;
}
