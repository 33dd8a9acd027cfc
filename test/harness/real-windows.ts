import { spawnSync } from 'node:child_process';
import { describe, test } from '@jest/globals';

export const hasTmux = spawnSync('tmux', ['-V']).status === 0;

/** What only windows can show: left out where the machine has no tmux, which the run of the suite says. */
export const testInWindows = hasTmux ? test : test.skip;
export const describeInWindows = hasTmux ? describe : describe.skip;
