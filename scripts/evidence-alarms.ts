/**
 * How often a change of people's own would have been called doubtful: walks the commits of git histories, takes each as
 * a unit whose text is its message, and counts what `src/checks/evidence` says against it.
 * Usage: npm run alarms -- [--count N] [--show KIND] FOLDER…
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { describeEvidence, gatherEvidence } from '../src/checks/evidence/gather-evidence.ts';
import { readPatch } from '../src/checks/evidence/read-patch.ts';
import type { Evidence } from '../src/checks/evidence/types.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '500' }, show: { type: 'string' } },
});
if (positionals.length === 0) {
  console.error('Name at least one folder with a git history.');
  process.exit(64);
}

for (const folder of positionals) report(folder);

function report(folder: string): void {
  const commits = readCommits(folder);
  const counts = new Map<string, number>();
  let [doubtful, blocked] = [0, 0];
  for (const { id, text, patch } of commits) {
    const found = gatherEvidence({
      ...{ files: readPatch(patch), text, before: null, after: null, verify: 'npm test', earlier: [] },
    });
    if (found.length > 0) doubtful += 1;
    if (found.some(({ blocking }) => blocking)) blocked += 1;
    for (const name of new Set(found.map(nameOf))) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const one of found.filter(({ kind }) => kind === values.show))
      console.log(`  ${id.slice(0, 9)} ${one.blocking ? '!' : ' '} ${describeEvidence(one)}`);
  }
  const share = (count: number) => `${count} (${((100 * count) / Math.max(1, commits.length)).toFixed(1)} %)`;
  console.log(`${folder}: ${commits.length} commits, doubtful ${share(doubtful)}, would block ${share(blocked)}`);
  for (const [name, count] of [...counts].sort((a, b) => b[1] - a[1])) console.log(`  ${name}: ${share(count)}`);
}

function nameOf({ kind, blocking }: Evidence): string {
  return blocking ? `${kind}, blocking` : kind;
}

/** Merges left out; each with its message and its patch. */
function readCommits(folder: string): readonly { id: string; text: string; patch: string }[] {
  const { status, stdout, stderr } = spawnSync(
    'git',
    [
      'log',
      '--no-merges',
      `-n${values.count}`,
      '-p',
      '-M',
      '--text',
      '--no-color',
      '--no-ext-diff',
      '--format=%x00%H%x01%B%x01',
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1024 ** 3 },
  );
  if (status !== 0) {
    console.error(stderr.trim());
    process.exit(64);
  }
  return stdout
    .split(/(?:^|\n)\0/)
    .slice(1)
    .flatMap((part) => {
      const [id = '', text = '', ...patch] = part.split('\u0001');
      return [{ id, text, patch: patch.join('\u0001') }];
    });
}
