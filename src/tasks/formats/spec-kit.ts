import { type Heading, saysChecklist } from '../lines/heading.ts';
import { type Label, readLabel } from '../lines/label.ts';
import { notATask } from '../lines/near-miss.ts';
import { findOptionalTasks } from '../structure/optional-tasks.ts';
import { isHeading, type Parent } from '../structure/parents.ts';
import { checklistDiagnostics } from '../structure/roles.ts';
import type { Outline, OutlineEntry } from '../structure/types.ts';
import type { Diagnostic } from '../types.ts';
import { emptyGroups, headingsAround, onceByHeading, parentsByHeading } from './heading-groups.ts';
import { saysTests, writesFailing } from './test-words.ts';
import type { FormatRules } from './types.ts';

/**
 * GitHub's spec-kit: `- [ ] T001 [P] [US1] Title` under phase headings. A phase is a unit: its tests fail until its
 * implementation is there.
 */
export const specKit: FormatRules = {
  name: 'spec-kit',
  readLabel: readTaskLabel,
  readHeadingLabel,
  // `- [P] tasks = different files`, in the notes of the template.
  isLegend: (mark) => mark === 'P',
  endsBody: (line) => CHECKPOINT.test(line),
  hasPlainParents: false,
  readStructure,
  findOptional: findOptionalTasks,
  inDocumentOrder: true,
  taskFacts: ({ label, section }) => ({
    ...(label.parallel === true ? { parallel: true } : {}),
    ...(label.stories === undefined || label.stories.length === 0 ? {} : { story: label.stories.join(', ') }),
    ...(writesFailing(label.title) || (section !== null && holdsTests(section)) ? { isTest: true } : {}),
  }),
  headingFacts: (heading, body, outline) => ({
    body: [body, ...checkpointsOf(heading, outline)].filter((text) => text !== '').join('\n\n'),
    phase: heading.label.id ?? heading.text,
    ...storyOf(heading.text),
  }),
};

/** `**Checkpoint**: the story works on its own`, behind the last task of a phase. */
const CHECKPOINT = /^\s{0,3}(?:\*\*|__)?Checkpoint\b/i;

/** What a phase says below its tasks of when it is done. */
function checkpointsOf(heading: Heading, { lines, headings }: Outline): string[] {
  let next = firstBelow(headings, heading.line);
  while (next < headings.length && (headings[next]?.level ?? 0) > heading.level) next += 1;
  const section = lines.slice(heading.line, (headings[next]?.line ?? lines.length + 1) - 1);
  return section.flatMap(({ text }) => (CHECKPOINT.test(text) ? [text.trim()] : []));
}

function storyOf(heading: string): { readonly story?: string } {
  const number = /\buser story (\d{1,3})|\bUS(\d{1,3})\b/i.exec(heading);
  return number === null ? {} : { story: `US${number[1] ?? number[2]}` };
}

/** Index of the first heading behind a line. */
function firstBelow(headings: readonly Heading[], line: number): number {
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((headings[middle] as Heading).line <= line) low = middle + 1;
    else high = middle;
  }
  return low;
}

const PHASE = /\bphase\b|\bfase\b|阶段|階段|フェーズ|단계|фаза|этап/iu;
const STORY =
  /^[^\p{L}]{0,20}(?:user story|story|us)[ -]?\d|^[^\p{L}]{0,20}(?:用户故事|ユーザーストーリー|사용자 스토리)/iu;
const TASK_LINE = /^[ \t]*[-*+][ \t]+\[.\][ \t]+(?:\*\*|\[|`){0,2}T\d{3}/mu;
const UNIT_HEADING_LINE =
  /^ {0,3}#{1,6}[ \t](?:.*\bphase\b|.*\bfase\b|.*(?:阶段|階段|フェーズ|단계|фаза|этап)|[^\p{L}\n]{0,20}user story)/imu;

/** T ids below headings that name phases or user stories. */
export function looksLikeSpecKit(text: string): boolean {
  return TASK_LINE.test(text) && UNIT_HEADING_LINE.test(text);
}

/** What a heading is to the tasks below it. */
const kindOf = onceByHeading(({ text, level }): 'phase' | 'story' | 'checklist' | 'part' | 'other' => {
  if (PHASE.test(text)) return 'phase';
  if (STORY.test(text)) return 'story';
  if (level > 1 && saysChecklist(text)) return 'checklist';
  // `### Tests for User Story 1`, `### Implementation`.
  return saysTests(text) || /^implementation\b/i.test(text) ? 'part' : 'other';
});

