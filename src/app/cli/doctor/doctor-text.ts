import { type Colours, noColours } from '../../../report/text/colour.ts';
import { formatDuration } from '../../../report/text/numbers.ts';
import { displayWidth, plainText } from '../../../report/text/plain-text.ts';
import { formatUtcMinute } from '../../../time.ts';
import type { DoctorReport, ExaminedApp, ExaminedBackend, ExaminedIsolation, ExaminedTool } from './doctor-report.ts';

/** What `doctor` found, as a table for a person. Names of variables, never values. */
export function doctorText(report: DoctorReport, colours: Colours = noColours): string {
  const rows = report.backends.map((backend) => [
    backendIcon(backend, colours),
    backend.name + (backend.chosen ? ' *' : ''),
    versionCell(backend),
    loginCell(backend),
    answerCell(backend),
    backend.path ?? '',
  ]);
  const tools = report.tools.map((tool) => [
    toolIcon(tool, colours),
    tool.name,
    tool.version ?? '',
    tool.path ?? 'not found',
  ]);
  const gib = (report.disk.freeBytes / 1024 ** 3).toFixed(1);
  return [
    ...table([['', 'agent', 'version', 'key', 'answers', 'program'], ...rows], colours),
    '',
    ...loginLines(report.backends),
    ...table([['', 'tool', 'version', 'program'], ...tools], colours),
    '',
    ...(report.isolation === null ? [] : isolationLines(report.isolation, colours)),
    ...(report.app === null ? [] : [appLine(report.app, colours), '']),
    `  ${gib} GiB free for agents at ${report.disk.path}`,
    ...report.warnings.map((text) => colours.yellow(`! ${plainText(text)}`)),
    ...report.problems.map((text) => colours.red(`✗ ${plainText(text)}`)),
    report.problems.length === 0
      ? colours.green('✓ A run can start with the chosen agents (*).')
      : colours.red('A run cannot start with the chosen agents (*).'),
    '',
  ].join('\n');
}

/** The whole report for scripts: one JSON object, indented. */
export function doctorJson(report: DoctorReport): string {
  return `${JSON.stringify({ ok: report.problems.length === 0, ...report }, null, 2)}\n`;
}

function backendIcon({ problem, warning, chosen }: ExaminedBackend, colours: Colours): string {
  if (problem !== null) return chosen ? colours.red('✗') : colours.dim('–');
  return warning === null ? colours.green('✓') : colours.yellow('!');
}

function toolIcon({ path, problem }: ExaminedTool, colours: Colours): string {
  if (problem !== null) return colours.red('✗');
  return path === null ? colours.dim('–') : colours.green('✓');
}

function versionCell({ builtIn, path, version, from, knownVersion, installable }: ExaminedBackend): string {
  if (builtIn) return 'built in';
  if (path === null) return installable ? `to be installed (${knownVersion})` : 'not installed';
  return `${version ?? 'unknown'}${from === 'cache' ? ' (installed here)' : ''}`;
}

function appLine({ id, slug, repository, problem }: ExaminedApp, colours: Colours): string {
  if (problem !== null) return `${colours.red('✗')}  app ${id}`;
  return `${colours.green('✓')}  app ${id} (${slug}) gets tokens for ${repository}`;
}

/** By which mechanism, and what of the machine it covers. */
function isolationLines(isolation: ExaminedIsolation, colours: Colours): readonly string[] {
  const { strength, mechanism, hidden, readOnly, writable, notHeld } = isolation;
  if (mechanism === null) return [`  ${colours.yellow('!')}  sandbox: none`, ''];
  const line = (name: string, paths: readonly string[]) =>
    paths.length === 0 ? [] : [`     ${name}: ${plainText(paths.join(', '))}`];
  return [
    `  ${colours.green('✓')}  sandbox: ${strength}, by ${mechanism}`,
    ...line('hidden', [
      ...hidden,
      mechanism === 'another-user' ? 'memory and environments of other processes' : 'other processes and terminals',
    ]),
    ...line('read-only', strength === 'strict' ? ['everything but what can be written'] : readOnly),
    ...line('can be written', strength === 'strict' ? [...writable, 'temporary files of its own'] : []),
    ...line('ended with each attempt', ['every process that it started']),
    ...line('not held', notHeld),
    '',
  ];
}

function loginCell({ login, keys }: ExaminedBackend): string {
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
      return 'may be logged in';
    case 'missing':
      return `missing: ${keys[0] ?? ''}`;
  }
}

/** Whose logins were found, until when, and what their calls draw on. */
function loginLines(backends: readonly ExaminedBackend[]): readonly string[] {
  const lines = backends.flatMap(({ name, loginFacts }) => {
    if (loginFacts === null) return [];
    const { what, until, renews, pool } = loginFacts;
    const end = until === null ? '' : `, until ${formatUtcMinute(until)}`;
    const login = `     ${name}: ${plainText(what)}${end}${renews ? ', renewed by the agent itself' : ''}`;
    return pool === undefined ? [login] : [login, `       draws on ${pool.name}`];
  });
  return lines.length === 0 ? [] : [...lines, ''];
}

function answerCell({ probe, builtIn }: ExaminedBackend): string {
  if (probe === null) return builtIn ? '' : 'not asked';
  return probe.ok ? `yes, in ${formatDuration(probe.ms)}` : 'no';
}

/** Columns as wide as their widest cell; the last one is not filled up. */
function table(rows: readonly (readonly string[])[], colours: Colours): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  return rows.map((row, index) => {
    const line = row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd();
    return index === 0 ? colours.dim(line) : line;
  });
}

function width(text: string): number {
  return displayWidth(plainText(text));
}
