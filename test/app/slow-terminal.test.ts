import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { watchStatus } from '../../src/app/cli/look-back/watch-command.ts';
import { until } from '../harness/until.ts';

let workdir: string;
beforeEach(() => {
  workdir = mkdtempSync(join(tmpdir(), 'slow-'));
  mkdirSync(join(workdir, '.kiro/specs/shop'), { recursive: true });
  writeFileSync(join(workdir, '.kiro/specs/shop/tasks.md'), '- [ ] 1. Parse\n- [ ] 2. Store\n');
});
afterEach(() => rmSync(workdir, { recursive: true }));

/** A terminal behind a line that carries what was written only when it is told to. */
class SlowTerminal extends Writable {
  readonly isTTY = true;
  readonly columns = 80;
  readonly rows = 24;
  readonly carried: string[] = [];
  #carry: (() => void) | null = null;
  #isOpen = false;

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.carried.push(chunk.toString());
    if (this.#isOpen) done();
    else this.#carry = done;
  }
  /** Carries the one that is on its way, or from now on all. */
  carry(all = false): void {
    this.#isOpen = all;
    const done = this.#carry;
    this.#carry = null;
    done?.();
  }
}

test('on a slow line no frames pile up, what comes then is the newest, and keys work meanwhile', async () => {
  const stdout = new SlowTerminal();
  let isRaw = false;
  const setRawMode = (on: boolean) => {
    isRaw = on;
  };
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode });
  const context = { stdin, stdout, stderr: process.stderr, env: { HOME: workdir }, cwd: workdir } as unknown;
  const inputs = { specs: [], workdir, format: 'auto', loop: { order: 'document' } } as unknown;
  const watching = watchStatus(
    inputs as Parameters<typeof watchStatus>[0],
    { ...(context as Parameters<typeof watchStatus>[1]), stop: new AbortController().signal },
    async () => 0,
  );
  await until(() => stdout.carried.length === 1);
  for (let time = 0; time < 200; time++) {
    writeFileSync(join(workdir, '.kiro/specs/shop/tasks.md'), `- [ ] 1. Parse\n- [ ] 2. Store ${time}\n`);
    stdout.emit('resize');
    // Nothing to do for this key, but to draw.
    stdin.write('x');
    await new Promise(setImmediate);
  }
  // What is being carried, and nothing behind it.
  expect(stdout.carried).toHaveLength(1);
  expect(stdout.writableLength).toBe(stdout.carried.join('').length);
  stdout.carry();
  await until(() => stdout.carried.join('').includes('Store 199'));
  expect(stdout.carried.join('').match(/Store \d+/g)).toEqual(['Store 199']);
  expect(isRaw).toBe(true);
  stdin.write('q');
  await until(() => !isRaw);
  stdout.carry(true);
  expect(await watching).toBe(0);
  // Whatever was still on its way has arrived.
  expect(stdout.carried.at(-1)).toBe('\u001b[?25h\u001b[?1049l');
  expect(stdout.writableLength).toBe(0);
  await once(stdout.end(), 'finish');
});
