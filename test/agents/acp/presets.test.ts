import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { getBackend } from '../../../src/agents/index.ts';
import { ensurePrograms } from '../../../src/agents/install/programs.ts';
import type { AgentRequest } from '../../../src/agents/types.ts';
import { cli } from '../../inputs/read.ts';

const request: AgentRequest = {
  prompt: 'Do it.',
  session: null,
  model: 'm-1',
  sandbox: 'full',
  extraArgs: ['--more'],
  workdir: '/repo',
  options: { pane: '/dist/pane.js' },
};

describe('the command of a preset', () => {
  const commandOf = (name: string, more: Partial<AgentRequest> = {}) => {
    const { argv, stdin } = getBackend(name).command(`/bin/${name}`, { ...request, ...more });
    return { agent: argv.slice(argv.indexOf('--') + 1), bridge: argv.slice(1, 3), order: JSON.parse(stdin) };
  };

  test.each([
    ['kiro', ['acp', '--agent-engine', 'v2', '--trust-all-tools', '--model', 'm-1', '--more'], true],
    ['qwen', ['--acp', '--model', 'm-1', '--more'], true],
    ['kimi', ['acp', '--more'], false],
  ])('%s', (name, args, isModelGiven) => {
    const { agent, bridge, order } = commandOf(name);
    expect(bridge).toEqual(['/dist/pane.js', 'acp']);
    expect(agent).toEqual([`/bin/${name}`, ...args]);
    expect(order).toMatchObject({ prompt: 'Do it.', model: 'm-1', isModelGiven, cwd: '/repo', isReadOnly: false });
  });

  test('kimi is kept from updating itself', () => {
    expect(getBackend('kimi').command('/bin/kimi', request).env).toMatchObject({ KIMI_CODE_NO_AUTO_UPDATE: '1' });
  });

  test('an agent that does not keep from writing is told to, and the bridge does not ask it', () => {
    const { order } = commandOf('kimi', { sandbox: 'read-only', options: { ...request.options, assignment: 'true' } });
    expect(order).toMatchObject({ isReadOnly: true, modes: { readOnly: [] } });
    expect(() => commandOf('kiro', { sandbox: 'read-only' })).toThrow('kiro has no sandbox "read-only"');
  });
});

test('who cannot be read-only does not assign unless it is asked for by name', () => {
  const assigns = (backend: string) => cli(['--backend', backend]).agents.assignBackend;
  expect([assigns('kiro'), assigns('kimi'), assigns('qwen')]).toEqual([null, null, 'qwen']);
});

describe('a program that cannot be installed, or not run', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'presets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const ensure = (name: string, key: string) =>
    ensurePrograms([getBackend(name)], [name], {
      env: { PATH: folder, [key]: 'x' },
      home: folder,
      install: 'auto',
      versions: {},
      agentArgs: {},
      agentEnv: [],
      log: () => {},
      platform: 'linux',
      execPath: process.execPath,
    });
  const put = (name: string, text: string) =>
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });

  test('kiro-cli that is missing: how to install it', async () => {
    await expect(ensure('kiro', 'KIRO_API_KEY')).rejects.toMatchObject({
      message: 'kiro is not installed: no `kiro-cli` on PATH.',
      fix: expect.stringContaining('https://cli.kiro.dev/install'),
    });
    put('kiro-cli', 'exit 0');
    expect((await ensure('kiro', 'KIRO_API_KEY')).paths.get('kiro')).toBe(join(folder, 'kiro-cli'));
  });

  test.each([
    ['echo v20.12.0', '20.12.0'],
    ['echo v22.18.9', '22.18.9'],
    ['exit 1', 'none'],
  ])('kimi on a Node that is too old (%s)', async (script, found) => {
    put('node', script);
    await expect(ensure('kimi', 'KIMI_MODEL_API_KEY')).rejects.toMatchObject({
      message: `kimi needs Node 22.19.0 or newer; PATH has ${found}.`,
    });
  });
});
