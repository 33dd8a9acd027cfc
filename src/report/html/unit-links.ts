import { type Html, html } from './html.ts';
import type { ReportUnit } from './types.ts';

/** The id of a unit's element: what a key may hold that an id may not, its place in the list replaces. */
export function idOf(spec: number, { key }: ReportUnit, index: number): string {
  return /^[\w.-]+$/.test(key) ? `s${spec}-${key}` : `s${spec}-unit${index}`;
}

/** To where the unit stands on the page. */
export function linkTo(key: string, title: string, units: readonly ReportUnit[], at: number): Html {
  const index = units.findIndex((unit) => unit.key === key);
  const unit = units[index];
  return unit === undefined ? html`${title}` : html`<a href="#${idOf(at, unit, index)}">${title}</a>`;
}
