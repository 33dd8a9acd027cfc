import type { CheckpointResult, GitRepository } from '../../src/repository/types.ts';
import { newSpecState } from '../../src/state/transitions/transitions.ts';
import type { RemoteWorld } from './remote-world.ts';
import { STATE } from './world.ts';

export const LOG = '.kiro/specs/SEQUENTIAL_PROGRESS.md';
export const REF = 'refs/sequential/records/my-feature';
const night = Date.parse('2026-11-23T01:00:00Z');

export const stateWith = (...specs: string[]) =>
  `${JSON.stringify({ schema: 1, specs: Object.fromEntries(specs.map((name) => [name, newSpecState(night)])) })}\n`;

/** The checkpoint of a unit that completes its spec. */
export const completeSpec =
  (at: RemoteWorld) =>
  async (repository: GitRepository, folder: string, files: Record<string, string> = {}): Promise<CheckpointResult> => {
    at.world.write(folder, { 'work.txt': 'done\n', [STATE]: stateWith('my-feature'), [LOG]: '\n## done\n', ...files });
    return repository.checkpoint('feat: the last unit\n\nSpec: my-feature\nRun: run-1', { recordsAside: true });
  };

export const showIn =
  (at: RemoteWorld) =>
  (what: string, where = at.bare): string | null => {
    try {
      return at.world.git(where, 'show', what);
    } catch {
      return null;
    }
  };
