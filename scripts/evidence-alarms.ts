/**
 * How often a change of people's own would have been called doubtful: walks the commits of git histories, takes each as
 * a unit whose text is its message, and counts what `src/checks/evidence` says against it.
 * Usage: npm run alarms -- [--count N] [--show KIND|blocking] FOLDER…
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { describeEvidence, gatherEvidence } from '../src/checks/evidence/gather-evidence.ts';
import { readPatch } from '../src/checks/evidence/source/read-patch.ts';
import type { Evidence } from '../src/checks/evidence/types.ts';
import { createPatchCutter, MAX_FILE_BYTES, MAX_PATCH_BYTES } from '../src/repository/git/bounded-patch.ts';

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
  const counts = new Map<string, number>();
  let [all, doubtful, blocked] = [0, 0, 0];
  for (const { id, text, patch } of readCommits(folder)) {
    all += 1;
    const found = gatherEvidence({
      ...{ files: readPatch(patch), text, before: null, after: null, verify: 'npm test', earlier: [] },
    });
    if (found.length > 0) doubtful += 1;
    if (found.some(({ blocking }) => blocking)) blocked += 1;
    for (const name of new Set(found.map(nameOf))) counts.set(name, (counts.get(name) ?? 0) + 1);
    const isShown = (one: Evidence) => one.kind === values.show || (values.show === 'blocking' && one.blocking);
    for (const one of found.filter(isShown))
      console.log(`  ${id.slice(0, 9)} ${one.blocking ? '!' : ' '} ${describeEvidence(one)}`);
  }
  const share = (count: number) => `${count} (${((100 * count) / Math.max(1, all)).toFixed(1)} %)`;
  console.log(`${folder}: ${all} commits, doubtful ${share(doubtful)}, would block ${share(blocked)}`);
  for (const [name, count] of [...counts].sort((a, b) => b[1] - a[1])) console.log(`  ${name}: ${share(count)}`);
}

function nameOf({ kind, blocking }: Evidence): string {
  return blocking ? `${kind}, blocking` : kind;
}

/** Merges left out; each with its message and its patch, in which files are whole, as in a unit's. */
function* readCommits(folder: string): Iterable<{ id: string; text: string; patch: string }> {
  const ids = git(folder, ['log', '--no-merges', `-n${values.count}`, '--format=%H']);
  const shown = ['-p', '-M', '--text', '--no-color', '--no-ext-diff', '--unified=10000000', '--format=%B%x01'];
  for (const id of ids.toString().split('\n').filter(Boolean)) {
    const cutter = createPatchCutter({ file: MAX_FILE_BYTES, all: MAX_PATCH_BYTES });
    cutter.write(git(folder, ['show', ...shown, id]));
    const [text = '', ...patch] = cutter.text().split('\u0001');
    yield { id, text, patch: patch.join('\u0001').trimStart() };
  }
}

function git(folder: string, args: readonly string[]): Buffer {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, maxBuffer: 1024 ** 3 });
  if (status === 0) return stdout;
  console.error(stderr.toString().trim());
  process.exit(64);
}
