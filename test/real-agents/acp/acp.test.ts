import { expect, test } from '@jest/globals';
import { install } from '../programs.ts';
import { cut, fault, hang, say, shell } from '../server/turns.ts';
import { describeInstalled, done, made, surprises, teller } from '../stories.ts';
import { type AcpAgent, acpAgents, acpPlace } from './acp-agents.ts';

for (const [name, agent] of Object.entries(acpAgents)) {
  const installed = await install({ name, cli: agent.cli });
  describeInstalled(`${name} over the Agent Client Protocol`, installed, (program) => tellAcpStories(agent, program));
}

/** No start of an agent is silent for so long; its service keeping it waiting is. */
const idleTimeoutMs = 25_000;

function tellAcpStories(agent: AcpAgent, program: string): void {
  const tell = teller(acpPlace(agent, program), program, 'auto');

  test('runs a command that writes a file, then is done', async () => {
    const told = await tell([shell("printf 'hello\\n' > made.txt"), say(done)]);
    expect(told.verdict).toEqual({ kind: 'done', summary: 'All done.' });
    expect(made(told, 'made.txt')).toBe('hello\n');
    expect(told.report.session).toEqual(expect.any(String));
    const calls = told.events.flatMap((event) => (event.kind === 'tool-call' ? [event.title] : []));
    expect(calls).toEqual([expect.stringContaining("printf 'hello\\n' > made.txt")]);
    expect(told.events).toContainEqual(expect.objectContaining({ kind: 'tool-result', ok: true }));
    expect(surprises(told)).toEqual([]);
  });

  test('asked for an assignment it writes nothing, whatever its model tries', async () => {
    const told = await tell([shell('touch made.txt'), say('{"type": "ui", "owner_agent": "gemini"}')], {
      sandbox: 'read-only',
    });
    // Who has no mode for it is not asked at all.
    if (told.server.seen.length === 0) expect(told.report.error?.message).toContain('no read-only mode');
    expect(told.files).toEqual([]);
  });

  test('a stop cancels its turn, and no process is left', async () => {
    const told = await tell([shell('touch made.txt'), hang], { stopAfter: 2 });
    expect(told.verdict.kind).toBe('cancelled');
    expect(told.stopMs).toBeLessThan(5_000);
  });

  test('a session continues where it was', async () => {
    const first = await tell([say('The secret word is marmalade.')]);
    expect(first.verdict.kind).toBe('incomplete');
    const told = await tell([shell('touch made.txt'), say(done)], { session: first.report.session });
    if (told.report.error?.code === 'session_not_found') return;
    expect(told.verdict.kind).toBe('done');
    expect(told.server.seen[0]?.body).toContain('marmalade');
  });

  test('a request too many that may come again in a second is got over', async () => {
    const told = await tell([fault({ what: 'rate-limit', retryAfterS: 1 }), shell('touch made.txt'), say(done)]);
    expect(['done', 'transient']).toContain(told.verdict.kind);
  });

  test.each([
    ['a request too many, for an hour', { what: 'rate-limit', retryAfterS: 3_600 } as const],
    ['a quota that is used up', { what: 'usage-limit', resetsAt: Math.floor(Date.now() / 1000) + 7_200 } as const],
  ])('%s spends no attempt', async (_what, what) => {
    const told = await tell([fault(what)], { idleTimeoutMs });
    expect(['limited', 'transient']).toContain(told.verdict.kind);
  });

  test('a key that is refused needs a person', async () => {
    const told = await tell([fault({ what: 'unauthorized' })], { idleTimeoutMs });
    expect(told.verdict.kind).toBe('refused');
  });

  test('a stream that is cut is passing trouble, and half a promise is none', async () => {
    const told = await tell([cut(done)], { idleTimeoutMs });
    expect(['transient', 'stalled', 'timed-out']).toContain(told.verdict.kind);
  });

  test('a model that never answers keeps it waiting, and that spends no attempt', async () => {
    const told = await tell([hang], { idleTimeoutMs });
    expect(told.report.end).toBe('limit-wait');
    expect(told.verdict.kind).toBe('transient');
  });
}
