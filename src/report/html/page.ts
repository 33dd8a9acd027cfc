import { createHash } from 'node:crypto';
import type { Progress } from '../../run-events/types.ts';
import { andMore, plural, truncate } from '../../text.ts';
import { formatUtcMinute, formatUtcMinuteUp } from '../../time.ts';
import { unitName } from '../console/event-lines.ts';
import { forecastResultLine } from '../text/forecast-text.ts';
import { formatCount, formatDuration } from '../text/numbers.ts';
import { formatCost, formatTotals, formatWaits } from '../text/sums.ts';
import { type Html, html } from './html.ts';
import { SCRIPT } from './page-script.ts';
import { runTimeline, timelineKey } from './run-lanes.ts';
import { STYLE } from './style.ts';
import type { ReportData, ReportRun, ReportSpec, ReportWindow } from './types.ts';
import { unitSection } from './unit.ts';
import { idOf, linkTo } from './unit-links.ts';
import { wantedCard } from './wanted-card.ts';

/** Runs drawn of a spec; of more, the last ones. */
const MAX_RUNS = 14;
/** Characters of an agent's words, where those of several stand together. */
const MAX_WORDS = 100;
/** Units named of a run; the others stand below. */
const MAX_FINISHED = 5;

/** How every page of ours begins, those of earlier versions too: what begins otherwise is somebody else's file. */
export const PAGE_START = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-`;

/** The page: one file that needs nothing else, and in which nobody's text is anything but text. Pure. */
export function reportPage({ madeAt, version, specs }: ReportData): string {
  const title = specs.length === 1 ? `${specs[0]?.name ?? ''}: report` : `${plural(specs.length, 'spec')}: report`;
  return html`${{ html: PAGE_START }}${{ html: hashOf(SCRIPT) }}'; base-uri 'none'; form-action 'none'"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${{ html: `${STYLE}::highlight(found){background:#ffd33d;color:#000}::highlight(current){background:#fb8f44;color:#000}` }}</style></head>
<body>
<main>
${specs.length > 1 && specsTable(specs)}
<div class="tools"><input id="find" type="search" placeholder="Search all of it ( / ), Enter: next" aria-label="Search"><button id="all" type="button">Unfold all</button><span id="told" class="faint" role="status"></span></div>
${specs.map((spec, at) => specSection(spec, at))}
</main>
<footer>Made ${formatUtcMinute(madeAt)} by sequential-orchestration ${version}. All times are in UTC.</footer>
<script>${{ html: SCRIPT }}</script>
</body></html>
`.html;
}

function hashOf(script: string): string {
  return createHash('sha256').update(script).digest('base64');
}

function specsTable(specs: readonly ReportSpec[]): Html {
  return html`<h1>${plural(specs.length, 'spec')}</h1><div class="scroll"><table><tr><th>Spec</th><th>Units</th><th>State</th></tr>${specs.map(
    ({ name, progress, activity }, at) =>
      html`<tr><td><a href="#s${at}">${name}</a></td><td>${progress === null ? '' : `${progress.done} of ${progress.total}`}</td><td>${stateOf(progress, activity)}</td></tr>`,
  )}</table></div>`;
}

function specSection(spec: ReportSpec, at: number): Html {
  const { name, progress, runs, units, gaps } = spec;
  const drawn = runs.slice(-MAX_RUNS).filter(({ attempts, waits }) => attempts.length + waits.length > 0);
  return html`<section id="s${at}"><h1>${name}</h1>
