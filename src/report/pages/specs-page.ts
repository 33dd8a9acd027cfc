import { nextWave, type SpecStatus, type SpecStatusKind } from '../../run-events/spec-status.ts';
import { formatUtcMinute } from '../../time.ts';
import { leftText, SPEC_STATES, specCounts, specReason } from '../text/spec-status-text.ts';
import { branchLink, type Links } from './links.ts';
import { byteCount, escapeInline, fitSections } from './markdown.ts';
import { SUMMARY_LIMIT } from './step-summary.ts';

const ICONS: Readonly<Record<SpecStatusKind, string>> = {
  open: '▫️',
  paused: '⏸️',
  halted: '✋',
  blocked: '⛓️',
  complete: '✅',
  unplanned: '📝',
  unreadable: '❌',
};

/** All specs of a repository, and what waits for whom; for the summary of a step. `now`: epoch ms. */
export function specsPage(specs: readonly SpecStatus[], links: Links, now: number): string {
  const rows = specs.map((spec) => {
    const cells = [
      escapeInline(spec.name),
      `${ICONS[spec.kind]} ${SPEC_STATES[spec.kind]}`,
      spec.total === 0 ? '' : `${spec.done} of ${spec.total}`,
      reasonCell(spec, now),
      spec.branch === null ? '' : `[branch](${branchLink(links, spec.branch)})`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const head = ['| Spec | State | Units | Why | |', '|---|---|--:|---|---|'];
  const left = leftText(nextWave(specs).left);
  const sections = [
    { text: `## Specs: ${specCounts(specs)}`, name: 'the title', cut: 'whole' },
    ...(left === null ? [] : [{ text: `${left}.`, name: 'the rest', cut: 'whole' } as const]),
    ...(rows.length === 0 ? [] : [{ text: [...head, ...rows].join('\n'), name: 'the specs', cut: 'lines' } as const]),
    { text: `_As of ${formatUtcMinute(now)}._`, name: 'the time', cut: 'whole' },
  ] as const;
  return `${fitSections(sections, SUMMARY_LIMIT - 1, byteCount)}\n`;
}

function reasonCell(spec: SpecStatus, now: number): string {
  const reason = escapeInline(specReason(spec, now), 300);
  return spec.halt?.url == null || spec.kind !== 'halted' ? reason : `[answer](${spec.halt.url}): ${reason}`;
}
