import { createTestCounter } from '../../../src/checks/test-counts.ts';
import type { Checks } from '../../../src/checks/types.ts';
import { UserError } from '../../../src/errors.ts';
import type { SpecFiles } from '../../../src/spec-folder/types.ts';
import { readState } from '../../../src/state/file/read-state.ts';
import { newSpecState } from '../../../src/state/transitions/transitions.ts';
import type { StateFile, StateStore } from '../../../src/state/types.ts';
import { emptyHistory } from '../../../src/throttle/history.ts';
import { completedIn } from './loss.ts';
import type { Disk } from './machine.ts';
import { codePath, progressPath, specName, statePath, tasksPath } from './paths.ts';
import type { Run } from './record.ts';

/** The state on a simulated disk, read as the product reads it. */
export function createStore(disk: Disk, run: Run, now: () => number): StateStore {
  let earlier: StateFile['specs'] = {};
  return {
    async load() {
      const text = disk.tree.get(statePath);
      if (text === undefined) return null;
      const file = readState(text, { path: statePath, spec: specName, now: now() });
      const { [specName]: spec = newSpecState(now()), ...others } = file.specs;
      earlier = others;
      return { spec, throttle: file.throttle ?? emptyHistory(), others: Object.values(others) };
    },
    async save(memory) {
      run.changes += 1;
      const file: StateFile = {
        schema: 1,
        specs: { ...earlier, [specName]: memory.spec },
        throttle: memory.throttle as StateFile['throttle'],
      };
      disk.tree.set(statePath, `${JSON.stringify(file)}\n`);
    },
    readMerged: async (throttle) => throttle,
  };
}

/** The spec's files on a simulated disk. */
export function createFiles(disk: Disk, run: Run): SpecFiles {
  return {
    async readTasks() {
      const text = disk.tree.get(tasksPath);
      if (text === undefined) throw new UserError('no such file', { where: tasksPath });
      return text;
    },
    async writeTasks(text) {
      run.changes += 1;
      disk.tree.set(tasksPath, text);
    },
    async appendProgress(text) {
      run.changes += 1;
      disk.tree.set(progressPath, (disk.tree.get(progressPath) ?? '') + text);
    },
    async snapshotRecords() {
      const kept = [statePath, progressPath].map((path) => ({ path, text: disk.tree.get(path) }));
      return async () => {
        const put: string[] = [];
        for (const { path, text } of kept) {
          if (disk.tree.get(path) === text) continue;
          if (text !== undefined) disk.tree.set(path, text);
          put.push(`changed ${path.slice(path.lastIndexOf('/') + 1)}; it was restored`);
        }
        return put;
      };
    },
  };
}

/** The verify command fails while there is broken work in the tree. */
export function createChecks(disk: Disk): Checks {
  return {
    async verify() {
      // What a human skipped is no longer anybody's trouble.
      const over = new Set(completedIn(disk.tree).map(codePath));
      const broken = [...disk.tree].flatMap(([path, content]) =>
        content.startsWith('broken work') && !over.has(path) ? [content] : [],
      );
      const output = broken.join('');
      const counter = createTestCounter();
      counter.write(output);
      return { ok: broken.length === 0, output, cannotRun: null, ended: null, ...counter.end() };
    },
  };
}
