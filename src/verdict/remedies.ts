/** What a human must do before an agent can go on. */
export type RefusalCause = 'login' | 'billing' | 'model' | 'missing';

interface Service {
  /** Where the key goes: the variables that the CLI reads. */
  readonly key: string;
  /** How one logs in by hand on one's own machine. */
  readonly login: string;
  /** Where money and limits are set. */
  readonly account: string;
  readonly package: string;
}

/** From the CLIs' own documentation and messages. */
const SERVICES: Readonly<Record<string, Service>> = {
  codex: {
    key: 'CODEX_API_KEY',
    login: 'codex login',
    account:
      'https://platform.openai.com/settings/organization/billing (API key) or https://chatgpt.com/settings/usage (ChatGPT plan)',
    package: '@openai/codex',
  },
  claude: {
    key: 'ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN',
    login: 'claude setup-token',
    account:
      'https://console.anthropic.com/settings/billing (API key) or https://claude.ai/settings/usage (subscription)',
    package: '@anthropic-ai/claude-code',
  },
  opencode: {
    key: "your provider's key, for example ANTHROPIC_API_KEY or OPENAI_API_KEY,",
    login: 'opencode auth login',
    account: "your provider's billing page",
    package: 'opencode-ai',
  },
  gemini: {
    key: 'GEMINI_API_KEY',
    login: 'gemini',
    account: 'https://aistudio.google.com/usage',
    package: '@google/gemini-cli',
  },
  copilot: {
    key: 'COPILOT_GITHUB_TOKEN to a token with the permission "Copilot Requests"',
    login: 'copilot login',
    account: 'https://github.com/settings/copilot',
    package: '@github/copilot',
  },
};

/** One or two sentences for the person who is asked to mend it. */
export function remedyFor(cause: RefusalCause, backend: string): string {
  const service = SERVICES[backend];
  switch (cause) {
    case 'login':
      if (service === undefined) return `Give ${backend} a valid key or login, then resume.`;
      return `Give ${backend} a valid key: set ${service.key} (in a workflow, from a repository secret under \`env:\`), or run \`${service.login}\` on your own machine. Then resume.`;
    case 'billing':
      if (service === undefined)
        return `Mend the payment or raise the spending limit of ${backend}'s account, then resume.`;
      return `Add credit or raise the spending limit at ${service.account}, or choose another backend with --backend. Then resume.`;
    case 'model':
      return `Choose a model that this account may use with --model (or leave it out for ${backend}'s default), then resume.`;
    case 'missing':
      if (service === undefined) return `Put the program on PATH, or correct --agent-command, then resume.`;
      return `Install it with \`npm install --global ${service.package}\`, or let --install-agents auto do it, then resume.`;
  }
}
