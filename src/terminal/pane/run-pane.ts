import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { isatty } from 'node:tty';
import { createCollector } from '../../agents/stream/collect.ts';
import { describeCutLine, type Line } from '../../agents/stream/line-splitter.ts';
import type { AgentEvent, AgentReport, EndReason, StreamReader } from '../../agents/types.ts';
import { createMask } from '../../secrets/mask.ts';
import type { PaneAddress, PaneOrders } from '../connection/pane-orders.ts';
import { endLoan } from '../isolation/another-user/loan.ts';
import { endProcesses } from '../process/end-processes.ts';
import { closeInheritedFiles } from '../process/inherited-files.ts';
import { steadyClock } from '../process/steady-clock.ts';
import { type AgentProcess, type ProcessExit, startAgent } from './agent-process.ts';
import { createDeadline } from './deadline.ts';
import { maskFacts } from './mask-facts.ts';
import { connectToOrchestrator, type OrchestratorConnection } from './orchestrator-link.ts';
import { createAttemptDisplay } from './show.ts';
import { createTail } from './tail.ts';
import { withTimeLimit } from './time-limit.ts';
import { createTranscript } from './transcript.ts';
import { createWatchdog } from './watch.ts';

/** For what is still on its way when every process has ended. */
const QUIET_MS = 1_000;
/** Characters of the last stderr lines that go into the report. */
const STDERR_TAIL_LENGTH = 2_000;

/** Reads the stream of one backend's agent; `workdir` absolute. */
export type CreateReader = (backend: string, workdir: string) => StreamReader;

/** Carries one attempt out, from orders to report. Resolves when nothing of the agent is left. */
export async function runPane(address: PaneAddress, createReader: CreateReader): Promise<void> {
  closeInheritedFiles();
  const ending = createEnding();
  const { orders, orchestrator } = await connectToOrchestrator(address, {
    onStop: () => ending.end('cancelled'),
    onDisconnected: () => ending.end('orphaned'),
  });
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => ending.end(orders.window !== null && !isatty(0) ? 'window-closed' : 'pane-lost'));
  const report = await carryOut(orders, createReader(orders.backend, orders.cwd), orchestrator, ending);
  orchestrator.send({ kind: 'report', report });
  // Nobody is left to do it.
  if (report.end === 'orphaned') rmSync(dirname(address.socket), { recursive: true, force: true });
  await orchestrator.end();
}

async function carryOut(
  orders: PaneOrders,
  reader: StreamReader,
  orchestrator: OrchestratorConnection,
  ending: Ending,
): Promise<AgentReport> {
  const now = steadyClock();
  const startedAt = now();
  const mask = createMask(orders.secrets);
  const collector = createCollector();
  const watchdog = createWatchdog(orders, startedAt);
  const stderrTail = createTail(STDERR_TAIL_LENGTH);
  const deadline = createDeadline(watchdog, now, ending.end);
  void ending.requested.then(deadline.cancel);

  const display = createAttemptDisplay(orders, mask, orchestrator, {
    startedAt,
    now,
    usage: () => collector.facts().usage,
    stop: () => ending.end('window-closed'),
  });
  const handleEvent = (event: AgentEvent, at = now()) => {
    collector.add(event);
    watchdog.onEvent(event, at);
    display.event(event, at);
  };
  const transcript = createTranscript(orders.transcript, mask, (line) => handleEvent({ kind: 'unknown', line }));

  const onLines = (lines: readonly Line[], stream: 'stdout' | 'stderr') => {
    const at = now();
    watchdog.onOutput(at);
    for (const line of lines) {
      transcript.add(line, stream);
      // Masked before it is cut: half a secret would hide from the mask.
      if (stream === 'stderr') stderrTail.add(mask.maskText(line.text));
      display.showsRaw(line.text);
      for (const event of readEvents(reader, line, stream)) handleEvent(event, at);
    }
    transcript.flush();
    deadline.check();
    return display.delivered();
  };

  let exit: ProcessExit = { code: null, signal: null };
  try {
    if (ending.reason() === null) {
      const agent = await startAgent(orders, onLines);
      orchestrator.send({ kind: 'agent', pid: agent.pid });
      exit = await superviseAgent(agent);
      for (const event of reader.end(exit.code)) handleEvent(event);
    }
  } catch (error) {
    ending.end('not-started');
    const message = (error as Error).message;
    handleEvent({ kind: 'error', error: { message, status: null, code: null, retryAfterMs: null, resetsAt: null } });
  }
  display.end();
  transcript.close();
  return {
    ...maskFacts(collector.facts(), mask),
    end: ending.reason() ?? 'exited',
    exitCode: exit.code,
    signal: exit.signal,
    startedAt,
    endedAt: now(),
    tail: display.tail(),
    stderrTail: mask.maskText(stderrTail.text()),
    transcript: orders.transcript,
  };

  /** Waits for the agent's end or for a reason to end it; afterwards no process of it is left. */
  async function superviseAgent(agent: AgentProcess): Promise<ProcessExit> {
    deadline.check();
    void agent.exited.then(() => ending.end('exited'));
    await ending.requested;
    if (ending.reason() !== 'exited' && agent.endInput()) await withTimeLimit(orders.timing.inputEndMs, agent.exited);
    const sandboxed = orders.sandbox.length > 0 && orders.loan === null;
    const { hasLauncher } = orders;
    await endProcesses({ leader: agent.pid, tag: orders.tag, sandboxed, hasLauncher }, orders.timing.killMs);
    // Also where nobody is left to do it.
    if (orders.loan !== null) await endLoan(orders.loan);
    await agent.drain(QUIET_MS);
    return (await withTimeLimit(QUIET_MS, agent.exited)) ?? exit;
  }
}

/** Why an attempt is ended, and that it is. */
interface Ending {
  end(reason: EndReason): void;
  readonly requested: Promise<void>;
  reason(): EndReason | null;
}

/**
 * The first reason stands: what ends because of it must not look like another one. But a pane that is signalled while
 * it is told to stop is no mere stop: whoever ends every process of that name ends pane and orchestrator alike.
 */
function createEnding(): Ending {
  let reason: EndReason | null = null;
  let resolveRequested = () => {};
  const requested = new Promise<void>((resolve) => {
    resolveRequested = resolve;
  });
  return {
    end(newReason) {
      if (reason === null || (reason === 'cancelled' && newReason === 'pane-lost')) reason = newReason;
      resolveRequested();
    },
    requested,
    reason: () => reason,
  };
}

/** A line too long to be kept whole is no event; neither is one that a reader stumbles over. */
function readEvents(reader: StreamReader, line: Line, stream: 'stdout' | 'stderr'): AgentEvent[] {
  if (line.cut > 0) return [{ kind: 'unknown', line: describeCutLine(line) }];
  try {
    return reader.read(line.text, stream);
  } catch {
    return [{ kind: 'unknown', line: line.text }];
  }
}
