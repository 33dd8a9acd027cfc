/**
 * The agents' CLIs as they were last run whole: npm package and version of each, as of 2026-11-23.
 *
 * Pinned, because an unpinned CLI that changes its stream or flags breaks every user on the same night.
 * To raise one: change the number here, then `npm run test:agents`.
 */
export const versions = {
  codex: { package: '@openai/codex', version: '0.169.0' },
  claude: { package: '@anthropic-ai/claude-code', version: '2.1.330' },
  opencode: { package: 'opencode-ai', version: '1.18.33' },
  gemini: { package: '@google/gemini-cli', version: '0.61.0' },
  copilot: { package: '@github/copilot', version: '1.0.102' },
} as const;
