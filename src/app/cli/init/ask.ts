import { confirm, isCancel, type Option, select, text } from '@clack/prompts';
import { nightlyCron } from '../cron.ts';
import type { Project } from './examine-project.ts';
import { type Answers, isActionName, isRunner } from './set-up-answers.ts';

/** Ends the questions: a person left them. The message says what was changed until then. */
export class Left extends Error {
  constructor(isChanged: boolean) {
    super(isChanged ? 'Nothing else was changed.' : 'Nothing was changed.');
  }
}

/** Asks for what no flag says; each question has an answer that Enter takes. */
export async function askPerson(given: Partial<Answers>, proposed: Answers, project: Project): Promise<Answers> {
  const backend =
    given.backend ??
    (await ask(
      select({ message: 'Which agent does the work?', options: agentOptions(project), initialValue: proposed.backend }),
    ));
  const agent = project.agents.find(({ name }) => name === backend);
  return {
    spec: given.spec ?? (await askForSpec(proposed.spec, project)),
    backend,
    key:
      given.key === undefined
        ? await askForKey(agent?.keys ?? [], backend === proposed.backend ? proposed.key : undefined)
        : given.key,
    verify: given.verify === undefined ? await askForVerify(proposed.verify) : given.verify,
    schedule: given.schedule === undefined ? await askForSchedule(proposed.schedule) : given.schedule,
    runner:
      given.runner ??
      (await ask(
        text({
          message: 'Which runner? (labels of a self-hosted one, or GitHub’s own)',
          initialValue: proposed.runner,
          validate: (value) => (isRunner(value ?? '') ? undefined : 'labels, such as ubuntu-latest or self-hosted,gpu'),
        }),
      )),
    action: given.action ?? (await askForAction(proposed.action)),
  };
}

async function ask<T>(answer: Promise<T>): Promise<Exclude<T, symbol>> {
  const value = await answer;
  if (isCancel(value)) throw new Left(false);
  return value as Exclude<T, symbol>;
}

function agentOptions({ agents }: Project): Option<string>[] {
  return agents.map(({ name, ready }) => ({
    value: name,
    label: name,
    ...(ready ? { hint: 'key or login found here' } : {}),
  }));
}

async function askForSpec(proposed: string, { specs }: Project): Promise<string> {
  const all = specs.length > 1 ? [{ value: '*', label: 'all of them', hint: 'one after the other' }] : [];
  const options = [...all, ...specs.map((name) => ({ value: name, label: name }))];
  if (options.length === 0)
    return ask(
      text({ message: 'Which spec? (none was found; its name, or * for all to come)', initialValue: proposed }),
    );
  return ask(select<string>({ message: 'Which spec?', options, initialValue: proposed }));
}

/** `proposed`: null is none; undefined: the agent's first. */
async function askForKey(
  keys: readonly string[],
  proposed: string | null | undefined = keys[0],
): Promise<string | null> {
  const options: Option<string>[] = [
    ...[...new Set([...keys, ...(proposed == null ? [] : [proposed])])].map((name) => ({
      value: name,
      label: `repository secret ${name}`,
    })),
    { value: '', label: 'none', hint: 'the runner is logged in already' },
  ];
  return (
    (await ask(
      select<string>({ message: 'How does the agent log in there?', options, initialValue: proposed ?? '' }),
    )) || null
  );
}

async function askForVerify(proposed: string | null): Promise<string | null> {
  const message = 'Which command must succeed before a unit counts as done? (empty: none)';
  return (await ask(text({ message, initialValue: proposed ?? '', defaultValue: '' }))).trim() || null;
}

async function askForSchedule(proposed: string | null): Promise<string | null> {
  const nightly = nightlyCron();
  const cron = proposed ?? nightly;
  const message =
    cron === nightly
      ? 'Run every half hour at night (from 20:00 to 07:00 by the clock of this machine)?'
      : `Run at ${cron} (UTC)?`;
  return (await ask(confirm({ message, initialValue: proposed !== null }))) ? cron : null;
}

async function askForAction(proposed: string): Promise<string> {
  if (proposed !== '') return proposed;
  const message = 'Where is this action published? (owner/repository@version)';
  const validate = (value: string | undefined) =>
    isActionName(value ?? '') ? undefined : 'such as my-org/sequential-orchestration@v0';
  return ask(text({ message, validate }));
}
