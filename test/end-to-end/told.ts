import { join } from 'node:path';
import type { Exchange } from '../harness/github/index.ts';
import type { Job } from './job.ts';
import { SPEC, type Stage } from './stage.ts';

/** What GitHub was asked since `from`: method, path without query, status; GraphQL by what it is for. */
export function requests(stage: Stage, from = 0): string[] {
  return stage.github.transcript.slice(from).map(line);
}

function line({ method, path, body, status }: Exchange): string {
  const plain = path.replace(/^\/repos\/octo\/demo/, '').replace(/\?.*/, '');
  if (plain !== '/graphql') return `${method} ${decodeURIComponent(plain)} ${status}`;
  return `${String((body as { query: string }).query).includes('viewer') ? 'who am I?' : 'ready for review'} ${status}`;
}

/** Requests that change something on GitHub. */
export function said(stage: Stage, from = 0): string[] {
  return requests(stage, from).filter((one) => !/^GET |^who/.test(one));
}

/** The outputs that are not empty, without what differs from run to run. */
export function outputs(stage: Stage, job: Job): Record<string, string> {
  const entries = Object.entries(job.outputs).map(([name, value]): [string, string] => {
    const known = value.replace(stage.git.origin, 'https://github.test').replace(job.temp, '$RUNNER_TEMP');
    return [name, /^[0-9a-f]{40}$/.test(known) ? 'a commit' : /^\d{4}-\d\d-\d\dT/.test(known) ? 'a time' : known];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** Lines of the log that begin an annotation: `::error file=…::words`. */
export function annotations(job: Job): string[] {
  return job.log.split('\n').filter((text) => /^::(error|warning|notice)/.test(text));
}

/** Comments of a page: who, and the first visible line. */
export function conversation(stage: Stage, issue: number): string[] {
  return stage.github.world.commentsOn(issue).map(({ author, body, reactions }) => {
    const lines = body.split('\n').filter((text) => text !== '' && !text.startsWith('<!--'));
    const eyes = reactions.map(({ content }) => ` (${content})`).join('');
    return `${author}: ${lines.join(' / ').replaceAll(stage.git.origin, '')}${eyes}`;
  });
}

/** Where the transcripts of the one spec lie. */
export function transcriptsOf(job: Job): string {
  return join(job.outputs['log-path'] ?? '', SPEC);
}

/** How many git commands spoke to the server since its request number `from`: each asks without the token first. */
export function remoteGitCommands(stage: Stage, from: number): number {
  return stage.git.requests.slice(from).filter(({ token }) => token === null).length;
}
