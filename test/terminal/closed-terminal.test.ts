import { closeSync, constants, fstatSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isatty } from 'node:tty';
import { expect } from '@jest/globals';
import { leaveClosedTerminals } from '../../src/app/cli/startup/hang-up.ts';
import { testInWindows } from '../harness/real-windows.ts';
import { newFolder, tmuxIn, until } from './stage.ts';

testInWindows('of the terminals in tmux, only one that was closed is left at the end', async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'tmux'));
  const tmux = tmuxIn(folder);
  tmux('new-session', '-d', 'sleep 600');
  const terminal = openSync(tmux('display-message', '-p', '#{pane_tty}'), constants.O_RDWR | constants.O_NOCTTY);
  const device = () => {
    try {
      return fstatSync(terminal).rdev;
    } catch {
      return null;
    }
  };
  const before = device();
  leaveClosedTerminals([terminal]);
  expect(device()).toBe(before);
  tmux('kill-server');
  await until(() => !isatty(terminal));
  expect(device()).toBe(before);
  leaveClosedTerminals([terminal]);
  expect(device()).not.toBe(before);
  if (device() !== null) closeSync(terminal);
  rmSync(folder, { recursive: true });
});
