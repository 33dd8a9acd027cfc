import type { RefusalMeaning } from '../agents/vendor-facts.ts';
import type { BackendFacts } from './types.ts';

/** What a person must do before an agent can go on: one or two sentences for the person who is asked to fix it. */
export function remedyFor(cause: RefusalMeaning, { name, account, cli, machineProgram }: BackendFacts): string {
  switch (cause) {
    case 'login':
      if (account === undefined) return `Give ${name} a valid key or login, then resume.`;
      return `Give ${name} a valid key: set ${account.key} (in a workflow, from a repository secret under \`env:\`), or run \`${account.login}\` on your own machine. Then resume.`;
    case 'billing':
      if (account === undefined)
        return `Fix the payment or raise the spending limit of ${name}'s account, then resume.`;
      return `Add credit or raise the spending limit at ${account.billing}, or choose another backend with --backend. Then resume.`;
    case 'account':
      return `Settle it with the vendor as the message says, or give ${name} another account's key${account === undefined ? '' : `: set ${account.key}`}. Then resume.`;
    case 'cloud':
      return `Renew the credentials of the cloud that ${name} gets its models from (in a workflow, in the step that logs in to it), then resume.`;
    case 'network':
      return `Fix the network between this machine and ${name}'s service as the message says (its sign-in page, HTTPS_PROXY, a certificate authority in NODE_EXTRA_CA_CERTS), then resume.`;
    case 'model':
      return `Choose a model that this account can use with --model (or leave it out for ${name}'s default), then resume.`;
    case 'protocol':
      if (cli !== null)
        return `Use a version of ${name} that speaks version 1 of the protocol, with --agent-version ${name}=…, then resume.`;
      if (machineProgram !== undefined)
        return `Install a version of ${machineProgram.program} that speaks version 1 of the protocol (\`${machineProgram.install}\`), then resume.`;
      return `Check with --agent-command that the program is started in the mode in which it speaks the Agent Client Protocol (often a flag such as --acp), or use another version of it; then resume.`;
    case 'missing':
      if (machineProgram !== undefined) return `Install it with \`${machineProgram.install}\`, then resume.`;
      if (cli === null) return 'Put the program on PATH, or name another one with --agent-command, then resume.';
      return `Install it with \`npm install --global ${cli.package}\`, or use --install-agents auto, then resume.`;
  }
}
