import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { issueCommentEvent } from '../harness/github/events.ts';
import { until } from '../harness/until.ts';
import type { Job, JobOrder, RunningJob } from './job.ts';
import type { Stage } from './stage.ts';

/** The files of one more spec: its tasks, and what the rehearsal agent does with them. */
export function specFiles(name: string, tasks: string, units: object): Record<string, string> {
  const folder = `.kiro/specs/${name}`;
  return { [`${folder}/tasks.md`]: tasks, [`${folder}/rehearsal.json`]: JSON.stringify({ units }) };
}

export const SUMMARY_ROW = /^\| (?!Spec|---)/;

/** The page's table by spec: state, units, why. */
export function tableOf(summary: string): Record<string, string[]> {
  const rows = summary.split('\n').filter((line) => SUMMARY_ROW.test(line) && !line.startsWith('|---'));
  return Object.fromEntries(
    rows.map((row) => {
      const [, name = '', ...cells] = row.split(' | ').flatMap((cell, at) => (at === 0 ? ['', cell.slice(2)] : [cell]));
      return [name.replaceAll('\\', ''), cells.slice(0, 3).map((cell) => cell.replaceAll('\\', ''))];
    }),
  );
}

/** Steps of an agent that is heard at its provider: a line in the file `calls` for each call. */
export function calling(spec: string, ...steps: readonly object[]): object[] {
  return [{ run: `echo ${spec} >> '{root}/calls'` }, ...steps];
}

/** A step in which an agent is at work until the file is there. */
export function worksUntil(file: string): object {
  return { run: `until [ -e '{root}/${file}' ]; do sleep 0.1; done` };
}

/** Specs on a number of runners, as the example workflow has them: plans, a matrix, a page. */
export class Fleet {
  readonly #stage: Stage;
  readonly #story: string[] = [];
  /** Of the matrix: what no runner has taken yet. */
  #waiting: string[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** What happened, line by line. */
  get story(): string {
    return this.#story.join('\n');
  }

  tell(line: string): void {
    this.#story.push(line);
  }

  /** Calls that the provider was asked for, by spec, oldest first. */
  calls(): readonly string[] {
    const path = this.#stage.path('calls');
    return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
  }

  /** Agents that work until the file is there go on. */
  letGo(file: string): void {
    writeFileSync(this.#stage.path(file), '');
  }

  async plan(order: JobOrder = {}): Promise<Job & { readonly matrix: readonly string[] }> {
    const job = await this.#stage.job({ event: 'schedule', ...order, with: { command: 'specs', spec: '' } });
    const matrix = JSON.parse(job.outputs.matrix ?? '[]') as string[];
    this.tell(`plan: ${JSON.stringify(matrix)}`);
    for (const [spec, cells] of Object.entries(tableOf(job.summary))) this.tell(`  ${spec}: ${cells.join(' · ')}`);
    return { ...job, matrix };
  }

  start(spec: string, order: JobOrder = {}): RunningJob {
    this.tell(`${spec} starts`);
    const job = this.#stage.start({ event: 'schedule', ...order, with: { spec, 'throttle-scope': 'repository' } });
    void job.ended.then(({ code, outputs, log }) => {
      const why = /^‖ (.*)/m.exec(log)?.[1] ?? '';
      this.tell(`${spec} ends: ${outputs.status ?? (code === null ? 'killed' : `exit ${code}`)} ${why}`.trimEnd());
    });
    return job;
  }

  /** No job is started any more. */
  end(): void {
    this.#waiting = [];
  }

  /** The jobs of a matrix on so many runners, each let go its way by `meanwhile`. */
  async run(
    names: readonly string[],
    runners: number,
    meanwhile: (spec: string, job: RunningJob) => Promise<void>,
  ): Promise<Readonly<Record<string, Job>>> {
    this.#waiting = [...names];
    const ended: Record<string, Job> = {};
    const runner = async () => {
      for (let spec = this.#waiting.shift(); spec !== undefined; spec = this.#waiting.shift()) {
        const job = this.start(spec);
        await meanwhile(spec, job);
        ended[spec] = await job.ended;
      }
    };
    await Promise.all(Array.from({ length: runners }, runner));
    return ended;
  }

  /** Comments, and runs what the event starts: the plan, and the job of each spec in it. */
  async say(who: string, words: string, issue: number): Promise<readonly [readonly string[], readonly Job[]]> {
    const { github } = this.#stage;
    this.tell(`${who} in issue ${issue}: ${words}`);
    const comment = github.world.comment(issue, who, words);
    const payload = github.payload(issueCommentEvent(github.world, github.places, comment));
    const order: JobOrder = { event: 'issue_comment', actor: who, payload };
    const { matrix } = await this.plan(order);
    return [matrix, await Promise.all(matrix.map((spec) => this.start(spec, order).ended))];
  }

  merge(branch: string): void {
    const { github } = this.#stage;
    const issue = [...github.world.issues.values()].find(({ pull }) => pull?.head === branch);
    if (issue?.pull == null) throw new Error(`${branch} has no pull request`);
    this.#stage.mergeByHand('maintainer', 'main', branch, {});
    issue.state = 'closed';
    issue.pull.merged = true;
    this.tell(`maintainer merges ${branch}`);
  }

  /** What runs have told each other on the remote. */
  memory(): { readonly calls: object; readonly limits: Readonly<Record<string, { readonly open: unknown }>> } {
    const git = ['-C', this.#stage.bare, 'show', 'refs/sequential/throttle:throttle.json'];
    return JSON.parse(execFileSync('git', git, { encoding: 'utf8' }));
  }

  /** Resolves when one of them has told the others of a limit. */
  async limitIsTold(): Promise<void> {
    await until(
      () => (existsSync(`${this.#stage.bare}/refs/sequential/throttle`) ? this.memory().limits.rehearsal?.open : null),
      Boolean,
      () => 'a limit on the remote',
    );
    this.tell('the limit is on the remote');
  }
}
