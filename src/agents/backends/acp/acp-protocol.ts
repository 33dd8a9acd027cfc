/**
 * What bridge and reader agree on: the Agent Client Protocol, version 1 (agentclientprotocol.com, schema of its
 * repository at b7f0005), one JSON-RPC 2.0 object a line, and what the bridge says in lines of its own.
 */

import { NO_READ_ONLY_MODE } from '../../sandbox.ts';
import { asObject, type Json } from '../../stream/json.ts';

export const PROTOCOL_VERSION = 1;

/** Ids of the requests that the reader must know the answers to. All others of the bridge's count from `FIRST_FREE_ID`. */
export const REQUEST_IDS = { initialize: 0, newSession: 1, prompt: 2 } as const;
export const FIRST_FREE_ID = 10;

/** Notifications that no agent sends, among the agent's lines. */
export const BRIDGE_METHODS = {
  /** The prompt was sent: `{sessionId, resumed}`. What came before is the past of a session. */
  prompted: '_sequential/prompted',
  /** The turn did not come about: `{message, code}`. */
  failed: '_sequential/failed',
  /** A line was not passed on, for its length or since only the bridge may say it: `{text}`, which says so. */
  lost: '_sequential/lost',
  /** The turn is cancelled, by us: its end says nothing. */
  cancelling: '_sequential/cancelling',
} as const;

/** Codes of failures that the bridge finds by itself. */
export const BRIDGE_CODES = {
  /** The program is missing. */
  unusable: 'acp_unusable_program',
  /** It speaks no protocol that we do, or not with us. */
  protocol: 'acp_other_protocol',
  /** What it said was too long to be read. */
  lost: 'acp_lost_line',
  model: 'model_not_available',
  session: 'session_not_found',
  /** It has no mode in which it keeps from writing. */
  readOnly: NO_READ_ONLY_MODE,
} as const;

/** The error in an answer; null: it is a result. Some agents put words where the protocol has an object. */
export function rpcErrorOf({ error }: Json): Json | null {
  return asObject(error) ?? (typeof error === 'string' ? { message: error } : null);
}

/** What the bridge is told: one line of JSON on its standard input. */
export interface TurnOrder {
  readonly prompt: string;
  /** Session to go on with; null: a new one. */
  readonly session: string | null;
  /** null: the agent's own choice. */
  readonly model: string | null;
  /** It was named among the arguments, so that it is set only where the session offers it and is at another one. */
  readonly isModelGiven?: boolean;
  /** Absolute path of the working tree. */
  readonly cwd: string;
  /** Every leave that it asks for is refused, in a mode in which it keeps from writing. */
  readonly isReadOnly: boolean;
  /** Modes to work in (one that has none of them asks for leave, which is given), and read-only ones; best first. */
  readonly modes: { readonly work: readonly string[]; readonly readOnly: readonly string[] };
}
