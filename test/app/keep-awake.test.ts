import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { keepAwake } from '../../src/app/cli/background/keep-awake.ts';
import { source } from '../harness/source.ts';
import { until } from '../harness/until.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'awake-'));
  mkdirSync(join(folder, 'bin'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = () => ({ PATH: `${join(folder, 'bin')}:${process.env.PATH}`, SECRET_KEY: 'x' });
const said = (name: string) => join(folder, name);
function keeper(name: string, script: string): void {
  const path = join(folder, 'bin', name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}
/** Notes its arguments, holds on while the command behind its flags runs, then says so. */
const HOLDS = () =>
  `echo "$@" $SECRET_KEY >> ${said('begun')}; while [ "$1" != cat ]; do shift; done; "$@"; echo over > ${said('over')}`;

describe('a machine is kept awake', () => {
  test.each([
    [
      'linux',
      'systemd-inhibit',
      '--what=sleep:idle --mode=block --who=sequential-orchestration --why=a spec is being worked on cat\n',
    ],
    ['darwin', 'caffeinate', '-i -s cat\n'],
  ] as const)('on %s by %s, until it is released', async (platform, name, args) => {
    keeper(name, HOLDS());
    const warnings: string[] = [];
    const awake = await keepAwake(env(), (text) => warnings.push(text), platform);
    await until(
      () => existsSync(said('begun')) && readFileSync(said('begun'), 'utf8'),
      (text) => text === args,
    );
    expect(existsSync(said('over'))).toBe(false);
    awake.release();
    await until(() => existsSync(said('over')));
    expect(warnings).toEqual([]);
  });

  test('until this process was killed', async () => {
    keeper('systemd-inhibit', HOLDS());
    const program = join(folder, 'program.mjs');
    writeFileSync(
      program,
      `import { keepAwake } from ${source('app/cli/background/keep-awake.ts')};
      await keepAwake(process.env, console.error, 'linux'); setInterval(() => {}, 1000);`,
    );
    const child: ChildProcess = spawn(process.execPath, [program], { env: env(), stdio: 'inherit' });
    await until(() => existsSync(said('begun')));
    child.kill('SIGKILL');
    await until(() => existsSync(said('over')));
  });

  test.each([
    ['there is no such program', 'linux', null, 'systemd-inhibit is not on this machine, which may go to sleep'],
    ['nobody knows how', 'aix', null, 'a program for it is not on this machine, which may go to sleep'],
    [
      'it refuses',
      'linux',
      'echo "Failed to connect to bus" >&2; exit 1',
      'this machine may go to sleep: Failed to connect to bus',
    ],
  ] as const)('%s: one warning', async (_name, platform, script, warning) => {
    if (script !== null) keeper('systemd-inhibit', script);
    const warnings: string[] = [];
    const only = { PATH: join(folder, 'bin') };
    const awake = await keepAwake(only, (text) => warnings.push(text), platform);
    await until(() => warnings.length > 0);
    awake.release();
    expect(warnings).toEqual([`--keep-awake: ${warning}`]);
  });
});
