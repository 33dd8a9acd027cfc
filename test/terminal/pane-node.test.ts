import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createPaneNode } from '../../src/terminal/process/pane-node.ts';

let folder: string;
let notices: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'node-'));
  notices = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeNode(name: string, version: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho ${version}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('a pane runs on', () => {
  test('the Node of its run, and where an upgrade removed that, on the one on PATH, which is said once', async () => {
    const own = writeNode('own', 'v20.12.0');
    const paneNode = createPaneNode(own, folder, (text) => notices.push(text));
    expect(await paneNode()).toBe(own);
    rmSync(own);
    const other = writeNode('node', 'v22.1.0');
    expect([await paneNode(), await paneNode()]).toEqual([other, other]);
    expect(notices).toEqual([`${own} no longer exists: agents run under ${other} (v22.1.0)`]);
  });

  test('the one that an upgrade put in its place, where that works', async () => {
    const own = writeNode('own', 'v20.12.0');
    const paneNode = createPaneNode(own, folder, (text) => notices.push(text));
    rmSync(own);
    writeNode('own', 'v22.1.0');
    expect(await paneNode()).toBe(own);
    rmSync(own);
    writeNode('own', 'libnode.so: not found');
    await expect(paneNode()).rejects.toThrow(/own no longer works, and there is no other on PATH/);
    expect(notices).toEqual([]);
  });

  test.each([
    ['no other', null, /gone no longer exists, and there is no other on PATH/],
    ['one that is too old', 'v20.11.1', /node is v20\.11\.1: Node 20\.12 or newer is needed/],
    ['one that does not work', 'Segmentation fault', /node is not a working Node/],
  ])('nothing where there is %s, and the file is named', async (_name, version, words) => {
    if (version !== null) writeNode('node', version);
    await expect(createPaneNode(join(folder, 'gone'), folder, () => {})()).rejects.toThrow(words);
  });
});
