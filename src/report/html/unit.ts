import type { ChangeSize } from '../../run-events/types.ts';
import { plural } from '../../text.ts';
import { renderAgentEvent } from '../console/agent-events.ts';
import type { PastCheck } from '../history/types.ts';
import { formatCount, formatDuration } from '../text/numbers.ts';
import { formatCost } from '../text/sums.ts';
import { escapeHtml, type Html, html } from './html.ts';
import type { ReportAttempt, ReportChange, ReportUnit } from './types.ts';

const ICONS: Readonly<Record<ReportUnit['status'], readonly [icon: string, word: string, colour: string]>> = {
  done: ['✓', 'done', 'good'],
  skipped: ['↷', 'skipped', 'good'],
  open: ['·', 'open', 'faint'],
  'in-progress': ['→', 'in progress', 'busy'],
  failed: ['✗', 'failed', 'bad'],
  halted: ['?', 'asks you', 'ask'],
};
/** A tool's result is cut to so many cells a line; the transcript has it whole. */
const LINE_WIDTH = 400;

/** One unit, folded: what it came to, and below that all that led there. */
export function unitSection(unit: ReportUnit, id: string): Html {
  const [icon, word, colour] = ICONS[unit.status];
  return html`<details class="unit" id="${id}"><summary><span class="${colour}" title="${word}">${icon}</span><span>${unit.title}${unit.optional && html` <span class="faint">(optional)</span>`}</span><span class="nums">${unitFacts(unit)}</span></summary><div>
<p class="faint">${[word, unit.backend && `by ${unit.backend}`, unit.commit && `commit ${unit.commit.slice(0, 9)}`].filter(Boolean).join(' · ')}</p>
${unit.words !== null && unit.words !== '' && html`<h3>The agent’s words</h3><div class="words">${unit.words}</div>`}
${unit.evidence.length > 0 && html`<h3>To be looked at</h3><ul>${unit.evidence.map((line) => html`<li>${line}</li>`)}</ul>`}
${unit.advice.length > 0 && html`<h3>The reviewer advises</h3><ul>${unit.advice.map((line) => html`<li>${line}</li>`)}</ul>`}
${unit.change !== null && changeSection(unit.change)}
${unit.attempts.length > 0 && html`<h3>${plural(unit.attempts.length, 'attempt')}</h3>${unit.attempts.map(attemptSection)}`}
</div></details>`;
}

function unitFacts({ attempts, durationS, tokens, costUsd, costEstimated, credits }: ReportUnit): string {
  const parts = [
    attempts.length > 1 ? plural(attempts.length, 'attempt') : '',
    durationS > 0 ? formatDuration(durationS * 1000) : '',
    tokens > 0 ? `${formatCount(tokens)} tokens` : '',
    formatCost(costUsd, costEstimated, credits),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

export function sizeOf({ files }: ReportChange): ChangeSize {
  const sum = (which: 'added' | 'removed') => files.reduce((total, file) => total + (file[which] ?? 0), 0);
  return { files: files.length, added: sum('added'), removed: sum('removed') };
}

function changeSection(change: ReportChange): Html {
  const { files, diff, isCut } = change;
  const { added, removed } = sizeOf(change);
  return html`<details><summary>${plural(files.length, 'file')}, <span class="good">+${added}</span> <span class="bad">−${removed}</span></summary><div>
<ul>${files.map(({ path, added: plus, removed: minus }) => html`<li>${path} <span class="faint">${plus === null ? 'binary' : `+${plus} −${minus ?? 0}`}</span></li>`)}</ul>
${diff !== '' && html`<pre tabindex="0">${{ html: diffLines(diff) }}</pre>`}${isCut && html`<p class="faint">The diff goes on; it is cut here.</p>`}</div></details>`;
}

function diffLines(diff: string): string {
  return diff
    .split('\n')
    .map((line) => {
      const text = escapeHtml(line);
      if (/^(?:diff |@@|index |--- |\+\+\+ )/.test(line)) return `<h6>${text}</h6>`;
      if (line.startsWith('+')) return `<ins>${text}</ins>`;
      return line.startsWith('-') ? `<del>${text}</del>` : `${text}\n`;
    })
    .join('');
}

function attemptSection(attempt: ReportAttempt): Html {
  const { verdict, startedAt, endedAt, backend, shown } = attempt;
  const kind = verdict?.kind ?? (endedAt === null ? 'not ended' : 'ended');
  const took = !attempt.agentMs ? '' : ` · ${formatDuration(attempt.agentMs)}`;
  const spent = attempt.tokens === null ? '' : ` · ${formatCount(attempt.tokens)} tokens`;
  const isGood = kind === 'done';
  const when = startedAt === 0 ? '' : ` · ${new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ')}`;
  return html`<details><summary>Attempt ${attempt.attempt}: <span class="${isGood ? 'good' : 'ask'}">${kind}</span> <span class="faint">${backend}${when}${took}${spent}</span></summary><div>
${!isGood && verdict !== null && verdict.text !== '' && html`<div class="words">${verdict.text}</div>`}
${attempt.checks.map(checkSection)}
${shown === null ? html`<p class="faint">${attempt.goesOn ? 'It was taken up again: its transcript is in the next one, below.' : 'Its transcript is not here.'}</p>` : html`<pre tabindex="0">${{ html: transcriptLines(shown) }}</pre>`}
</div></details>`;
}

function checkSection(check: PastCheck): Html {
  if (check.kind === 'review') {
    return html`<p>Review by ${check.backend}: ${check.caught === 0 ? 'nothing to fix' : `${plural(check.caught, 'problem')} to fix`}${check.advice.length > 0 && ', and advice'}</p>`;
  }
  const word = check.ok === null ? 'not ended' : check.ok ? 'passed' : 'failed';
  const counts = check.tests === null ? '' : `, ${check.tests.passed} passed, ${check.tests.failed} failed`;
  const colour = check.ok === true ? 'good' : check.ok === false ? 'bad' : 'faint';
  const summary = html`<code>${check.command}</code>: <span class="${colour}">${word}</span>${counts}`;
  if (check.output.trim() === '') return html`<p>${summary}</p>`;
  return html`<details><summary>${summary}</summary><div><pre tabindex="0">${check.output}</pre></div></details>`;
}

const TAGS: Partial<Record<string, string>> = {
  'tool-call': 'b',
  'tool-result': 's',
  thinking: 's',
  started: 's',
  unknown: 's',
  error: 'em',
  limit: 'u',
  retry: 'u',
};

/** As its window showed them, with the second that each began in. */
function transcriptLines(shown: NonNullable<ReportAttempt['shown']>): string {
  let lastTime = '';
  return shown
    .map(({ at, event }) => {
      const lines = renderAgentEvent(event, { width: LINE_WIDTH, colour: false });
      if (lines.length === 0) return '';
      const time = at === null ? '' : new Date(at).toISOString().slice(11, 19);
      const stamp = time === '' || time === lastTime ? '' : `<time>${time}</time>`;
      lastTime = time;
      const tag = event.kind === 'tool-result' && !event.ok ? 'em' : TAGS[event.kind];
      const text = lines.map(escapeHtml).join('\n');
      return `${stamp}${tag === undefined ? text : `<${tag}>${text}</${tag}>`}\n`;
    })
    .join('');
}
