/**
 * The committed bundles under every Node that is promised: `npm run test:nodes` installs them into the project's cache,
 * and runs the action with its post step and the command line with each. A warning of Node on standard error is a
 * failure: people would read it as ours.
 */
import { inRunPlace } from '../test/harness/place/run-place.ts';
import { Outcomes } from './outcomes.ts';
import { installNodes } from './test-nodes/install.ts';
import { tellStories } from './test-nodes/stories.ts';

/** They wait more than they work. */
const AT_ONCE = 2;

const nodes = installNodes();
process.exitCode = await inRunPlace(async () => {
  const outcomes = new Outcomes();
  await outcomes.tellAll(nodes, AT_ONCE, (node) => tellStories(node, outcomes));
  return outcomes.close();
});
