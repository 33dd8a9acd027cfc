import { isTaskLabel, type Label } from './label.ts';

/** An ATX heading. Enclosing ones are reached through `parent`. */
export interface Heading {
  /** 1-based. */
  readonly line: number;
  readonly level: number;
  readonly text: string;
  readonly label: Label;
  readonly parent: Heading | null;
}

const ATX = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/s;

/** null: the line is no heading. `enclosing` is the innermost heading so far. */
export function readHeading(
  text: string,
  line: number,
  enclosing: Heading | null,
  readLabel: (text: string) => Label,
): Heading | null {
  const match = ATX.exec(text);
  if (match === null) return null;
  const level = match[1]?.length ?? 1;
  let parent = enclosing;
  while (parent !== null && parent.level >= level) parent = parent.parent;
  const title = withoutClosingHashes((match[2] ?? '').trim());
  // Decoration before the number is common: `### ✅ 3. Title`, `## [x] Task 3`.
  const labelText = title.replace(/^\[.\]\s*/u, '').replace(/^[^\p{L}\p{N}*~_`]{1,20}/u, '');
  return { line, level, text: title, label: readLabel(labelText), parent };
}

function withoutClosingHashes(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '#') end--;
  return end < text.length && (end === 0 || text[end - 1] === ' ') ? text.slice(0, end).trimEnd() : text;
}

/** The innermost heading around that carries the number, whatever word stands before it. */
export function findEnclosingById(id: string, from: Heading | null): Heading | null {
  for (let heading = from; heading !== null; heading = heading.parent) if (heading.label.id === id) return heading;
  return null;
}

/**
 * The headings that are numbered tasks of their own: `## 3. Title`, `## Task 3: Title`, and `### 3 Title` where its
 * neighbours of the same level count on. `## Phase 3` counts something else, `## 2026 in review` nothing.
 */
export function findTaskHeadings(headings: readonly Heading[]): Set<Heading> {
  const found = new Set<Heading>();
  const lastByLevel = new Map<number, Heading>();
  for (const heading of headings) {
    const { id, certain } = heading.label;
    if (id === null || !isTaskLabel(heading.label) || !/^\d/.test(id)) continue;
    if (certain) found.add(heading);
    const previous = lastByLevel.get(heading.level);
    if (previous !== undefined && Number(previous.label.id) + 1 === Number(id)) found.add(previous).add(heading);
    lastByLevel.set(heading.level, heading);
  }
  return found;
}

/** Headings over checkboxes that say what must hold in the end, or what is not meant yet. */
const CHECKLIST =
  /\b(?:acceptance|success|criteria|definition of done|done when|checklist|check list|notes?|future|ideas|backlog|out of scope)\b|验收|成功标准|检查清单|完成标准|备注|備考|受け入れ|チェックリスト|완료 조건|критери|чек-лист|criterios|critérios|critères/iu;
/** The same, where they are no phase of their own: `## Phase 4: Validation` is work. */
const WEAK_CHECKLIST = /\b(?:validation|verification|metrics|risks?|sign-?off|gates?)\b/i;
/** The word of a heading over a stage of the work. */
const PHASE =
  /^(?:phase|stage|milestone|sprint|iteration|week|day|step|wave|epic|part|阶段|里程碑|フェーズ|ステップ|단계|этап|фаза|fase|étape|etapa|المرحلة)$/iu;

/** `## Definition of Done`, `### Acceptance criteria`, `## Notes`. */
export function saysChecklist(heading: string): boolean {
  return CHECKLIST.test(heading);
}

/**
 * Is a checkbox without a number work here? Under the heading of a phase it is, unless a heading nearer to it speaks of
 * what must hold in the end: success criteria, a definition of done.
 */
export function isPhaseWork(from: Heading | null): boolean {
  for (let heading = from; heading !== null; heading = heading.parent) {
    if (saysChecklist(heading.text)) return false;
    if (heading.label.id !== null && PHASE.test(heading.label.prefix ?? '')) return true;
    if (WEAK_CHECKLIST.test(heading.text)) return false;
  }
  return false;
}
