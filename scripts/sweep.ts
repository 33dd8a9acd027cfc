/**
 * Sweeps a folder of tasks.md files: `npm run sweep -- FOLDER [FORMAT]`. Counts what the parser makes of them and fails,
 * naming file and line, where it breaks one of its promises. What a checkbox line is, is decided here apart from the
 * parser. FORMAT: kiro, spec-kit or openspec; else the folder's name says it, as `speckit-corpus` does.
 */
import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { UserError } from '../src/errors.ts';
import { planUnits } from '../src/plan/plan-units.ts';
import type { Plan } from '../src/plan/types.ts';
import { parseSpec } from '../src/tasks/parse.ts';
import { setTaskState } from '../src/tasks/tick.ts';
import { type FormatChoice, SPEC_FORMATS, type Spec, type Task } from '../src/tasks/types.ts';

const counts = {
  files: 0,
  unreadable: 0,
  boxLines: 0,
  tasks: 0,
  checklists: 0,
  ticked: 0,
  units: 0,
  leafUnits: 0,
  toRun: 0,
};
const codes = new Map<string, number>();
const violations: string[] = [];

/**
 * What a person may have meant as a checkbox: behind bullets, numbers, quotes, a table's bar or emphasis (`- - [ ]`,
 * `1.1 [ ]`, `-[x]`, `| [ ]`, `**[ ]`), behind an id, and any other mark where a list item begins. `[P]and on` is prose.
 */
const CHECKBOX_LINES = [
  /^[^\p{L}[]*\\?\[(?:[ \t]{0,3}[ xX~✓✔-][ \t]{0,3}\\?)?\](?![([])/u,
  /^\s*(?:[-*+]\s+)?(?:Task )?(?:\d+(?:\.\d+)+\w?|[A-Z]+-?\d{1,4}\w?)[.):]?\s+\[[ xX]\]/u,
  /^\s*(?:(?:[-*+]|\d+(?:\.\d+)*[.)]?)\s+)+\[[^\]]\](?=\s|$)/u,
  /^\s*(?:[-*+]\s+)?[☐☑☒]/u,
];

const folder = process.argv[2];
if (folder === undefined || !existsSync(folder)) {
  console.error(folder === undefined ? 'usage: npm run sweep -- FOLDER [FORMAT]' : `no such folder: ${folder}`);
  process.exit(64);
}
const format: FormatChoice =
  SPEC_FORMATS.find((name) => name === process.argv[3]) ??
  SPEC_FORMATS.find((name) => basename(resolve(folder)).startsWith(name.replace('-', ''))) ??
  'auto';
const unitCounts: number[] = [];
for (const path of markdownFiles(folder)) sweep(path, readFileSync(path));
if (counts.files === 0) violations.push(`${folder}: no .md file in it`);
console.log(
  JSON.stringify(
    { format, ...counts, unitsPerFile: spread(unitCounts), diagnostics: Object.fromEntries([...codes].sort()) },
    null,
    2,
  ),
);
for (const violation of violations) console.error(violation);
console.log(violations.length === 0 ? 'every promise held' : `${violations.length} promises broken`);
process.exitCode = violations.length === 0 ? 0 : 1;

function markdownFiles(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(path, name))
    .filter((name) => statSync(name).isFile())
    .sort();
}

