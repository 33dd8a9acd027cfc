import type { Halt, Paused } from '../../state/types.ts';
import { plural } from '../../text.ts';
import { formatUtcMinuteUp } from '../../time.ts';
import { unitName } from '../console/event-lines.ts';
import { leftOpenSentence } from '../text/left-open-text.ts';
import { reviewFirst } from '../text/review-first.ts';
import { type Html, html, webAddress } from './html.ts';
import type { ReportSpec } from './types.ts';
import { sizeOf } from './unit.ts';
import { linkTo } from './unit-links.ts';

/** What a person has to do, first of all; then what they may want to know. */
export function wantedCard(spec: ReportSpec, at: number): Html {
  const { progress, pullRequest, runs } = spec;
  const wanted: Html[] = startOf(spec);
  if (progress?.halt != null) wanted.push(question(spec.name, progress.halt));
  if (progress?.paused != null) wanted.push(pauseLine(progress.paused));
  const url = webAddress(pullRequest);
  if (url !== null)
    wanted.push(html`<p><a href="${url}" rel="noreferrer">The pull request</a> waits for your review.</p>`);
  const leftOpen = leftOpenSentence(progress?.leftOpen ?? []);
  if (leftOpen !== null) wanted.push(html`<p>${leftOpen}</p>`);
  const first = firstToReview(spec, at);
  const warnings = [...new Set(runs.at(-1)?.warnings ?? [])];
  return html`<div class="${wanted.length === 0 ? 'card' : 'card wants'}"><h3>What waits for you</h3>${wanted.length === 0 && first === false && html`<p>Nothing.</p>`}${wanted}${waitLine(spec)}${first}${
    warnings.length > 0 &&
    html`<details><summary>${plural(warnings.length, 'warning')} of the last run</summary><div><ul>${warnings.map((warning) => html`<li>${warning}</li>`)}</ul></div></details>`
  }</div>`;
}

/** Of all that is done, what deserves a look before the rest. */
function firstToReview({ progress, units }: ReportSpec, at: number): Html | false {
  const sizes = new Map(units.flatMap(({ commit, change }) => (commit && change ? [[commit, sizeOf(change)]] : [])));
  const made = (progress?.units ?? []).filter(({ status }) => status === 'done');
  const first = reviewFirst(made, sizes);
  if (first.length === 0) return false;
  return html`<p>To review first:</p><ul>${first.map(({ unit, reasons }) => html`<li>${linkTo(unit.key, unit.title, units, at)} <span class="faint">${reasons}</span></li>`)}</ul>`;
}

/** Of a run that goes on by itself. */
function waitLine({ progress, activity }: ReportSpec): Html | false {
  const waiting = progress?.waiting ?? null;
  if (waiting === null || activity !== 'runs') return false;
  return html`<p>It waits until ${formatUtcMinuteUp(Date.parse(waiting.until))}: ${waiting.why}. Then it goes on by itself.</p>`;
}

/** A spec with open units that no run works on, and that waits for nothing else, is started by a person. */
function startOf({ progress, activity }: ReportSpec): Html[] {
  if (progress === null || activity === 'runs' || progress.halt !== null || progress.paused !== null) return [];
  if (progress.done >= progress.total || progress.outcome === 'complete') return [];
  if (activity === 'lost')
    return [html`<p>The last run ended unexpectedly. Start it again: it continues where it was.</p>`];
  const isKnown = activity === 'none' || progress.outcome === 'max-iterations' || progress.outcome === 'failed';
  return isKnown ? [html`<p>No run works on its open units: start one.</p>`] : [];
}

function question(spec: string, halt: Halt): Html {
  // A log of any version may have told of it.
  const name = halt.task == null ? (halt.title ?? spec) : unitName(halt.task, halt.title ?? '');
  return html`<p>An answer to <b>${name}</b>:</p><blockquote>${halt.question}</blockquote>${howToAnswer(spec, webAddress(halt.url))}`;
}

function pauseLine({ why, resume_after }: Paused): Html {
  const after = resume_after === null ? '' : ` It may continue after ${formatUtcMinuteUp(Date.parse(resume_after))}.`;
  return html`<p>Paused: ${why}.${after}</p>`;
}

/** As a shell takes it. */
function quote(name: string): string {
  return /^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}

function howToAnswer(name: string, url: string | null): Html {
  if (url !== null)
    return html`<p>Comment <code>/resume</code> and your answer <a href="${url}" rel="noreferrer">there</a>; <code>/skip</code> counts it as done.</p>`;
  const command = `sequential-orchestration resume --spec ${quote(name)}`;
  return html`<p>Where it ran: <code>${command} --answer "…"</code>, which says what else it needs; <code>--skip</code> counts it as done. In a workflow: start it by hand with the answer.</p>`;
}
