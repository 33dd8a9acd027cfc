import { existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import type { Checkout } from '../git/checkout.ts';
import { changedFiles, type KeptFiles, keepFiles, putBack, read } from './file-snapshot.ts';

/** What decides how git behaves here; an agent has no business with any of it. */
const CONTROL = [
  'config',
  'config.worktree',
  'hooks',
  'info/exclude',
  'info/attributes',
  'info/grafts',
  'objects/info/alternates',
  // Would have another repository stand in for this one.
  'commondir',
];
const LINKED = ['config.worktree', 'commondir', 'gitdir'];

/** git's own files as they were before an agent ran. */
export interface Guard {
  /** Puts back what was changed, and says so in words. */
  putBack(): string[];
  /** Removes lock files and half-done operations (merge, rebase) that an ended agent left. */
  clearDebris(): string[];
}

export function createGuard(checkout: Checkout): Guard {
  const kept: KeptFiles[] = [keepFiles(checkout.commonDir, CONTROL)];
  if (checkout.gitDir !== checkout.commonDir) kept.push(keepFiles(checkout.gitDir, LINKED));
  return {
    putBack: () => {
      demandRepository(checkout);
      return kept.flatMap((files) => {
        const changed = changedFiles(files);
        const words = changed.map((path) => describe(files, path));
        putBack(files, changed);
        return words;
      });
    },
    clearDebris: () => clearDebris(checkout),
  };
}

function demandRepository(checkout: Checkout): void {
  if (lstatSync(checkout.gitDir, { throwIfNoEntry: false })?.isDirectory() && existsSync(join(checkout.gitDir, 'HEAD')))
    return;
  throw new UserError('The git repository is gone: something removed or replaced it while an agent ran.', {
    where: checkout.gitDir,
    fix: 'Keep this folder if its files matter, check out the work branch afresh (the last checkpoint is on it), and run again.',
  });
}

function describe(files: KeptFiles, path: string): string {
  const fate = files.files.has(path) ? 'put back' : 'removed';
  if (!path.startsWith('config')) return `git's ${path.startsWith('hooks') ? 'hook' : 'file'} .git/${path}: ${fate}`;
  const before = files.files.get(path)?.content.toString() ?? '';
  // Removed: every key of it counts.
  const after = read(join(files.root, path))?.content.toString() ?? '';
  const known = new Set(settings(before));
  const now = settings(after);
  const changed = [...now.filter((line) => !known.has(line)), ...[...known].filter((line) => !now.includes(line))];
  const keys = [...new Set(changed.map((line) => line.slice(0, line.indexOf('='))))];
  return `git's configuration .git/${path}: ${fate} (${keys.slice(0, 10).join(', ') || 'layout'})`;
}

/** `section.key=value` of each line, only to be compared; values never leave here. */
function settings(text: string): string[] {
  let section = '';
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const head = /^\s*\[\s*([^\s"\]]+)(?:\s+"(.*)")?\s*\]/.exec(line);
    if (head !== null) section = head[2] === undefined ? `${head[1]}` : `${head[1]}.${head[2]}`;
    else if (/^\s*[A-Za-z]/.test(line))
      lines.push(`${section}.${line.trim().replace(/\s*=\s*/, '=')}${line.includes('=') ? '' : '='}`);
  }
  return lines;
}

const LOCKS = ['index.lock', 'HEAD.lock', 'config.lock', 'packed-refs.lock', 'shallow.lock'];
const OPERATIONS = [
  'MERGE_HEAD',
  'MERGE_MSG',
  'MERGE_MODE',
  'SQUASH_MSG',
  'CHERRY_PICK_HEAD',
  'REVERT_HEAD',
  'BISECT_LOG',
  'rebase-merge',
  'rebase-apply',
  'sequencer',
];

function clearDebris(checkout: Checkout): string[] {
  const cleared: string[] = [];
  const clear = (root: string, name: string, words: string) => {
    const place = join(root, name);
    if (lstatSync(place, { throwIfNoEntry: false }) === undefined) return;
    rmSync(place, { recursive: true, force: true });
    cleared.push(words);
  };
  for (const root of new Set([checkout.gitDir, checkout.commonDir])) {
    for (const name of LOCKS) clear(root, name, `a lock that an ended git left, .git/${name}: removed`);
  }
  const heads = join(checkout.commonDir, 'refs', 'heads');
  if (existsSync(heads)) {
    for (const entry of readdirSync(heads, { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && entry.name.endsWith('.lock')) {
        clear(entry.parentPath, entry.name, `a lock that an ended git left, ${entry.name}: removed`);
      }
    }
  }
  const open = OPERATIONS.filter(
    (name) => lstatSync(join(checkout.gitDir, name), { throwIfNoEntry: false }) !== undefined,
  );
  for (const name of open) clear(checkout.gitDir, name, '');
  const telling = open.filter((name) => !/_M(?:SG|ODE)$/.test(name));
  return [
    ...cleared.filter((words) => words !== ''),
    ...(telling.length > 0
      ? [`an unfinished git operation (${telling.join(', ')}): ended, its files kept as they are`]
      : []),
  ];
}
