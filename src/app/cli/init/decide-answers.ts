import { intro } from '@clack/prompts';
import { backends } from '../../../agents/index.ts';
import type { ConfigFile } from '../../../inputs/config-file/parse-config.ts';
import { actionName, repository } from '../../../version.ts';
import { nightlyCron } from '../cron.ts';
import { askPerson } from './ask.ts';
import type { Project } from './examine-project.ts';
import { type Answers, type answersIn, HOSTED_RUNNER, requireUsable } from './set-up-answers.ts';
import type { Given, InitFlags } from './types.ts';

/** Flags first, then a person's answers where somebody is there to be asked, then what is proposed. */
export async function decideAnswers(
  given: Given,
  { key, schedule, runner, action }: InitFlags,
  {
    config,
    written,
    project,
    asks,
  }: {
    readonly config: ConfigFile | null;
    /** By an earlier set-up. */
    readonly written: ReturnType<typeof answersIn>;
    readonly project: Project;
    readonly asks: boolean;
  },
): Promise<Answers> {
  const chosen: Partial<Answers> = Object.fromEntries(
    Object.entries({
      ...given,
      key: orNone(key),
      verify: orNone(given.verify),
      schedule: orNone(schedule),
      ...{ runner, action },
    }).filter(([, value]) => value !== undefined),
  );
  // What configuration file and workflow say already is proposed again.
  const inFile = (name: 'spec' | 'backend' | 'verify') => config?.options.get(name)?.trim();
  const backend = given.backend ?? inFile('backend') ?? project.agents[0]?.name ?? '';
  const proposed: Answers = {
    spec: inFile('spec') || (project.specs.length === 1 ? (project.specs[0] ?? '*') : '*'),
    backend,
    verify: inFile('verify') ?? project.stack?.verify ?? null,
    schedule: nightlyCron(),
    runner: HOSTED_RUNNER,
    action: repository === null ? '' : actionName,
    ...written,
    key: proposedKey(backend, backend === inFile('backend') ? written.key : undefined, project),
  };
  if (asks)
    intro(
      `sequential-orchestration init · ${project.stack?.name ?? 'no known build tool'} · ${countOf(project.specs)}`,
    );
  const answers = asks ? await askPerson(chosen, proposed, project) : { ...proposed, ...chosen };
  requireUsable(answers, config?.options.get('agent-env')?.split(/[\s,]+/) ?? []);
  return answers;
}

/** `written`: what the workflow has for the same agent, which may be of another one where a person edited either file. */
function proposedKey(backend: string, written: string | null | undefined, { agents }: Project): string | null {
  const others = backends.filter(({ name, keys }) => name !== backend && keys.includes(written ?? ''));
  const isOwn = backends.some(({ name, keys }) => name === backend && keys.includes(written ?? ''));
  if (written !== undefined && (isOwn || others.length === 0)) return written;
  return agents.find(({ name }) => name === backend)?.keys[0] ?? null;
}

function countOf(specs: readonly string[]): string {
  return specs.length === 1 ? '1 spec' : `${specs.length} specs`;
}

/** `none` on a command line: there is none. */
function orNone(value: string | undefined): string | null | undefined {
  return value === 'none' ? null : value;
}
