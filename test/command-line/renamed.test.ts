import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { Workplace } from './workplace.ts';

const SAYS = 'echo x >> work; echo "I built it"; echo "<promise>TASK_DONE</promise>"';
let place: Workplace;
afterEach(() => place.close());

const run = (spec: string, ...more: string[]) =>
  place.call(
    ...['run', '--spec', spec, '--delay', '0', '--tmux', 'off', '--agent-command', place.agent(SAYS)],
    ...more,
  );
const page = async (spec: string) => {
  const out = join(place.top, 'report.html');
  expect((await place.call('report', '--spec', spec, '--out', out)).code).toBe(0);
  return readFileSync(out, 'utf8');
};
function rename(from: string, to: string): void {
  mkdirSync(join(place.repo, '.kiro/specs', to, '..'), { recursive: true });
  place.git('mv', `.kiro/specs/${from}`, `.kiro/specs/${to}`);
  place.git('commit', '-qm', `${from} is ${to}`);
}

test('a spec whose folder was renamed keeps its past: state, transcripts and commits', async () => {
  place = new Workplace({ old: '- [ ] 1. Parse\n- [ ] 2. Store\n- [ ] 3. Answer\n' });
  expect((await run('old', '--max-iterations', '1')).code).toBe(1);
  rename('old', 'new');
  expect((await place.call('status', '--spec', 'new')).stdout).toContain('1 of 3 units done');
  expect((await place.call('log', '1', '--spec', 'new')).stdout).toMatch(
    /→ 1 Parse · attempt 1 · custom\n[\s\S]*I built it/,
  );
  expect(await page('new')).toMatch(/I built it/);
  expect((await run('new', '--max-iterations', '1')).code).toBe(1);
  rename('new', 'newest');
  expect((await run('newest')).code).toBe(0);
  for (const unit of ['1 Parse', '2 Store', '3 Answer'])
    expect((await place.call('log', unit.slice(0, 1), '--spec', 'newest')).stdout).toContain(`→ ${unit} · attempt 1`);
  const html = await page('newest');
  expect(html.match(/I built it/g)?.length).toBeGreaterThanOrEqual(3);
  expect(html.match(/\+x/g)).toHaveLength(3);
});

test('where its past is not known, the transcripts that this repository has are named', async () => {
  place = new Workplace({ old: '- [ ] 1. Parse\n' });
  await run('old');
  rename('old', 'other');
  place.write('.kiro/specs/SEQUENTIAL_STATE.json', '{"schema":1,"specs":{}}');
  place.write('.kiro/specs/other/tasks.md', '- [ ] 1. Another\n');
  const { code, stderr } = await place.call('log', '--spec', 'other');
  expect(code).toBe(64);
  expect(stderr).toMatch(/there is no transcript on this machine[\s\S]*of other specs.*: log --logs .*\/old/);
  const folder = /--logs (\S+)/.exec(stderr)?.[1] ?? '';
  expect((await place.call('log', '--logs', folder)).stdout).toContain('→ 1 Parse');
});
