import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { call, cut, fault, say, shell } from './server/turns.ts';
import { describeCli, describeIsolated, done, tellStories } from './stories.ts';

await describeCli('codex', (program) =>
  describeIsolated('codex', program, (tell) => {
    tellStories('codex', tell, {
      model: 'gpt-5.5',
      usage: true,
      writes: [call('exec_command', { cmd: 'touch made.txt', sandbox_permissions: 'require_escalated' })],
      usageLimit: {
        // Its words have minutes only, in the zone of the child.
        limit: (resetsAt) => ({ source: 'clock-time', resetsAt: resetsAt * 1000 - ((resetsAt * 1000) % 60_000) }),
      },
      // It would sleep for as long as it was told to.
      longWait: { end: 'limit-wait', verdict: 'limited', known: true },
      overloadTold: true,
    });

    test('a broken stream that it repairs by itself is not an error', async () => {
      const told = await tell([cut(done), shell('touch made.txt'), say(done)]);
      expect(told.verdict).toMatchObject({ kind: 'done' });
      expect(told.events).toContainEqual(expect.objectContaining({ kind: 'retry' }));
    });

    test('its own sandbox works inside ours: it reads where it may only read, and writes where it may work', async () => {
      const look = shell('ls /etc > /dev/null && echo read-$((6 * 7))');
      const reader = await tell([look, say(done)], { sandbox: 'read-only' });
      expect(JSON.stringify(reader.server.seen.at(-1))).toContain('read-42');
      const worker = await tell([shell('touch ../outside; touch made.txt && echo wrote-$((6 * 7))'), say(done)], {
        sandbox: 'workspace',
      });
      expect(JSON.stringify(worker.server.seen.at(-1))).toContain('wrote-42');
      expect(readdirSync(join(worker.work, '..'))).not.toContain('outside');
    });

    test('an empty account needs a person', async () => {
      const told = await tell([fault({ what: 'billing' })]);
      expect(told.verdict).toMatchObject({ kind: 'refused' });
    });
  }),
);
