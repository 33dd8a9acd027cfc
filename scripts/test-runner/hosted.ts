import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStage, type Stage, type StageOptions, TOKEN } from '../../test/end-to-end/stage.ts';
import { waitUntil } from '../wait-until.ts';
import { type ActOrder, type ActRun, startAct } from './act.ts';
import { actionsOf, copyAction, exampleWorkflow } from './copies.ts';
import { writePipx, writeStandIn } from './stand-ins.ts';

/** An event on GitHub. */
export interface Happening {
  readonly event: 'workflow_dispatch' | 'schedule' | 'issue_comment' | 'issues';
  readonly payload?: unknown;
  readonly actor?: string;
  readonly vars?: Readonly<Record<string, string>>;
}

/** A repository with workflows on the GitHub of the tests, and a runner for them. */
export interface Hosted {
  readonly stage: Stage;
  /** Runs the workflow file for what happened. */
  run(workflow: string, happening: Happening): Promise<ActRun>;
  /** The same; cancelled as soon as the file or folder is there. */
  cancelAt(path: string, workflow: string, happening: Happening): Promise<ActRun>;
  /** Resolves when no process of a run is left; throws with those that outlive it by too much. */
  allGone(): Promise<void>;
}

/**
 * What the repository holds beside what the stage puts there: names of files in examples/workflows, and workflows among
 * the files.
 */
export interface HostedOptions extends StageOptions {
  readonly workflows: readonly string[];
}

/** Tells a story in a repository of its own. */
export async function hosted<T>(
  program: string,
  { workflows, files, ...options }: HostedOptions,
  story: (hosted: Hosted) => Promise<T>,
): Promise<T> {
  const texts = new Map(workflows.map((name) => [`.github/workflows/${name}`, exampleWorkflow(name)]));
  const all = { ...Object.fromEntries(texts), ...files };
  const stage = await openStage({ ...options, files: all });
  try {
    const actions = placeActions(stage, workflowsIn(all));
    writePipx(join(stage.root, 'home', '.local', 'bin'));
    const folder = join(stage.root, 'checkout');
    mkdirSync(folder);
    stage.clone(folder, 'main');
    // The runner asks the origin for owner and name; where they are served, the environment says.
    execFileSync('git', ['remote', 'set-url', 'origin', 'https://github.com/octo/demo.git'], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: join(stage.root, 'home'), GIT_CONFIG_NOSYSTEM: '1' },
    });
    return await story(new Runner(program, stage, folder, actions));
  } finally {
    await stage.end();
  }
}

function workflowsIn(files: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(files).flatMap(([path, text]) => (path.startsWith('.github/workflows/') ? text : []));
}

/** An agent notices by itself that its orchestrator is gone, and ends what it started. */
const MOST_LOOKS = 500;

class Runner implements Hosted {
  readonly stage: Stage;
  readonly #place: { readonly program: string; readonly folder: string; readonly home: string };
  readonly #actions: Readonly<Record<string, string>>;
  #runs = 0;

  constructor(program: string, stage: Stage, folder: string, actions: Readonly<Record<string, string>>) {
    this.stage = stage;
    this.#place = { program, folder, home: join(stage.root, 'home') };
    this.#actions = actions;
  }

  run(workflow: string, happening: Happening): Promise<ActRun> {
    return startAct(this.#place, this.#order(workflow, happening)).ended;
  }

  async cancelAt(path: string, workflow: string, happening: Happening): Promise<ActRun> {
    const run = startAct(this.#place, this.#order(workflow, happening));
    await waitUntil(() => {
      if (run.over()) throw new Error(`it ended before ${path} was there:\n${run.printed()}`);
      return existsSync(path);
    });
    run.cancel();
    return run.ended;
  }

  async allGone(): Promise<void> {
    let looks = 0;
    await waitUntil(() => {
      const list = execFileSync('ps', ['axeww', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 2 ** 26 });
      const left = list.split('\n').filter((line) => line.includes(this.#place.home));
      looks += 1;
      if (left.length > 0 && looks > MOST_LOOKS) throw new Error(`left behind:\n${left.join('\n')}`);
      return left.length === 0;
    });
  }

  #order(workflow: string, { event, payload, actor = 'maintainer', vars = {} }: Happening): ActOrder {
    this.#runs += 1;
    const file = join(mkdtempSync(join(this.stage.root, 'event-')), 'event.json');
    writeFileSync(file, JSON.stringify(payload ?? (event === 'schedule' ? { schedule: '*/30 20-23,0-6 * * *' } : {})));
    const path = `.github/workflows/${workflow}`;
    return {
      event,
      payload: file,
      workflow: path,
      actor,
      vars,
      token: TOKEN,
      actions: this.#actions,
      env: {
        GITHUB_API_URL: this.stage.github.url,
        GITHUB_GRAPHQL_URL: `${this.stage.github.url}/graphql`,
        GITHUB_SERVER_URL: this.stage.git.origin,
        GITHUB_RUN_ID: String(1000 + this.#runs),
        GITHUB_WORKFLOW_REF: `octo/demo/${path}@refs/heads/main`,
      },
    };
  }
}

/** Folders for the actions that the workflows use: this project's own, and stand-ins for the others. */
function placeActions(stage: Stage, workflows: readonly string[]): Record<string, string> {
  const own = join(stage.root, 'action');
  copyAction(own);
  const folderOf = (action: string): string =>
    action.includes('/sequential-orchestration@') ? own : writeStandIn(join(stage.root, 'stand-ins'), action);
  // Of the repository itself there is a checkout already, and the runner leaves that step out.
  const actions = workflows.flatMap(actionsOf).filter((action) => !action.startsWith('actions/checkout@'));
  return Object.fromEntries(actions.map((action) => [action, folderOf(action)]));
}
