import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { logFolder } from '../../src/app/cli/command-context.ts';
import { removeForeignLogs, usableLogFolder } from '../../src/app/surroundings/log-folder.ts';
import { homeFolder } from '../../src/machine-user.ts';
import { tempParent } from '../../src/state/lock/temp-folder.ts';

let home: string;
const warnings: string[] = [];
const choose = (...parts: string[]) =>
  usableLogFolder(join(home, ...parts), { TMPDIR: join(home, 'temp') }, (message) => warnings.push(message));

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hö me\n'));
  mkdirSync(join(home, 'temp'));
  warnings.length = 0;
});
afterEach(() => rmSync(home, { recursive: true }));

test('logs lie where they are meant to, and the folder is not made to find out', () => {
  expect(choose('.local', 'state', 'demo')).toBe(join(home, '.local/state/demo'));
  expect(existsSync(join(home, '.local'))).toBe(false);
  expect(warnings).toEqual([]);
});

test.each<[string, string, string]>([
  ['a file stands in the way', 'file/demo', 'ENOTDIR'],
  ['the name is too long', 'x'.repeat(300), 'ENAMETOOLONG'],
  ['links lead in a circle', 'circle/demo', 'ELOOP'],
])('where %s they go to a temporary folder, and a person is told', (_, path, code) => {
  writeFileSync(join(home, 'file'), '');
  symlinkSync('circle', join(home, 'circle'));
  const folder = choose(path);
  expect(folder.startsWith(join(tempParent(join(home, 'temp'), 'hidden'), 'sequential-logs-'))).toBe(true);
  expect(existsSync(folder)).toBe(true);
  expect(warnings).toEqual([expect.stringMatching(new RegExp(`cannot be created \\(${code}\\)$`))]);
});

test.each([
  [{ XDG_STATE_HOME: '/state', HOME: '/home/me' }, '/state'],
  [{ XDG_STATE_HOME: 'state', HOME: '/home/me' }, '/home/me/.local/state'],
  [{ XDG_STATE_HOME: '', HOME: '/home/me' }, '/home/me/.local/state'],
  [{ XDG_STATE_HOME: './state', HOME: 'me' }, join(homeFolder({}), '.local/state')],
  [{ HOME: '' }, join(homeFolder({}), '.local/state')],
])('a command with %j keeps its logs below %s, and never in the working tree', (env, home) => {
  expect(logFolder({ env }, 'a', 'run-1')).toBe(join(home, 'sequential-orchestration/a/run-1'));
});

test('what an agent put into the folder of the logs is removed, and no link followed', () => {
  const logs = join(home, 'logs');
  mkdirSync(join(logs, 'demo', 'folder'), { recursive: true });
  const own = ['assign-1-attempt-1.jsonl', 'unit-1.2-attempt-3.jsonl', 'unpushed-0123456789ab.bundle', 'window.json'];
  for (const name of [...own, 'id_rsa', 'unit-1-attempt-x.jsonl']) writeFileSync(join(logs, 'demo', name), name);
  writeFileSync(join(home, 'secret'), 'secret');
  symlinkSync(join(home, 'secret'), join(logs, 'demo', 'unit-8-attempt-1.jsonl'));
  linkSync(join(home, 'secret'), join(logs, 'demo', 'unit-9-attempt-1.jsonl'));
  symlinkSync(home, join(logs, 'elsewhere'));
  const foreign = ['folder', 'id_rsa', 'unit-1-attempt-x.jsonl', 'unit-8-attempt-1.jsonl', 'unit-9-attempt-1.jsonl'];
  expect([...removeForeignLogs(logs)].sort()).toEqual([...foreign.map((name) => `demo/${name}`), 'elsewhere']);
  expect([readdirSync(logs), readdirSync(join(logs, 'demo')).sort()]).toEqual([['demo'], own]);
  expect(readFileSync(join(home, 'secret'), 'utf8')).toBe('secret');
  expect(removeForeignLogs(join(home, 'none'))).toEqual([]);
});
