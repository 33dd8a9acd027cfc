#!/usr/bin/env node
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommanderError } from 'commander';
import { isHangUpIgnored, surviveClosedTerminal } from './app/cli/hang-up.ts';
import { hideKeys } from './app/cli/hide-keys.ts';
import { createProgram } from './app/cli/program.ts';
import { currentFolder } from './app/current-folder.ts';
import { errorReport } from './report/error-report.ts';
import { version } from './version.ts';

const env = hideKeys(process.argv, process.env);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort(signal));
const isHangUpMeant = !isHangUpIgnored(env);
surviveClosedTerminal();
process.on('SIGHUP', () => isHangUpMeant && stop.abort('SIGHUP'));
// Whoever read the output may leave; the night goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
try {
  const context = {
    env,
    cwd: currentFolder(env),
    dist: dirname(realpathSync(process.argv[1] ?? '.')),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    stop: stop.signal,
  };
  await createProgram(version, context, (code) => {
    process.exitCode = code;
  }).parseAsync();
} catch (error) {
  // Help and version end here too; they were printed.
  if (!(error instanceof CommanderError)) {
    const { text, exitCode } = errorReport(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = exitCode;
  }
}
