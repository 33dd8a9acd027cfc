import { expect, test } from '@jest/globals';
import { say, shell } from './server/turns.ts';
import { describeCli, done, made, surprises, teller } from './stories.ts';

// One story: it takes a core for ten seconds, and 600 MB.
await describeCli('opencode', (program) => {
  const tell = teller('opencode', program);

  test('runs a command that writes a file, then is done', async () => {
    const told = await tell([shell("printf 'hello\\n' > made.txt"), say(done)]);
    expect(told.verdict).toEqual({ kind: 'done', summary: 'All done.' });
    expect(made(told, 'made.txt')).toBe('hello\n');
    expect(told.events).toContainEqual(expect.objectContaining({ kind: 'tool-result', ok: true }));
    expect(told.report.session).toMatch(/^ses_/);
    expect(surprises(told)).toEqual([]);
  });
});
