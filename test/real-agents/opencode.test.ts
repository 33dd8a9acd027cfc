import { expect, test } from '@jest/globals';
import { opencode } from '../../src/agents/backends/opencode.ts';
import { listModels } from '../../src/agents/install/list-models.ts';
import type { ProbeStart } from '../../src/agents/install/version-check.ts';
import type { Cli } from '../../src/agents/vendor-facts.ts';
import { probesIn } from '../../src/app/spec-run/open-isolation.ts';
import { clis } from './clis.ts';
import { makePlace, openIsolation, removePlace, tempOf } from './drive.ts';
import { say, shell } from './server/turns.ts';
import { describeCli, describeIsolated, done, made, surprises, tellResume } from './stories.ts';

// Two stories: it takes a core for ten seconds at each start, and 600 MB.
await describeCli('opencode', (program) => {
  describeIsolated('opencode', program, (tell, strength) => {
    test('runs a command that writes a file, then is done', async () => {
      const told = await tell([shell("printf 'hello\\n' > made.txt"), say(done)]);
      expect(told.verdict).toEqual({ kind: 'done', summary: 'All done.' });
      expect(made(told, 'made.txt')).toBe('hello\n');
      expect(told.events).toContainEqual(expect.objectContaining({ kind: 'tool-result', ok: true }));
      expect(told.report.session).toMatch(/^ses_/);
      expect(surprises(told)).toEqual([]);
    });

    tellResume(tell);

    test('lists the models that it knows, a line each', async () => {
      const place = makePlace('opencode', program, strength);
      try {
        const { env } = clis.opencode.loopback('http://127.0.0.1:9', place.home);
        const environment = {
          PATH: process.env.PATH ?? '',
          HOME: place.home,
          TMPDIR: tempOf(place.folder),
          ...env,
        };
        const isolation = openIsolation(place, environment, () => {});
        const start = await probesIn(isolation)('opencode', environment);
        const listed = await listModels(opencode.cli as Cli, program, {
          ...(start as ProbeStart),
          workdir: place.work,
        });
        expect(listed).toEqual(['mock/mock-model']);
      } finally {
        removePlace(place);
      }
    });
  });
});
