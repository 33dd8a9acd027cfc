import { codePath, specName, statePath, tasksPath, workBranch } from './paths.ts';
import type { ForeignPush } from './scenario.ts';
import type { World } from './world.ts';

/** Somebody else pushes to the work branch, if there is one already. */
export function foreignPush(world: World, push: ForeignPush): void {
  const head = world.remote.branches.get(workBranch);
  if (head === undefined) return;
  const tree = new Map(head.tree);
  switch (push.what) {
    case 'file':
      tree.set(`docs/from-a-human-${push.at}.md`, 'a note');
      break;
    case 'title':
      tree.set(tasksPath, (tree.get(tasksPath) ?? '').replace('# Implementation Plan', `# Implementation Plan, seen ${push.at}`));
      break;
    case 'conflict':
      for (const key of world.units.keys()) tree.set(codePath(key), `a human wrote this at ${push.at}`);
      break;
    case 'other-run': {
      const state = JSON.parse(tree.get(statePath) ?? '{"schema":1,"specs":{}}');
      const spec = state.specs[specName];
      if (spec === undefined) return;
      spec.run = { id: `stranger-${push.at}`, heartbeat: new Date(push.at).toISOString() };
      tree.set(statePath, `${JSON.stringify(state, null, 2)}\n`);
      break;
    }
  }
  world.remote.push(workBranch, world.remote.commit({ parents: [head], tree, message: `docs: by hand`, at: world.now, by: 'a human' }), world.now);
}
