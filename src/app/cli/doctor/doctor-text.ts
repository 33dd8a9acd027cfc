import { type Paint, plainPaint } from '../../../report/text/colour.ts';
import { elapsed } from '../../../report/text/numbers.ts';
import { cells, plainText } from '../../../report/text/plain-text.ts';
import type { DoctorReport, ExaminedBackend, ExaminedTool } from './doctor-report.ts';

/** What `doctor` found, as a table for a person. Names of variables, never values. */
export function doctorText(report: DoctorReport, paint: Paint = plainPaint): string {
  const rows = report.backends.map((backend) => [
    mark(backend, paint),
    backend.name + (backend.chosen ? ' *' : ''),
    versionOf(backend),
    loginOf(backend),
    answerOf(backend),
    backend.path ?? '',
  ]);
  const tools = report.tools.map((tool) => [
    toolMark(tool, paint),
    tool.name,
    tool.version ?? '',
    tool.path ?? 'not found',
  ]);
  const gib = (report.disk.freeBytes / 1024 ** 3).toFixed(1);
  return [
    ...table([['', 'agent', 'version', 'key', 'answers', 'program'], ...rows], paint),
    '',
    ...table([['', 'tool', 'version', 'program'], ...tools], paint),
    '',
    `  ${gib} GiB free for agents at ${report.disk.path}`,
    ...report.warnings.map((text) => paint.yellow(`! ${plainText(text)}`)),
    ...report.problems.map((text) => paint.red(`✗ ${plainText(text)}`)),
    report.problems.length === 0
      ? paint.green('✓ The chosen agents (*) can run.')
      : paint.red('The chosen agents (*) cannot run.'),
    '',
  ].join('\n');
}

/** The whole report for scripts: one JSON object, indented. */
export function doctorJson(report: DoctorReport): string {
  return `${JSON.stringify({ ok: report.problems.length === 0, ...report }, null, 2)}\n`;
}

function mark({ problem, warning, chosen }: ExaminedBackend, paint: Paint): string {
  if (problem !== null) return chosen ? paint.red('✗') : paint.dim('–');
  return warning === null ? paint.green('✓') : paint.yellow('!');
}

function toolMark({ path, problem }: ExaminedTool, paint: Paint): string {
  if (problem !== null) return paint.red('✗');
  return path === null ? paint.dim('–') : paint.green('✓');
}

function versionOf({ builtIn, path, version, from, knownVersion, installable }: ExaminedBackend): string {
  if (builtIn) return 'built in';
  if (path === null) return installable ? `to be installed (${knownVersion})` : 'not installed';
  return `${version ?? 'unknown'}${from === 'cache' ? ' (installed here)' : ''}`;
}

function loginOf({ login, keys }: ExaminedBackend): string {
  switch (login.kind) {
    case 'unneeded':
      return 'none needed';
    case 'variables':
      return login.names.join(', ');
    case 'file':
      return `logged in (${login.path})`;
    case 'elsewhere':
      return `another provider (${login.what})`;
    case 'unknown':
      return 'perhaps logged in';
    case 'missing':
      return `missing: ${keys[0] ?? ''}`;
  }
}

function answerOf({ probe, builtIn }: ExaminedBackend): string {
  if (probe === null) return builtIn ? '' : 'not asked';
  return probe.ok ? `yes, in ${elapsed(probe.ms)}` : 'no';
}

/** Columns as wide as their widest cell; the last one is not filled up. */
function table(rows: readonly (readonly string[])[], paint: Paint): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => width(row[at] ?? ''))));
  return rows.map((row, index) => {
    const line = row
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd();
    return index === 0 ? paint.dim(line) : line;
  });
}

function width(text: string): number {
  return cells(plainText(text));
}
