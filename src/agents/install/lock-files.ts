import claude from '../locks/claude.json' with { type: 'json' };
import codex from '../locks/codex.json' with { type: 'json' };
import copilot from '../locks/copilot.json' with { type: 'json' };
import gemini from '../locks/gemini.json' with { type: 'json' };
import kimi from '../locks/kimi.json' with { type: 'json' };
import opencode from '../locks/opencode.json' with { type: 'json' };
import qwen from '../locks/qwen.json' with { type: 'json' };

/**
 * npm's lock files of the pinned versions, by package: what a CLI and all that it needs must hash to. Not among the facts
 * of the backends, which panes carry, too: these install nothing.
 */
export const lockFiles: Readonly<Record<string, object>> = {
  '@anthropic-ai/claude-code': claude,
  '@github/copilot': copilot,
  '@google/gemini-cli': gemini,
  '@moonshot-ai/kimi-code': kimi,
  '@openai/codex': codex,
  '@qwen-code/qwen-code': qwen,
  'opencode-ai': opencode,
};
