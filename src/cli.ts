#!/usr/bin/env node
// Before the rest is loaded.
import './app/cli/startup/startup.ts';
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommanderError } from 'commander';
import { createProgram } from './app/cli/program.ts';
import { env, leaveSignals, stop } from './app/cli/startup/startup.ts';
import { currentFolder } from './app/surroundings/current-folder.ts';
import { errorReport } from './report/error-report.ts';
import { version } from './version.ts';

// Whoever read the output may leave; the night goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
try {
  const context = {
    env,
    cwd: currentFolder(env),
    args: process.argv.slice(2),
    dist: dirname(realpathSync(process.argv[1] ?? '.')),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    stop,
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
} finally {
  leaveSignals();
}
