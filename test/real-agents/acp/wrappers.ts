import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Cli } from '../../../src/agents/vendor-facts.ts';

const wrapper = (program: string, version: string): Cli => ({
  program,
  package: `@agentclientprotocol/${program}`,
  version,
});

/** Commands that only these stories drive: what is behind them has a native mode, which the product uses. */
export const wrappers: readonly Cli[] = [wrapper('claude-agent-acp', '0.101.0'), wrapper('codex-acp', '2.6.0')];

/** Where their lock files are, by the name of the program, as those of the backends are in `src/agents/locks/`. */
export const WRAPPER_LOCKS = 'test/real-agents/acp/locks';

/** Those lock files, by package. */
export const wrapperLocks: Readonly<Record<string, object>> = Object.fromEntries(
  wrappers.flatMap((cli) => {
    const path = join(resolve(import.meta.dirname, '..', '..', '..'), WRAPPER_LOCKS, `${cli.program}.json`);
    return existsSync(path) ? [[cli.package, JSON.parse(readFileSync(path, 'utf8'))]] : [];
  }),
);
