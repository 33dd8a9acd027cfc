import { version } from '../../../../version.ts';
import { asList, asString, type Json, objectAt } from '../../../stream/json.ts';
import { BRIDGE_CODES, BRIDGE_METHODS, PROTOCOL_VERSION, REQUEST_IDS, type TurnOrder } from '../acp-protocol.ts';
import { type Answer, type Connection, TOO_LONG } from './connection.ts';
import { type Choice, chooseMode, chooseModel } from './session-choices.ts';

/** An agent that starts on a busy machine takes half a minute; one that never answers must not hold a night. */
const START_MS = 120_000;
/** Loading a session that another process holds, or nobody knows, hangs for ever in some agents (kiro). */
const RESUME_MS = 15_000;
const CHOICE_MS = 30_000;
const MAX_NAMES = 12;

/** Says a line of the bridge's own among those of the agent. */
export type Say = (method: string, params: object) => void;

/** A turn that did not come about, and why. */
class TurnFailure {
  readonly message: string;
  readonly code: string | null;

  constructor(message: string, code: string | null = null) {
    this.message = message;
    this.code = code;
  }
}

/** What the agent itself has answered, or its end, says enough. */
const SAID_ALREADY = new TurnFailure('');

/** Has the agent carry out one turn; whether it came to a regular end. */
export async function carryOutTurn(connection: Connection, order: TurnOrder, say: Say): Promise<boolean> {
  const sessionId = await openTurn(connection, order);
  if (sessionId instanceof TurnFailure) {
    if (sessionId !== SAID_ALREADY) say(BRIDGE_METHODS.failed, { message: sessionId.message, code: sessionId.code });
    return false;
  }
  say(BRIDGE_METHODS.prompted, { sessionId, resumed: order.session !== null });
  const prompt = [{ type: 'text', text: order.prompt }];
  const answer = await connection.request(
    'session/prompt',
    { sessionId, prompt },
    { limitMs: null, id: REQUEST_IDS.prompt },
  );
  if (answer.kind === 'error' && answer.error.code === TOO_LONG)
    say(BRIDGE_METHODS.failed, { message: 'its answer to the prompt is too long to be read', code: BRIDGE_CODES.lost });
  return answer.kind === 'result';
}

/** Everything before the prompt; the session's id. */
async function openTurn(connection: Connection, order: TurnOrder): Promise<string | TurnFailure> {
  const capabilities = await initialize(connection);
  if (capabilities instanceof TurnFailure) return capabilities;
  const session = await openSession(connection, capabilities, order);
  if (session instanceof TurnFailure) return session;
  const choose = (choice: Choice) =>
    connection.request(choice.method, { sessionId: session.id, ...choice.params }, { limitMs: CHOICE_MS });
  const failure = (await setMode(session.facts, order, choose)) ?? (await setModel(session.facts, order, choose));
  return failure ?? session.id;
}

type MakeChoice = (choice: Choice) => Promise<Answer>;

async function initialize(connection: Connection): Promise<Json | TurnFailure> {
  const answer = await connection.request(
    'initialize',
    {
      protocolVersion: PROTOCOL_VERSION,
      clientCapabilities: {
        fs: { readTextFile: false, writeTextFile: false },
        terminal: false,
        // So notices are no words of the agent's, and claude and codex say what kind a failure is.
        session: { notices: {} },
        _meta: { jetbrains: { air: { version: 1, capabilities: ['sessionFailure'] } } },
      },
      clientInfo: { name: 'sequential-orchestration', version },
    },
    { limitMs: START_MS, id: REQUEST_IDS.initialize },
  );
  if (answer.kind !== 'result') return describeSilence(answer, 'initialize');
  const { protocolVersion, agentCapabilities } = answer.result;
  if (protocolVersion === PROTOCOL_VERSION) return objectAt(agentCapabilities);
  const spoken =
    typeof protocolVersion === 'number'
      ? `speaks version ${protocolVersion} of the Agent Client Protocol; version ${PROTOCOL_VERSION} is required`
      : `does not say which version of the Agent Client Protocol it speaks, as the number ${PROTOCOL_VERSION}`;
  return new TurnFailure(`the agent ${spoken}`, BRIDGE_CODES.protocol);
}

