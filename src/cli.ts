#!/usr/bin/env node
// Before the rest is loaded.
import './app/cli/startup/startup.ts';
import { version } from './version.ts';

if (['--version', '-V'].includes(process.argv[2] ?? '')) process.stdout.write(`${version}\n`);
else await (await import('./app/cli/command-line.ts')).runCommandLine();
