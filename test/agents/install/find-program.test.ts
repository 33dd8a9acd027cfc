import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findProgram } from '../../../src/agents/install/find-program.ts';
import { detectVersion, queryVersion, readVersion, versionWarning } from '../../../src/agents/install/version-check.ts';

const asIs = async () => ({ prefix: [], env: { PATH: process.env.PATH } });
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(path: string, script = '#!/bin/sh\nexit 0\n', mode = 0o755): string {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, script);
  chmodSync(file, mode);
  return file;
}

describe('finding a program', () => {
  test('the first folder of PATH that has it wins', async () => {
    const first = program('a/agent');
    program('b/agent');
    expect(await findProgram('agent', `${folder}/none:${folder}/a:${folder}/b`)).toBe(first);
  });

  test('a folder, a file that cannot be run, and a dead link of that name are passed over', async () => {
    mkdirSync(join(folder, 'a', 'agent'), { recursive: true });
    program('b/agent', '', 0o644);
    mkdirSync(join(folder, 'c'));
    symlinkSync('/nowhere/agent', join(folder, 'c', 'agent'));
    const found = program('d/agent');
    expect(await findProgram('agent', ['a', 'b', 'c', 'd'].map((name) => join(folder, name)).join(':'))).toBe(found);
  });

  test('a relative or empty entry of PATH never finds a file of the working tree', async () => {
    const here = process.cwd();
    program('agent');
    try {
      process.chdir(folder);
      expect(await findProgram('agent', '.::')).toBeNull();
    } finally {
      process.chdir(here);
    }
  });

  test('no PATH at all finds nothing', async () => {
    expect(await findProgram('agent', undefined)).toBeNull();
  });
});

describe('a program’s version', () => {
  test.each([
    ['codex-cli 0.169.0', '0.169.0'],
    ['2.1.330 (Claude Code)\n', '2.1.330'],
    ["GitHub Copilot CLI 1.0.102.\nRun 'copilot update' to check for updates.", '1.0.102'],
    ['v1.2.3-nightly.20261123\n', '1.2.3-nightly.20261123'],
    ['listening on 127.0.0.1', null],
    ['', null],
  ])('%j → %s', (text, expected) => {
    expect(readVersion(text)).toBe(expected);
  });

  test('is read in the npm package that the program lies in, without starting it', async () => {
    const bin = program('lib/thing/bin/agent.js', '#!/bin/sh\nexit 1\n');
    writeFileSync(join(folder, 'lib/thing/package.json'), '{"version":"4.5.6","bin":{"agent":"bin/agent.js"}}');
    mkdirSync(join(folder, 'bin'));
    symlinkSync(bin, join(folder, 'bin', 'agent'));
    expect(await detectVersion(join(folder, 'bin', 'agent'), asIs)).toBe('4.5.6');
  });

  test('is asked of a program that comes from elsewhere', async () => {
    writeFileSync(join(folder, 'package.json'), '{"version":"9.9.9"}');
    expect(await detectVersion(program('agent', '#!/bin/sh\necho "agent 1.2.3"\n'), asIs)).toBe('1.2.3');
    expect(await detectVersion(program('broken', '#!/bin/sh\nexit 3\n'), asIs)).toBeNull();
    const asked = program('asked', `#!/bin/sh\n: >${folder}/was-asked\n`);
    expect([await detectVersion(asked, async () => null), existsSync(join(folder, 'was-asked'))]).toEqual([
      null,
      false,
    ]);
  });

  test('a program that hangs is ended, one that fails is quoted', async () => {
    const env = { PATH: process.env.PATH };
    expect(await queryVersion(program('hangs', '#!/bin/sh\nexec sleep 600\n'), env, { limitMs: 100 })).toEqual({
      ok: false,
      why: 'no answer within 0.1 s',
    });
    const fails = program('fails', '#!/bin/sh\necho no libc >&2\nexit 127\n');
    expect(await queryVersion(fails, env)).toEqual({ ok: false, why: 'exit 127: no libc' });
    const throws = program('throws', "#!/usr/bin/env node\nthrow new Error('no part for this machine');\n");
    expect(await queryVersion(throws, env)).toEqual({ ok: false, why: 'exit 1: Error: no part for this machine' });
    expect(await queryVersion(join(folder, 'missing'), env)).toEqual({
      ok: false,
      why: expect.stringContaining('ENOENT'),
    });
  });

  test.each([
    ['1.2.3', null],
    ['1.2.2', 'agent 1.2.2 is older than 1.2.3'],
    ['1.10.0', 'agent 1.10.0 is newer than 1.2.3'],
    ['1.2.3-beta.1', 'agent 1.2.3-beta.1 is another build of 1.2.3'],
    [null, '1.2.3 is the one known to work'],
  ])('found %s where 1.2.3 is known', (found, expected) => {
    const warning = versionWarning('agent', found, '1.2.3');
    if (expected === null) expect(warning).toBeNull();
    else expect(warning).toContain(expected);
  });
});
