/**
 * The committed action on a runner that is not this project's: `npm run test:runner` gets act (https://nektosact.com) at
 * a pinned version and runs the self-test, the workflows to copy and those that `init` writes with it, for the events that
 * start them; `--all`: for projects of every kind. GitHub is the fake of the tests, on loopback; home, temporary folder
 * and tmux server of each run are its own.
 */
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { inRunPlace } from '../test/harness/place/run-place.ts';
import { Outcomes } from './outcomes.ts';
import { installAct, machineEnvironment } from './test-runner/act.ts';
import { ownStories } from './test-runner/own-stories.ts';
import { projectStories } from './test-runner/project-stories.ts';
import { stories as exampleStories } from './test-runner/stories.ts';

/** They wait more than they work. */
const AT_ONCE = 2;

const examples = readdirSync(resolve(import.meta.dirname, '..', 'examples', 'workflows')).sort();
const act = installAct();
const stories = [...ownStories, ...exampleStories, ...projectStories(process.argv.includes('--all'))];
process.exitCode = await inRunPlace(async () => {
  const outcomes = new Outcomes();
  await outcomes.tellAll(stories, AT_ONCE, (story) => story.tell(act, outcomes));
  await outcomes.expect('all of examples/workflows', examples.join(', '), async () =>
    [...new Set(stories.flatMap(({ workflows }) => workflows))].sort().join(', '),
  );
  return outcomes.close();
}, machineEnvironment(process.env));
