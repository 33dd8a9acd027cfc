import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createProgramRunner, type RunProgram } from '../../src/terminal/tmux/run-program.ts';

let folder: string;
let run: RunProgram;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'programs of "ours" '));
  run = createProgramRunner({ PATH: `${folder}:/usr/bin:/bin`, GREETING: 'hello', EMPTY: undefined });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

describe('a helper program', () => {
  test('gets its arguments as they are, and the environment that was given', async () => {
    program('show', 'printf "%s|" "$@" "$GREETING" "$HOME"; echo error >&2');
    expect(await run(['show', '$HOME', 'a b', '"; exit 1'])).toEqual({
      code: 0,
      output: '$HOME|a b|"; exit 1|hello||error\n',
    });
  });

  test('that fails or is killed is reported with its exit code', async () => {
    program('fails', 'exit 3');
    program('killed', 'kill -KILL $$');
    expect(await run(['fails'])).toEqual({ code: 3, output: '' });
    expect(await run(['killed'])).toEqual({ code: 1, output: '' });
  });

  test('that is not there has no exit code', async () => {
    expect(await run(['no-such-program'])).toEqual({ code: null, output: '' });
  });
});