function sweep(path: string, bytes: Buffer): void {
  const text = bytes.toString('utf8');
  const broken = (line: number, promise: string) => violations.push(`${relative('.', path)}:${line}: ${promise}`);
  counts.files++;
  if (!isUtf8(bytes)) {
    // Such a file is refused, with the place of the byte, before anything is parsed.
    counts.unreadable++;
    return;
  }
  const boxes = boxLines(text);
  counts.boxLines += boxes.length;
  let spec: Spec;
  try {
    spec = parseSpec(text, format);
  } catch (error) {
    counts.unreadable++;
    if (!(error instanceof UserError)) broken(0, `crash: ${traceOf(error)}`);
    // A file of nothing but near misses is refused, with the line of one.
    else if (boxes.length > 0 && !boxes.includes(Number(error.where?.split(':')[1])))
      broken(boxes[0] ?? 0, `a checkbox line, but: ${error.message}`);
    return;
  }
  counts.tasks += spec.tasks.filter(({ role }) => role === 'task').length;
  counts.checklists += spec.tasks.filter(({ role }) => role === 'checklist').length;
  for (const { code } of spec.diagnostics) codes.set(code, (codes.get(code) ?? 0) + 1);

  checkReading(text, spec, boxes, broken);
  for (const task of spec.tasks)
    if (task.state !== 'done' && task.state !== 'unknown') tickOne(bytes, text, spec, task, broken);
  plan(spec, broken);
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

type Broken = (line: number, promise: string) => void;

function checkReading(text: string, spec: Spec, boxes: readonly number[], broken: Broken): void {
  const told = new Set([...spec.tasks, ...spec.diagnostics].map(({ line }) => line));
  // A letter in brackets that marks nothing is a legend of spec-kit: `- [P] tasks = different files`.
  const lines = text.split(/\r\n|\n|\r/);
  const isLegend = (line: number) => spec.format === 'spec-kit' && /^\s*[-*+]\s+\[P\]/.test(lines[line - 1] ?? '');
  for (const line of boxes)
    if (!told.has(line) && !isLegend(line)) broken(line, 'a checkbox line that is neither task nor diagnostic');
  const keys = spec.tasks.map(({ key }) => key);
  if (new Set(keys).size !== keys.length) broken(0, 'two tasks with one key');
  if (parseSpec(text, format).tasks.some(({ key }, index) => key !== keys[index]))
    broken(0, 'parsed twice, the keys differ');
}

function tickOne(bytes: Buffer, text: string, spec: Spec, task: Task, broken: Broken): void {
  counts.ticked++;
  const after = setTaskState(text, task, 'done', format);
  const written = Buffer.from(after, 'utf8');
  let changed = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] !== written[at]) changed++;
  if (written.length !== bytes.length || changed !== 1) broken(task.line, `ticking changed ${changed} bytes`);
  const expected = spec.tasks.map((other) => (other.key === task.key ? { ...other, state: 'done' } : other));
  if (JSON.stringify(parseSpec(after, format).tasks) !== JSON.stringify(expected))
    broken(task.line, 'ticking changed the tree');
}

function plan(spec: Spec, broken: Broken): void {
  for (const granularity of ['unit', 'task'] as const) {
    try {
      const planned = planUnits(spec, { granularity, includeOptional: false });
      counts[granularity === 'unit' ? 'units' : 'leafUnits'] += planned.units.length;
      if (granularity === 'unit') checkPlan(spec, planned, broken);
    } catch (error) {
      if (!(error instanceof UserError)) broken(0, `crash in planning: ${traceOf(error)}`);
      else codes.set('dependency-cycle', (codes.get('dependency-cycle') ?? 0) + 1);
    }
  }
}

function checkPlan(spec: Spec, { units, order, diagnostics }: Plan, broken: Broken): void {
  counts.toRun += order.length;
  unitCounts.push(units.length);
  const planned = diagnostics.filter((diagnostic) => !spec.diagnostics.includes(diagnostic));
  for (const { code } of planned) codes.set(code, (codes.get(code) ?? 0) + 1);
  const inUnits = new Set(units.flatMap(({ tasks }) => tasks.map(({ key }) => key)));
  for (const task of spec.tasks)
    if (task.role === 'task' && !inUnits.has(task.key)) broken(task.line, 'a task in no unit');
}

/** Median, 90th percentile and largest of the files' units. */
function spread(values: readonly number[]): readonly (number | undefined)[] {
  const sorted = [...values].sort((a, b) => a - b);
  return [sorted[sorted.length >> 1], sorted[Math.floor(sorted.length * 0.9)], sorted.at(-1)];
}

/** Numbers of the lines that look like checkboxes, outside of code fences and HTML comments. */
function boxLines(text: string): number[] {
  const blank = (comment: string) => comment.replace(/[^\r\n]/g, ' ');
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/^[ \t]*<!--[\s\S]*?-->/gm, blank)
    .split(/\r\n|\n|\r/);
  const found: number[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const fence = /^\s*(?:[-*+]\s+)?(`{3,}|~{3,})[^`]*$/.exec(line)?.[1];
    if (fence !== undefined) {
      const close = lines.findIndex((other, index) => index > at && new RegExp(`^${fence}+$`).test(other.trim()));
      if (close > 0) at = close;
      continue;
    }
    if (CHECKBOX_LINES.some((like) => like.test(line))) found.push(at + 1);
  }
  return found;
}
