import { asString, objectAt, unknownLine } from '../../../stream/json.ts';
import type { AgentEvent } from '../../../types.ts';

/** Joins the chunks of an agent's messages. */
export interface AgentWords {
  /** A chunk of a message of the agent's. */
  add(update: unknown): AgentEvent[];
  /** A tool or a question came between: what is said next is a new message. */
  interrupt(): void;
}

/**
 * A new message begins where its id changes, or after an interruption. Agents that give their messages ids (claude,
 * codex, opencode) print notices of their own without one: those are no words of the agent's.
 */
export function createAgentWords(): AgentWords {
  let current: string | null = null;
  let isOpen = false;
  let givesIds = false;
  return {
    add(update) {
      const text = asString(objectAt(update, 'content').text);
      if (text === null) return [];
      const id = asString(objectAt(update).messageId);
      if (id === null && givesIds) return unknownLine(text);
      const delta = isOpen && id === current;
      givesIds ||= id !== null;
      current = id;
      isOpen = true;
      return [{ kind: 'message', text, delta }];
    },
    interrupt() {
      isOpen = false;
    },
  };
}
