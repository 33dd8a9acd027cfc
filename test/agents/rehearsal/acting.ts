import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach } from '@jest/globals';
import { rehearsal } from '../../../src/agents/backends/rehearsal/rehearsal.ts';
import { rehearse } from '../../../src/agents/backends/rehearsal/rehearse.ts';
import { createCollector } from '../../../src/agents/stream/collect.ts';
import type { AgentRequest } from '../../../src/agents/types.ts';

/** The working tree; a fresh one for each test. */
export let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rehearsal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A path in it. */
export const file = (name: string) => path.join(folder, name);

export interface Call {
  unit?: string;
  attempt?: string;
  answer?: string;
  session?: string;
  prompt?: string;
  sandbox?: AgentRequest['sandbox'];
  assignment?: 'true';
  review?: 'true';
}

export function command(call: Call, pane = 'pane.js') {
  const { unit = '1', attempt = '1', answer = '', session = null, prompt = 'Do it.', sandbox = 'full' } = call;
  const { assignment = '', review = '' } = call;
  const options = { pane, script: file('rehearsal.json'), unit, attempt, answer, assignment, review };
  return rehearsal.command('', { prompt, session, model: null, sandbox, extraArgs: [], workdir: folder, options });
}

/** Acts one attempt out as the pane would: the backend's own command line in, its own reader on what comes out. */
export async function play(units: unknown, call: Call = {}) {
  if (units !== null) writeFileSync(file('rehearsal.json'), JSON.stringify(units));
  const { argv, stdin } = command(call);
  const output = new PassThrough();
  const printed = text(output);
  const exitCode = await rehearse(argv.slice(3), Readable.from([stdin]), output, folder);
  output.end();
  const reader = rehearsal.reader();
  const events = (await printed).split('\n').flatMap((line) => reader.read(line, 'stdout'));
  const collector = createCollector();
  for (const event of events) collector.add(event);
  return { exitCode, events, facts: collector.facts() };
}
/** A script for the unit `1`. */
export const steps = (...list: unknown[]) => ({ units: { '1': list } });
