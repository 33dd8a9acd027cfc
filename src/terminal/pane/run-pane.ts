import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { createCollector } from '../../agents/stream/collect.ts';
import type { AgentEvent, EndReason, StreamReader } from '../../agents/types.ts';
import { createMask } from '../../secrets/mask.ts';
import { endProcesses } from '../process/end-processes.ts';
import type { Line } from '../process/line-splitter.ts';
import { MARKER, type Orders } from '../process/pane-orders.ts';
import { type AgentProcess, type Exit, startAgent } from './agent-process.ts';
import { createDeadline } from './deadline.ts';
import { linkUp } from './orchestrator-link.ts';
import { createShow } from './show.ts';
import { createTail } from './tail.ts';
import { within } from './time-limit.ts';
import { createTranscript } from './transcript.ts';
import { createWatch } from './watch.ts';
import { maskFacts, writeReport } from './write-report.ts';

/** For what is still on its way when every process has ended. */
const QUIET_MS = 1_000;
/** Characters of the last stderr lines that go into the report. */
const STDERR_TAIL = 2_000;
/** Characters of a line that was too long to be kept. */
const CUT_LINE = 2_000;

/** Carries one attempt out, from orders to report. Resolves when nothing of the agent is left. */
export async function runPane(orders: Orders, reader: StreamReader): Promise<void> {
  const startedAt = Date.now();
  const mask = createMask(orders.secrets);
  const collector = createCollector();
  const watch = createWatch(orders, startedAt);
  const stderrTail = createTail(STDERR_TAIL);

  // The first reason stands: what ends because of it must not look like another one.
  let reason: EndReason | null = null;
  let endNow = () => {};
  const ending = new Promise<void>((resolve) => {
    endNow = resolve;
  });
  const end = (why: EndReason) => {
    reason ??= why;
    deadline.cancel();
    endNow();
  };
  const deadline = createDeadline(watch, end);
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, () => end('window-closed'));

  const link = await linkUp(
    orders,
    () => end('cancelled'),
    () => end('orphaned'),
  );
  const show = createShow(orders, mask, link, {
    startedAt,
    usage: () => collector.facts().usage,
    stop: () => end('window-closed'),
  });
  const take = (event: AgentEvent, now = Date.now()) => {
    collector.on(event);
    watch.on(event, now);
    show.event(event, now);
  };
  const transcript = createTranscript(orders.transcript, mask, (line) => take({ kind: 'unknown', line }));

  const onLines = (lines: readonly Line[], stream: 'stdout' | 'stderr') => {
    const now = Date.now();
    watch.heard(now);
    for (const line of lines) {
      transcript.add(line, stream);
      // Masked before it is cut: half a secret would hide from the mask.
      if (stream === 'stderr') stderrTail.add(mask.text(line.text));
      show.raw(line.text);
      for (const event of eventsOf(reader, line, stream)) take(event, now);
    }
    transcript.flush();
    deadline.check();
    return show.taken();
  };

  let exit: Exit = { code: null, signal: null };
  try {
    if (reason === null) {
      const agent = await startAgent(orders, onLines);
      link.send({ kind: 'agent', pid: agent.pid });
      exit = await attend(agent);
      for (const event of reader.end(exit.code)) take(event);
    }
  } catch (error) {
    end('not-started');
    const message = (error as Error).message;
    take({ kind: 'error', error: { message, status: null, code: null, retryAfterMs: null, resetsAt: null } });
  }
  show.end();
  transcript.close();
  writeReport(orders.result, {
    ...maskFacts(collector.facts(), mask),
    end: reason ?? 'exited',
    exitCode: exit.code,
    signal: exit.signal,
    startedAt,
    endedAt: Date.now(),
    tail: show.tail(),
    stderrTail: mask.text(stderrTail.text()),
    transcript: orders.transcript,
  });
  // Nobody is left to do it.
  if (reason === 'orphaned') rmSync(dirname(orders.result), { recursive: true, force: true });
  await link.end();

  /** Waits for the agent's end or for a reason to end it; afterwards no process of it is left. */
  async function attend(agent: AgentProcess): Promise<Exit> {
    deadline.check();
    void agent.exited.then(() => end('exited'));
    await ending;
    await endProcesses({ leader: agent.pid, marker: `${MARKER}=${orders.marker}` }, orders.timing.killMs);
    await agent.drain(QUIET_MS);
    return (await within(QUIET_MS, agent.exited)) ?? exit;
  }
}

/** A line too long to be kept whole is no event; neither is one that a reader stumbles over. */
function eventsOf(reader: StreamReader, line: Line, stream: 'stdout' | 'stderr'): AgentEvent[] {
  if (line.cut > 0) {
    const length = line.text.length + line.cut;
    return [{ kind: 'unknown', line: `[a line of ${length} characters] ${line.text.slice(0, CUT_LINE)}…` }];
  }
  try {
    return reader.read(line.text, stream);
  } catch {
    return [{ kind: 'unknown', line: line.text }];
  }
}
