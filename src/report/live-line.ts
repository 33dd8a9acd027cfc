import { elapsed } from './numbers.ts';

/** What the one live line of a terminal shows. Times are epoch ms. */
export interface LiveFacts {
  readonly done: number;
  readonly total: number;
  /** null between units. */
  readonly unit: {
    readonly name: string;
    readonly attempt: number;
    readonly attempts: number;
    readonly since: number;
  } | null;
  readonly waiting: { readonly until: number; readonly why: string } | null;
  readonly doing: string;
}

const barWidth = 16;

/** `████░░░░ 3/12 · 4 Build the parser · attempt 1/3 · 2 min 13 s · $ npm test`, cut to `width` columns. */
export function liveLine(facts: LiveFacts, now: number, width: number): string {
  const share = facts.total === 0 ? 1 : facts.done / facts.total;
  const full = Math.round(share * barWidth);
  const parts = [`${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${facts.done}/${facts.total}`];
  if (facts.waiting !== null) {
    parts.push(`${facts.waiting.why}: ${elapsed(Math.max(0, facts.waiting.until - now))} left`);
  } else if (facts.unit !== null) {
    const { name, attempt, attempts, since } = facts.unit;
    parts.push(name, `attempt ${attempt}/${attempts}`, elapsed(Math.max(0, now - since)));
    if (facts.doing !== '') parts.push(facts.doing);
  }
  const line = [...parts.join(' · ')];
  return line.length < width ? line.join('') : `${line.slice(0, Math.max(0, width - 2)).join('')}…`;
}
