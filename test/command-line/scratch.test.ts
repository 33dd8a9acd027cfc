import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { one, run } from './one-task.ts';
import { scriptedCli, stateOf, works } from './scripted-clis.ts';
import { Workplace } from './workplace.ts';

let place: Workplace;
afterEach(() => place.close());

/** An agent without a read-only mode tries to write, and says in its answer what it saw and what came of it. */
function meddler(answer: string): string {
  const { repo } = place;
  return place.agent(`
echo mine > mine.txt && tried="copy written"
echo theirs 2>/dev/null > ${repo}/theirs.txt && tried="$tried, work written"
git -C ${repo} tag evil 2>/dev/null && tried="$tried, tagged"
rm -f ${repo}/work.txt 2>/dev/null && tried="$tried, removed"
seen=$(cat work.txt 2>/dev/null), there=$(cat ${repo}/.kiro/specs/demo/tasks.md 2>/dev/null | wc -l)
printf '${answer}\\n' "$tried; $seen"`);
}

const review = '{"accept": true, "findings": [{"severity": "advice", "text": "%s"}]}';

/** What the machine's temporary folders still hold of copies. */
function copies(): readonly string[] {
  const tmp = join(place.top, 'tmp');
  return readdirSync(tmp).flatMap((name) => (name.endsWith('-writable') ? readdirSync(join(tmp, name)) : []));
}

describe('An agent without a read-only mode', () => {
  test('reviews a copy, in a sandbox that shows the work to be read', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'codex', [works('codex')]);
    const command = ['--reviewer', 'custom', '--agent-command', meddler(review), '--isolation', 'auto'];
    const { code, stdout, stderr } = await place.call(...run('--backend', 'codex', ...command));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stateOf(place).units[1].review.advice).toEqual([expect.stringMatching(/^copy written; work\b/)]);
    expect(stdout).not.toContain('the reviewer changed');
    expect([place.has('mine.txt'), place.has('theirs.txt'), place.has('work.txt')]).toEqual([false, false, true]);
    expect(place.git('tag')).toBe('');
    expect(copies()).toEqual([]);
  });

  test('decides on assignments in the same way', async () => {
    place = new Workplace({ demo: one });
    scriptedCli(place, 'codex', [works('codex')]);
    const asked = ['--assign-backend', 'custom', '--agent-command', meddler('{"type": "ui", "owner_agent": "codex"}')];
    const { code } = await place.call(...run('--backend', 'codex', ...asked, '--isolation', 'auto'));
    expect(code).toBe(0);
    expect(stateOf(place).assignments[1]).toEqual({ type: 'ui', owner_agent: 'codex', source: 'custom' });
    expect([place.has('mine.txt'), place.has('theirs.txt')]).toEqual([false, false]);
  });
});
