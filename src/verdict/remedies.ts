import type { BackendFacts } from './types.ts';

/** What a person must do before an agent can go on. */
export type RefusalCause = 'login' | 'billing' | 'model' | 'missing';

/** One or two sentences for the person who is asked to fix it. */
export function remedyFor(cause: RefusalCause, { name, account, cli }: BackendFacts): string {
  switch (cause) {
    case 'login':
      if (account === undefined) return `Give ${name} a valid key or login, then resume.`;
      return `Give ${name} a valid key: set ${account.key} (in a workflow, from a repository secret under \`env:\`), or run \`${account.login}\` on your own machine. Then resume.`;
    case 'billing':
      if (account === undefined)
        return `Fix the payment or raise the spending limit of ${name}'s account, then resume.`;
      return `Add credit or raise the spending limit at ${account.billing}, or choose another backend with --backend. Then resume.`;
    case 'model':
      return `Choose a model that this account can use with --model (or leave it out for ${name}'s default), then resume.`;
    case 'missing':
      if (cli === null) return `Put the program on PATH, or correct --agent-command, then resume.`;
      return `Install it with \`npm install --global ${cli.package}\`, or use --install-agents auto, then resume.`;
  }
}