const holdsTests = onceByHeading(({ label: { title } }) => saysTests(title) || /^(?:failing|red)\b/i.test(title));

/** The innermost heading that names a phase; else a user story's; else the one that holds the tasks, below the page's title. */
function unitHeading(section: Heading | null): Heading | null {
  const around = [...headingsAround(section)];
  const below = around.filter(({ level }) => level > 1);
  const inner = (kind: ReturnType<typeof kindOf>, from = around) => from.find((heading) => kindOf(heading) === kind);
  return inner('phase') ?? inner('story') ?? inner('other', below) ?? below.at(-1) ?? section;
}

const PRIORITY = /\s{0,4}\(?\b(?:priority:\s{0,4})?P\d\)?(?=\s|$)|\s{0,4}🎯\s{0,4}(?:MVP)?/giu;
const PHASE_NAME =
  /^([^\p{L}\p{N}]{0,20})(?:(final|last) )?(phase|fase|user story|阶段|階段|フェーズ|단계|фаза|этап)[ \t]{0,3}([\dA-Z]{1,3}(?:\.\d{1,3})*[a-z]?\+?)?(?![\p{L}\p{N}])/iu;

/** `Phase 3: User Story 1 - Title (Priority: P1) 🎯 MVP`: the phase is named by its word and number. */
function readHeadingLabel(text: string): Label {
  const label = readLabel(text, true);
  const [all = '', , , word, number] = PHASE_NAME.exec(text) ?? [];
  if (word === undefined || number === undefined) return { ...label, id: null, title: phaseTitle(text) };
  const rest = text.slice(all.length).replace(/^\s*(?:[:：.、)]|[-–—](?=\s))?\s*/u, '');
  return { ...label, id: `${word} ${number}`, prefix: word, certain: true, title: phaseTitle(rest) };
}

function phaseTitle(text: string): string {
  return text.replace(PRIORITY, '').trim();
}

const OPEN_MARKERS = /^(?:\*\*|~~|__|`){0,3}/;
const SPEC_KIT_ID =
  /^(?:T\d{1,4}[A-Za-z]?(?:[.-]\d{1,4}[a-z]?){0,4}|[A-Z][A-Z0-9]{0,15}-?\d{3}[A-Za-z]?(?:\.\d{1,4}){0,4})(?![\w.])/;
const BRACKETED_ID = /^\[((?!P\d?\]|US)[A-Z][A-Z0-9]{0,15}(?:-[A-Z0-9]{1,15}){0,3}-?\d{1,4}[a-z]?)\]/;
/** Standards and the like are written so: `UTF-8`, `SHA-256`, `RFC 822`; `HTTP404` is none, either. */
const NO_ID = /^(?:SHA|AES|RSA|HTTP|RFC|ISO|ES|UTF|TLS|MD|CVE|IEEE|WCAG|ECMA)-?\d/;
const TAG =
  /^[ \t]*(?:\*\*|`)?(?:\[(P\d?|US-?\d+[a-z]?(?:[,/ &+]{1,3}US-?\d+[a-z]?)*|Story[^\]]{0,40})\]|\((P)\))(?:\*\*|`)?/i;

/** Ids, then `[P]` and `[US1]` in any order, then the title. */
function readTaskLabel(text: string): Label {
  const open = OPEN_MARKERS.exec(text)?.[0] ?? '';
  const rest = text.slice(open.length);
  const early = readTags(rest);
  const bracketed = BRACKETED_ID.exec(early.rest);
  const id = bracketed?.[1] ?? (NO_ID.test(early.rest) ? undefined : SPEC_KIT_ID.exec(early.rest)?.[0]);
  if (id === undefined) {
    const plain = readLabel(text);
    const { rest: title, ...tags } = readTags(plain.title);
    return { ...plain, ...tags, title: title.trim() };
  }
  const behind = early.rest
    .slice(bracketed?.[0].length ?? id.length)
    .replace(/^(?:\*\*|~~|__|`){0,3}[:：.)]?(?:\*\*|~~|__|`){0,3}/, '');
  const late = readTags(behind);
  const title = closeMarkers(
    late.rest.replace(/^\s*(?:[:：]|[-–—](?=\s))?/u, ''),
    open,
    behind.length === early.rest.length - id.length,
  );
  const facts = readLabel(`1. ${title}`);
  return {
    ...facts,
    id,
    title: title.trim(),
    struckOut: open.includes('~~'),
    parallel: early.parallel || late.parallel,
    stories: [...early.stories, ...late.stories],
  };
}

/** `**T001 Build it** now`: what was opened before the id may be closed in the title. */
function closeMarkers(title: string, open: string, stillOpen: boolean): string {
  const marker = /\*\*|~~|__|`/.exec(open)?.[0];
  if (marker === undefined || !stillOpen) return title;
  const at = title.indexOf(marker);
  return at < 0 ? title : title.slice(0, at) + title.slice(at + marker.length);
}

