import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { source } from '../harness/source.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'closed-'));
  // Root may enter and write all that is closed.
  if (process.getuid?.() === 0) chownSync(folder, 65534, 65534);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Takes a snapshot of hooks and excludes, has `damage` done by the same user, and restores them; prints what that was. */
function restoreAfter(damage: string): string {
  const script = `
    import { execFileSync } from 'node:child_process';
    import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
    import { evenWhereClosed } from ${source('repository/guard/closed-folders.ts')};
    import { restoreFiles, takeFileSnapshot } from ${source('repository/guard/file-snapshot.ts')};
    if (process.getuid() === 0) { process.setgroups([]); process.setgid(65534); process.setuid(65534); }
    for (const name of ['hooks', 'info']) mkdirSync(name);
    writeFileSync('info/exclude', 'mine');
    const snapshot = takeFileSnapshot(process.cwd(), ['hooks', 'info/exclude']);
    execFileSync('sh', ['-c', ${JSON.stringify(damage)}]);
    const restored = restoreFiles(snapshot);
    evenWhereClosed(process.cwd(), () => rmSync('rebase-merge', { recursive: true, force: true }));
    console.log(...restored, readFileSync('info/exclude', 'utf8'), ...readdirSync('.').sort());`;
  const args = ['--no-warnings', '--input-type=module', '-e', script];
  return execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).trimEnd();
}

test.each([
  ['a folder that must not be read', 'mkdir hooks/x; touch hooks/x/y; chmod 0 hooks/x', 'hooks/x/y mine hooks info'],
  ['one that must not be written', 'mkdir hooks/x; touch hooks/x/y; chmod 500 hooks/x', 'hooks/x/y mine hooks info'],
  ['one on the way', 'echo theirs > info/exclude; chmod 0 info', 'info/exclude mine hooks info'],
  [
    'one within another',
    'mkdir -p hooks/x/y; touch hooks/x/y/z; chmod 500 hooks/x/y hooks/x hooks',
    'hooks/x/y/z mine hooks info',
  ],
  ['one that is removed whole', 'mkdir -p rebase-merge/x/y; chmod 0 rebase-merge/x', 'mine hooks info'],
])('%s is in nobody’s way', (_, damage, restored) => {
  expect(restoreAfter(damage)).toBe(restored);
});
