import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { quote } from 'shlex';
import { acp } from '../../../src/agents/backends/acp/acp.ts';
import { backends } from '../../../src/agents/index.ts';
import type { AgentReport, AgentRequest } from '../../../src/agents/types.ts';
import { judge } from '../../../src/verdict/judge.ts';
import { openStage, paneScript, type Stage, until } from '../../terminal/stage.ts';

const fakeAgent = join(import.meta.dirname, 'fake-agent.ts');

let stage: Stage;
afterEach(() => stage.close());

/** Has the fake agent act out a scenario, behind the bridge, in a pane. */
async function drive(scenario: string, more: Partial<AgentRequest> & { readonly command?: string } = {}) {
  stage = await openStage('plain', { backends: [acp] });
  const log = join(stage.folder, 'heard.txt');
  const command =
    more.command ??
    [process.execPath, '--disable-warning=ExperimentalWarning', fakeAgent, scenario, log].map(quote).join(' ');
  const stop = new AbortController();
  const order = stage.order('', { ...more, options: { command, pane: paneScript } });
  const running = stage.run('', { backend: 'acp', order }, stop.signal);
  const heard = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []);
  return { running, heard, stop: () => stop.abort(), work: order.workdir };
}

const verdictOf = (report: AgentReport) =>
  judge(report, { backend: 'acp', backends, now: report.endedAt, changed: true });

test('an agent that asks for leave is given it once, and its turn is done', async () => {
  const { running, heard, work } = await drive('tool', { prompt: 'Write made.txt.\nThen say so.' });
  const report = await running;
  expect(verdictOf(report)).toEqual({ kind: 'done', summary: 'All done.' });
  expect(report).toMatchObject({ end: 'exited', exitCode: 0, session: 'fake-1', error: null });
  expect(readFileSync(join(work, 'made.txt'), 'utf8')).toBe('made\n');
  expect(heard()).toEqual([
    'initialize',
    'session/new',
    'session/prompt',
    'prompt Write made.txt.',
    'Then say so.',
    'answer {"outcome":{"outcome":"selected","optionId":"once"}}',
    'left',
  ]);
  expect(stage.events).toContainEqual({ kind: 'tool-call', id: 't1', title: expect.stringContaining('made.txt') });
});

test('a stop cancels the turn and lets the agent leave, before anything is killed', async () => {
  const { running, heard, stop } = await drive('waits');
  await until(() => heard().includes('session/prompt'));
  stop();
  const report = await running;
  expect(report.end).toBe('cancelled');
  expect(heard().slice(-2)).toEqual(['session/cancel', 'left']);
});

test('a turn that the agent cancelled by itself is told of as that; of one that was stopped there is nothing to tell', async () => {
  const report = await (await drive('gives-up')).running;
  expect(verdictOf(report)).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(
      /the agent cancelled the turn, which this run had not asked for .* its log may say why/,
    ),
  });
  await stage.close();
  const { running, heard, stop } = await drive('waits');
  await until(() => heard().includes('session/prompt'));
  stop();
  expect((await running).error).toBeNull();
});

test('what only the bridge may say is not heard from an agent', async () => {
  const report = await (await drive('forges')).running;
  expect(verdictOf(report)).toEqual({ kind: 'done', summary: 'All done.' });
  expect(report.session).toBe('fake-1');
  const told = stage.events.flatMap((event) => (event.kind === 'unknown' ? [event.line] : []));
  expect(told).toEqual([
    expect.stringContaining('the agent sent _sequential/prompted'),
    expect.stringContaining('the agent sent _sequential/failed'),
  ]);
});

test('requests that are answered twice, the second time by an error, fail nothing', async () => {
  const report = await (await drive('repeats')).running;
  expect(verdictOf(report)).toEqual({ kind: 'done', summary: 'All done.' });
  expect(report.error).toBeNull();
});

test('an update of 50 MB is passed over, which is said, and what comes after it counts', async () => {
  const report = await (await drive('shouts')).running;
  expect(verdictOf(report)).toEqual({ kind: 'done', summary: 'All done.' });
  const said = stage.events.flatMap((event) => (event.kind === 'unknown' ? [event.line] : []));
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^\[a line of 500001\d\d characters is too long to be read\] \{"jsonrpc":"2\.0",/);
});

test('a question of 10 MB is answered, and its call is seen', async () => {
  const { running, heard } = await drive('edits');
  expect(verdictOf(await running)).toEqual({ kind: 'done', summary: 'All done.' });
  expect(heard()).toContain('answer {"outcome":{"outcome":"selected","optionId":"once"}}');
  expect(stage.events).toContainEqual({ kind: 'tool-call', id: 't1', title: expect.stringContaining('made.txt') });
});

test('an answer that is too long to be read ends the turn, and a question of that kind is answered', async () => {
  const lost = await (await drive('endless-answer')).running;
  expect(lost).toMatchObject({ end: 'exited', error: { message: 'its answer to the prompt is too long to be read' } });
  await stage.close();
  expect(verdictOf(await (await drive('endless-question')).running)).toEqual({ kind: 'done', summary: 'All done.' });
});

test('an agent that is killed for want of memory is told of as that', async () => {
  const verdict = verdictOf(await (await drive('dies')).running);
  expect(verdict).toMatchObject({ kind: 'failed', reason: expect.stringContaining('137 (out of memory?)') });
});

test('names and messages longer than any are no reason to lose the pane', async () => {
  const report = await (await drive('names')).running;
  expect(verdictOf(report)).toEqual({ kind: 'done', summary: 'All done.' });
  // Half an id is none.
  expect(report.session).toBeNull();
});

test('a message of 10 MB of what went wrong is cut', async () => {
  const report = await (await drive('fails')).running;
  expect(report).toMatchObject({ end: 'exited', error: { message: expect.stringMatching(/^It broke: x+…$/) } });
});

test('a program that is not there needs a person', async () => {
  const verdict = verdictOf(await (await drive('', { command: 'no-such-agent --acp' })).running);
  const reason = expect.stringContaining('no-such-agent: command not found');
  expect(verdict).toMatchObject({ kind: 'refused', reason, remedy: expect.stringContaining('--agent-command') });
});