function readTags(text: string): {
  readonly rest: string;
  readonly parallel: boolean;
  readonly stories: readonly string[];
} {
  let rest = text;
  let parallel = false;
  const stories: string[] = [];
  for (let tag = TAG.exec(rest); tag !== null; tag = TAG.exec(rest)) {
    const name = (tag[1] ?? tag[2] ?? '').toUpperCase();
    if (name === 'P') parallel = true;
    else if (name.startsWith('US')) stories.push(...(name.match(/US-?\d+[A-Z]?/g) ?? []));
    rest = rest.slice(tag[0].length);
  }
  return { rest: rest === text ? rest : rest.trimStart(), parallel, stories };
}

/**
 * Whatever has an id is a task, and so is every checkbox under a phase that does not stand in a list of its own
 * (acceptance, definition of done). One without an id that is nested in a task is a checklist item of that.
 */
function readStructure(outline: Outline): ReturnType<FormatRules['readStructure']> {
  const { entries } = outline;
  const numbered = entries.some(({ label }) => label.id !== null);
  const tasks = new Set<OutlineEntry>();
  for (const entry of entries) {
    if (!isTask(entry, numbered)) continue;
    for (let at: OutlineEntry | null = entry; at !== null && !tasks.has(at); at = at.enclosing) tasks.add(at);
  }
  const byHeading = parentsByHeading(outline, ({ section }) => unitHeading(section));
  const ofWhole = new Set(entries.filter((entry) => entry.enclosing === null && !tasks.has(entry)));
  const parentOf = (entry: OutlineEntry): Parent => (ofWhole.has(entry) ? null : byHeading.of(entry));
  const ownerOf = (node: Parent): Parent =>
    node === null || isHeading(node) || tasks.has(node) ? node : ownerOf(parentOf(node));
  return {
    parents: { of: parentOf, diagnostics: [] },
    roles: {
      of: (entry) => (tasks.has(entry) ? 'task' : 'checklist'),
      ownerOf,
      diagnostics: [...checklistDiagnostics([...ofWhole]), ...emptyGroups(outline, isPhase), ...parallelTasks(outline)],
    },
  };
}

/** By its number, and not struck out. */
function isPhase({ label, text }: Heading): boolean {
  return label.id !== null && !text.startsWith('~~');
}

const PARALLEL_TASK = /^\s{0,200}[-*+]\s{1,9}\[P\]\s{1,9}(?:\*\*)?(T\d{3,4}[A-Za-z]?)\b/;

/** `- [P] T009 …`, as examples name tasks that run side by side; where no checkbox has that id, one may be meant. */
function parallelTasks({ lines, entries, hidden }: Outline): Diagnostic[] {
  const ids = new Set(entries.map(({ label }) => label.id));
  return lines.flatMap(({ text }, at) => {
    const id = hidden[at] === 1 || !text.includes('[P]') ? undefined : PARALLEL_TASK.exec(text)?.[1];
    return id === undefined || ids.has(id) ? [] : [notATask(at, text)];
  });
}

function isTask({ label, section, enclosing, checkbox }: OutlineEntry, numbered: boolean): boolean {
  const kinds = [...headingsAround(section)].map(kindOf);
  // `### Phase 1` of a validation checklist is no phase to work on, where there are tasks elsewhere.
  const place =
    label.id === null && numbered && kinds.includes('checklist')
      ? 'checklist'
      : kinds.find((kind) => kind === 'phase' || kind === 'story' || kind === 'checklist');
  if (label.id !== null) return place !== 'checklist' || /^T?\d/.test(label.id);
  // What is indented below a plain line is a list of that line's.
  const isNested = enclosing !== null || (numbered && checkbox.indent > 1);
  return !isNested && place !== 'checklist' && (!numbered || place !== undefined);
}