${progress !== null && html`<p><b>${progress.done} of ${progress.total}</b> units done · ${stateOf(progress, spec.activity)}</p><div class="bar"><i style="width:${progress.total === 0 ? 100 : Math.floor((progress.done / progress.total) * 100)}%"></i></div>`}
<div class="cards">${wantedCard(spec, at)}${doneCard(spec, at)}${sumsCard(spec)}</div>
${gaps.map((gap) => html`<p class="faint">${gap}</p>`)}
${drawn.length > 0 && html`<h2>Timeline</h2>${timelineKey(drawn)}`}
${drawn.map((run, index) => runSection(run, drawn[index - 1])).reverse()}
<h2>Units</h2>
${units.map((unit, index) => unitSection(unit, idOf(at, unit, index)))}
</section>`;
}

function stateOf(progress: Progress | null, activity: ReportSpec['activity']): Html {
  const states: Readonly<Record<Progress['outcome'], readonly [colour: string, word: string]>> = {
    running: ['busy', activity === 'runs' ? activeWord(progress) : 'not finished'],
    complete: ['good', 'complete'],
    halted: ['ask', 'asks you'],
    paused: ['ask', 'paused'],
    'max-iterations': ['ask', 'stopped at its maximum of iterations'],
    failed: ['bad', 'failed'],
  };
  const [colour, word] = states[progress?.outcome ?? 'running'] ?? states.running;
  return html`<b class="${colour}">${word}</b>`;
}

function activeWord(progress: Progress | null): string {
  const waiting = progress?.waiting ?? null;
  return waiting === null ? 'running' : `waits until ${formatUtcMinuteUp(Date.parse(waiting.until))}`;
}

/** What the last run that did something brought, in its agents' words. */
function doneCard({ runs, progress, units }: ReportSpec, at: number): Html {
  const last = runs.findLast(({ finished }) => finished.length > 0);
  const next = units.find(({ key }) => key === progress?.next);
  const nextLine = next !== undefined && html`<p>Next: ${next.title}</p>`;
  if (last === undefined)
    return html`<div class="card"><h3>What was done</h3><p>No unit was finished in a run whose log is here.</p>${nextLine}</div>`;
  const night = last === runs.at(-1) ? 'In the last run' : `In the run of ${formatUtcMinute(last.startedAt)}`;
  const before = (progress?.done ?? 0) - last.finished.length;
  const earlier = before > 0 ? `, after ${plural(before, 'unit')} before it` : '';
  return html`<div class="card"><h3>What was done</h3><p>${night}: ${plural(last.finished.length, 'unit')}${earlier}</p><ul>${last.finished
    .slice(0, MAX_FINISHED)
    .map(({ unit, title, files }) => {
      const words = units.find(({ key }) => key === unit)?.words ?? '';
      return html`<li>${linkTo(unit, unitName(unit, title), units, at)} <span class="faint">${plural(files.length, 'file')}</span>${words !== '' && html`<br>${firstWords(words)}`}</li>`;
    })}</ul>${andMore(last.finished.length, MAX_FINISHED).map((more) => html`<p>${more}, below</p>`)}${nextLine}</div>`;
}

/** What fits beside others; all of it stands with the unit. */
function firstWords(words: string): string {
  return truncate(words.replace(/\s+/g, ' ').trim(), MAX_WORDS);
}

function sumsCard({ progress, runs, activity, windows }: ReportSpec): Html {
  const totals = progress?.totals ?? null;
  const since = activity === 'runs' ? (progress?.waiting?.since ?? null) : null;
  const waited = totals === null ? '' : formatWaits(totals);
  return html`<div class="card"><h3>What it took</h3>${totals !== null && totals.calls > 0 && html`<p>${formatTotals(totals)}</p>`}${waited !== '' && html`<p>Waited ${waited}</p>`}${since !== null && html`<p>Waiting since ${formatUtcMinute(Date.parse(since))}</p>`}${progress?.forecast !== undefined && html`<p>Forecast: ${forecastResultLine(progress.forecast)}</p>`}${agentsList(runs)}${windows.length > 0 && windowBars(windows)}</div>`;
}

function agentsList(runs: readonly ReportRun[]): Html {
  const sums = new Map<string, { calls: number; ms: number; tokens: number; costUsd: number; credits: number }>();
  for (const { endedAt, backend, agentMs, tokens, costUsd, credits } of runs.flatMap(({ attempts }) => attempts)) {
    if (endedAt === null) continue;
    const sum = sums.get(backend) ?? { calls: 0, ms: 0, tokens: 0, costUsd: 0, credits: 0 };
    sum.calls += 1;
    sum.ms += agentMs ?? 0;
    sum.tokens += tokens ?? 0;
    sum.costUsd += costUsd ?? 0;
    sum.credits += credits ?? 0;
    sums.set(backend, sum);
  }
  if (sums.size === 0) return html``;
  // Lines wrap, and what a table has no room for is out of sight: its last column, the cost.
  return html`<ul>${[...sums].map(([backend, { calls, ms, tokens, costUsd, credits }]) => {
    const used = tokens === 0 ? '' : `${formatCount(tokens)} tokens`;
    const facts = [plural(calls, 'attempt'), formatDuration(ms), used, formatCost(costUsd, false, credits)];
    return html`<li><b>${backend}</b>: ${facts.filter((fact) => fact !== '').join(', ')}</li>`;
  })}</ul>`;
}

function windowBars(windows: readonly ReportWindow[]): Html {
  return html`<h3>Quota</h3>${windows.map(({ backend, name, used, resetsAt }) => {
    const reset = resetsAt === null ? '' : `, resets ${formatUtcMinuteUp(resetsAt)}`;
    if (used === null) return html`<p>${backend}, ${name}: not known${reset}</p>`;
    const percent = Math.min(100, Math.round(used * 100));
    const level = percent >= 100 ? 'full' : percent >= 80 ? 'near' : '';
    return html`<p>${backend}, ${name}: ${percent} % used${reset}</p><div class="bar ${level}"><i style="width:${percent}%"></i></div>`;
  })}`;
}

function runSection(run: ReportRun, before: ReportRun | undefined): Html {
  const ended = run.outcome?.message ?? (run.isAtWork ? 'at work' : 'no end was seen');
  const isAfterPause = before?.outcome?.kind === 'paused';
  const paused = isAfterPause ? `, after a pause of ${formatDuration(Math.max(0, run.startedAt - before.lastAt))}` : '';
  return html`<h3>${formatUtcMinute(run.startedAt)}, ${formatDuration(run.lastAt - run.startedAt)}${paused} <span class="faint">${ended}</span></h3>${runTimeline(run)}`;
}
