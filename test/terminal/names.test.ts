import { describe, expect, test } from '@jest/globals';
import { defaultSession, sessionName, transcriptName, windowName } from '../../src/terminal/tmux/session-names.ts';

describe('a session has a name that tmux takes as it is', () => {
  const table: [string, string][] = [
    ['nightly', 'nightly'],
    ['v1.2:main run', 'v1-2-main-run'],
    ['=exact', 'exact'],
    ['$1', '1'],
    ['@7', '7'],
    ['-L', 'L'],
    ['a#(reboot)b', 'a-reboot-b'],
    ['über-功能', 'über-功能'],
    ['...', 'sequential'],
    ['', 'sequential'],
  ];
  test.each(table)('%j → %s', (wanted, name) => expect(sessionName(wanted)).toBe(name));

  test('a spec’s own is sequential-<spec>', () => {
    expect(defaultSession('my-feature')).toBe('sequential-my-feature');
    expect(defaultSession('v2.0 rewrite')).toBe('sequential-v2-0-rewrite');
  });
});

test('a window’s name keeps its dots, and nothing that tmux would expand', () => {
  expect(windowName('task-1.2')).toBe('task-1.2');
  expect(windowName('task-#(touch /tmp/x) #{pid}')).toBe('task--touch-tmp-x-pid-');
});

test('a transcript is named by unit and attempt', () => {
  expect(transcriptName('task-1.2', 3)).toBe('unit-1.2-attempt-3.jsonl');
  expect(transcriptName('assign-2', 1)).toBe('assign-2-attempt-1.jsonl');
  expect(transcriptName('task-../../etc/passwd', 1)).toBe('unit-..-..-etc-passwd-attempt-1.jsonl');
});
