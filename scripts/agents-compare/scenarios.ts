import type { Cli } from '../../test/real-agents/clis.ts';
import { call, fault, say, shell, type Turn } from '../../test/real-agents/server/turns.ts';

/** What one run of a CLI is put through. */
export interface Scenario {
  readonly name: string;
  readonly turns: readonly Turn[];
  /** Left out: all of them. */
  readonly clis?: readonly Cli[];
  readonly env?: Readonly<Record<string, string>>;
  /** A model that the CLI itself does not know. */
  readonly model?: string;
}

const done = say('All done.\n<promise>TASK_DONE</promise>');
/** Far enough ahead to be no date of today's. */
const resetsAt = 2_000_000_000;
const background = { command: 'sleep 5; touch made.txt', description: 'Run the tests', run_in_background: true };

/** What the readers must be right about: the ways of working, and every way in which a service refuses. */
export const scenarios: readonly Scenario[] = [
  { name: 'text', turns: [done] },
  { name: 'tool', turns: [shell('touch made.txt'), done] },
  { name: 'rate-limit', turns: [fault({ what: 'rate-limit', retryAfterS: 1 })] },
  { name: 'usage-limit', turns: [fault({ what: 'usage-limit', resetsAt })] },
  { name: 'billing', turns: [fault({ what: 'billing' })] },
  { name: 'unauthorized', turns: [fault({ what: 'unauthorized' })] },
  { name: 'unknown-model', turns: [fault({ what: 'unknown-model' })] },
  { name: 'model-unknown-here', clis: ['opencode'], model: 'mock/nope', turns: [done] },
  {
    name: 'subscription-limit',
    clis: ['claude'],
    env: { ANTHROPIC_API_KEY: '', CLAUDE_CODE_OAUTH_TOKEN: 'sk-ant-oat01-x' },
    turns: [fault({ what: 'usage-limit', resetsAt })],
  },
  { name: 'background', clis: ['claude'], turns: [call('Bash', background), say('I wait for its report.'), done] },
];