interface OpenedSession {
  readonly id: string;
  /** What it answered: modes, models, options. */
  readonly facts: Json;
}

async function openSession(
  connection: Connection,
  capabilities: Json,
  { cwd, session }: TurnOrder,
): Promise<OpenedSession | TurnFailure> {
  if (session !== null) return resumeSession(connection, capabilities, { sessionId: session, cwd, mcpServers: [] });
  const limits = { limitMs: START_MS, id: REQUEST_IDS.newSession };
  const answer = await connection.request('session/new', { cwd, mcpServers: [] }, limits);
  if (answer.kind !== 'result') return describeSilence(answer, 'session/new');
  const id = asString(answer.result.sessionId);
  return id === null ? new TurnFailure('the agent began a session without an id') : { id, facts: answer.result };
}

/** Whatever keeps it from going on with a session: the next attempt starts a new one, with the whole prompt. */
async function resumeSession(
  connection: Connection,
  capabilities: Json,
  params: { readonly sessionId: string; readonly cwd: string; readonly mcpServers: readonly [] },
): Promise<OpenedSession | TurnFailure> {
  const canResume = 'resume' in objectAt(capabilities, 'sessionCapabilities');
  const method = canResume ? 'session/resume' : capabilities.loadSession === true ? 'session/load' : null;
  const answer = method && (await connection.request(method, params, { limitMs: RESUME_MS }));
  if (answer?.kind === 'result') return { id: params.sessionId, facts: answer.result };
  return new TurnFailure('the session could not be resumed', BRIDGE_CODES.session);
}

/** null: it is in the mode that it should be in. */
async function setMode(
  session: Json,
  { isReadOnly, modes }: TurnOrder,
  choose: MakeChoice,
): Promise<TurnFailure | null> {
  const choice = chooseMode(session, isReadOnly ? modes.readOnly : modes.work);
  const isSet = choice !== null && (await choose(choice)).kind === 'result';
  // Without its mode it asks for leave, which is given.
  if (isSet || !isReadOnly) return null;
  return new TurnFailure('the agent has no read-only mode that it could be put into', BRIDGE_CODES.readOnly);
}

async function setModel(
  session: Json,
  { model, isModelGiven = false }: TurnOrder,
  choose: MakeChoice,
): Promise<TurnFailure | null> {
  if (model === null) return null;
  const choice = chooseModel(session, model);
  if ('names' in choice) {
    const { names } = choice;
    // Who offers no choice has been told by its argument all the same.
    if (isModelGiven && names.length === 0) return null;
    const known =
      names.length === 0 ? 'it offers no choice of one' : `it offers ${names.slice(0, MAX_NAMES).join(', ')}`;
    return new TurnFailure(`the agent does not offer the model "${model}": ${known}`, BRIDGE_CODES.model);
  }
  // What its argument did is the session's to say; where it says nothing, that is trusted.
  if (isModelGiven && choice.isMade !== false) return null;
  const answer = await choose(choice);
  if (answer.kind === 'result') return null;
  const why = answer.kind === 'error' ? (asString(answer.error.message) ?? 'an error') : 'no answer';
  return new TurnFailure(`the agent refused the model "${model}": ${why}`, BRIDGE_CODES.model);
}

function describeSilence(answer: Exclude<Answer, { kind: 'result' }>, method: string): TurnFailure {
  if (answer.kind !== 'overdue') return SAID_ALREADY;
  return new TurnFailure(
    `the agent did not answer ${method} within ${START_MS / 1000} s: is it one that speaks the Agent Client Protocol?`,
    BRIDGE_CODES.protocol,
  );
}

/**
 * What is said to a question for leave: once, since some agents change their mode where it is given for always; never to
 * one that may only read. Any other request is answered as unknown: neither files nor terminals are offered.
 */
export function answerRequest(method: string, params: Json, isReadOnly: boolean): object | null {
  if (method !== 'session/request_permission') return null;
  const options = asList(params.options).map((option) => objectAt(option));
  const kinds = isReadOnly ? ['reject_once', 'reject_always'] : ['allow_once', 'allow_always'];
  const [first] = kinds.flatMap((kind) => options.filter((option) => option.kind === kind));
  const optionId = asString(first?.optionId);
  return { outcome: optionId === null ? { outcome: 'cancelled' } : { outcome: 'selected', optionId } };
}
