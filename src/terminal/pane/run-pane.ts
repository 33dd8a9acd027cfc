import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { createCollector } from '../../agents/stream/collect.ts';
import type { AgentEvent, EndReason, StreamReader } from '../../agents/types.ts';
import { createMask } from '../../secrets/mask.ts';
import { firstCharacters } from '../../text.ts';
import { endProcesses } from '../process/end-processes.ts';
import type { Line } from '../process/line-splitter.ts';
import { ATTEMPT_MARKER_VARIABLE, type PaneOrders } from '../process/pane-orders.ts';
import { type AgentProcess, type ProcessExit, startAgent } from './agent-process.ts';
import { createDeadline } from './deadline.ts';
import { connectToOrchestrator } from './orchestrator-link.ts';
import { createAttemptDisplay } from './show.ts';
import { createTail } from './tail.ts';
import { withTimeLimit } from './time-limit.ts';
import { createTranscript } from './transcript.ts';
import { createWatchdog } from './watch.ts';
import { maskFacts, writeReport } from './write-report.ts';

/** For what is still on its way when every process has ended. */
const QUIET_MS = 1_000;
/** Characters of the last stderr lines that go into the report. */
const STDERR_TAIL_LENGTH = 2_000;
/** Characters of a line that was too long to be kept. */
const CUT_LINE_LENGTH = 2_000;

/** Carries one attempt out, from orders to report. Resolves when nothing of the agent is left. */
export async function runPane(orders: PaneOrders, reader: StreamReader): Promise<void> {
  const startedAt = Date.now();
  const mask = createMask(orders.secrets);
  const collector = createCollector();
  const watchdog = createWatchdog(orders, startedAt);
  const stderrTail = createTail(STDERR_TAIL_LENGTH);

  // The first reason stands: what ends because of it must not look like another one.
  let reason: EndReason | null = null;
  let resolveEndRequested = () => {};
  const endRequested = new Promise<void>((resolve) => {
    resolveEndRequested = resolve;
  });
  const end = (endReason: EndReason) => {
    reason ??= endReason;
    deadline.cancel();
    resolveEndRequested();
  };
  const deadline = createDeadline(watchdog, end);
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, () => end('window-closed'));

  const orchestrator = await connectToOrchestrator(
    orders,
    () => end('cancelled'),
    () => end('orphaned'),
  );
  const display = createAttemptDisplay(orders, mask, orchestrator, {
    startedAt,
    usage: () => collector.facts().usage,
    stop: () => end('window-closed'),
  });
  const handleEvent = (event: AgentEvent, now = Date.now()) => {
    collector.add(event);
    watchdog.onEvent(event, now);
    display.event(event, now);
  };
  const transcript = createTranscript(orders.transcript, mask, (line) => handleEvent({ kind: 'unknown', line }));

  const onLines = (lines: readonly Line[], stream: 'stdout' | 'stderr') => {
    const now = Date.now();
    watchdog.onOutput(now);
    for (const line of lines) {
      transcript.add(line, stream);
      // Masked before it is cut: half a secret would hide from the mask.
      if (stream === 'stderr') stderrTail.add(mask.maskText(line.text));
      display.showsRaw(line.text);
      for (const event of readEvents(reader, line, stream)) handleEvent(event, now);
    }
    transcript.flush();
    deadline.check();
    return display.delivered();
  };

  let exit: ProcessExit = { code: null, signal: null };
  try {
    if (reason === null) {
      const agent = await startAgent(orders, onLines);
      orchestrator.send({ kind: 'agent', pid: agent.pid });
      exit = await superviseAgent(agent);
      for (const event of reader.end(exit.code)) handleEvent(event);
    }
  } catch (error) {
    end('not-started');
    const message = (error as Error).message;
    handleEvent({ kind: 'error', error: { message, status: null, code: null, retryAfterMs: null, resetsAt: null } });
  }
  display.end();
  transcript.close();
  writeReport(orders.reportPath, {
    ...maskFacts(collector.facts(), mask),
    end: reason ?? 'exited',
    exitCode: exit.code,
    signal: exit.signal,
    startedAt,
    endedAt: Date.now(),
    tail: display.tail(),
    stderrTail: mask.maskText(stderrTail.text()),
    transcript: orders.transcript,
  });
  // Nobody is left to do it.
  if (reason === 'orphaned') rmSync(dirname(orders.reportPath), { recursive: true, force: true });
  await orchestrator.end();

  /** Waits for the agent's end or for a reason to end it; afterwards no process of it is left. */
  async function superviseAgent(agent: AgentProcess): Promise<ProcessExit> {
    deadline.check();
    void agent.exited.then(() => end('exited'));
    await endRequested;
    await endProcesses(
      { leader: agent.pid, marker: `${ATTEMPT_MARKER_VARIABLE}=${orders.marker}` },
      orders.timing.killMs,
    );
    await agent.drain(QUIET_MS);
    return (await withTimeLimit(QUIET_MS, agent.exited)) ?? exit;
  }
}

/** A line too long to be kept whole is no event; neither is one that a reader stumbles over. */
function readEvents(reader: StreamReader, line: Line, stream: 'stdout' | 'stderr'): AgentEvent[] {
  if (line.cut > 0) {
    const length = line.text.length + line.cut;
    return [
      { kind: 'unknown', line: `[a line of ${length} characters] ${firstCharacters(line.text, CUT_LINE_LENGTH)}…` },
    ];
  }
  try {
    return reader.read(line.text, stream);
  } catch {
    return [{ kind: 'unknown', line: line.text }];
  }
}
