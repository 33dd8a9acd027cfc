import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { createCollector } from '../../agents/collect.ts';
import { createMask } from '../../agents/mask.ts';
import type { AgentEvent, AgentReport, EndReason, StreamReader } from '../../agents/types.ts';
import { renderEvent, statusLine } from '../../report/events.ts';
import { plainText } from '../../report/plain-text.ts';
import { endProcesses } from '../kill.ts';
import type { Line } from '../lines.ts';
import { MARKER, type Orders } from '../orders.ts';
import { type AgentProcess, type Exit, startAgent } from './agent.ts';
import { linkUp } from './link.ts';
import { createOutlet } from './outlet.ts';
import { createScreenTail, createStderrTail, maskFacts, writeReport } from './report.ts';
import { createScreen, noScreen } from './screen.ts';
import { createTranscript } from './transcript.ts';
import { createWatch } from './watch.ts';

/** For what is still in the pipes after every process that could write to them has ended. */
const DRAIN_MS = 1_000;
/** What setTimeout takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Characters of a raw line that are shown. */
const RAW_LENGTH = 2_000;

/** Carries one attempt out, from orders to report. Resolves when nothing of the agent is left. */
export async function runPane(orders: Orders, reader: StreamReader): Promise<void> {
  const startedAt = Date.now();
  const mask = createMask(orders.secrets);
  const collector = createCollector();
  const watch = createWatch(orders, startedAt);
  const screenTail = createScreenTail();
  const stderrTail = createStderrTail();

  // The first reason stands: what ends because of it must not look like another one.
  let reason: EndReason | null = null;
  let endNow: () => void = () => {};
  const ending = new Promise<void>((resolve) => {
    endNow = resolve;
  });
  const end = (why: EndReason) => {
    reason ??= why;
    clearTimeout(timer);
    endNow();
  };
  // Set anew only where the end comes nearer; where it moves away the timer fires early and looks again.
  let timer: NodeJS.Timeout | undefined;
  let firesAt = Number.POSITIVE_INFINITY;
  function rearm(): void {
    const { at, reason: why } = watch.next();
    const now = Date.now();
    if (reason !== null || at >= firesAt) return;
    clearTimeout(timer);
    firesAt = Math.min(at, now + LONGEST_TIMER_MS);
    if (at <= now) end(why);
    else timer = setTimeout(fire, firesAt - now);
  }
  function fire(): void {
    firesAt = Number.POSITIVE_INFINITY;
    rearm();
  }
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, () => end('window-closed'));

  const link = await linkUp(
    orders,
    () => end('cancelled'),
    () => end('orphaned'),
  );
  let raw = false;
  const screen = orders.window
    ? createScreen(
        { input: process.stdin, output: process.stdout, colour: orders.window.colour },
        {
          stop: () => end('window-closed'),
          raw() {
            raw = !raw;
            screen.print([raw ? '— raw stream; r: back —' : '— rendered; r: raw stream —']);
          },
        },
      )
    : noScreen;
  const colour = orders.window?.colour ?? false;
  const drawStatus = () => {
    const { unit, attempt, attempts } = orders;
    const { usage } = collector.facts();
    screen.status(statusLine({ unit, attempt, attempts, elapsedMs: Date.now() - startedAt, usage }));
  };
  let slow: Promise<void> | undefined;
  const outlet = createOutlet(mask, (event) => {
    for (const line of renderEvent(event, { width: 160, colour: false })) screenTail.add(line);
    if (!raw) screen.print(renderEvent(event, { width: screen.width, colour }));
    slow = link.send({ kind: 'event', event }) ?? slow;
  });
  const take = (event: AgentEvent, now: number) => {
    collector.on(event);
    watch.on(event, now);
    outlet.on(event, now);
  };
  const warn = (message: string) => take({ kind: 'unknown', line: message }, Date.now());
  const transcript = createTranscript(orders.transcript, mask, warn);

  function onLines(lines: readonly Line[], stream: 'stdout' | 'stderr'): Promise<void> | undefined {
    const now = Date.now();
    watch.heard(now);
    for (const line of lines) {
      transcript.add(line, stream);
      if (stream === 'stderr') stderrTail.add(line.text);
      if (raw) screen.print([plainText(mask.text(line.text)).slice(0, RAW_LENGTH)]);
      for (const event of eventsOf(reader, line, stream)) take(event, now);
    }
    transcript.flush();
    rearm();
    const wait = slow;
    slow = undefined;
    return wait;
  }

  screen.print([
    `${orders.unit} · ${orders.title} · ${orders.backend} · attempt ${orders.attempt} of ${orders.attempts}`,
    `raw stream: ${orders.transcript} (r shows it here, Ctrl-C ends the attempt)`,
    '',
  ]);
  drawStatus();
  const ticking = orders.window && setInterval(drawStatus, 1_000);

  let exit: Exit = { code: null, signal: null };
  try {
    if (reason === null) {
      const agent = await startAgent(orders, onLines);
      link.send({ kind: 'agent', pid: agent.pid });
      exit = await attend(agent);
      for (const event of reader.end(exit.code)) take(event, Date.now());
    }
  } catch (error) {
    end('not-started');
    take({ kind: 'error', error: { ...noError, message: (error as Error).message } }, Date.now());
  }
  outlet.end();
  transcript.close();
  if (ticking) clearInterval(ticking);
  screen.close();
  writeReport(orders.result, report());
  if (reason === 'orphaned') rmSync(dirname(orders.result), { recursive: true, force: true });
  await link.end();

  /** Waits for the agent's end or for a reason to end it; afterwards no process of it is left. */
  async function attend(agent: AgentProcess): Promise<Exit> {
    rearm();
    void agent.exited.then(() => end('exited'));
    await ending;
    await endProcesses({ leader: agent.pid, marker: `${MARKER}=${orders.marker}` }, orders.timing.killMs);
    await within(DRAIN_MS, agent.drained);
    agent.abandon();
    return (await within(DRAIN_MS, agent.exited)) ?? exit;
  }

  function report(): AgentReport {
    return {
      ...maskFacts(collector.facts(), mask),
      end: reason ?? 'exited',
      exitCode: exit.code,
      signal: exit.signal,
      startedAt,
      endedAt: Date.now(),
      tail: screenTail.text(),
      stderrTail: mask.text(stderrTail.text()),
      transcript: orders.transcript,
    };
  }
}

const noError = { status: null, code: null, retryAfterMs: null, resetsAt: null } as const;

/** A line too long to be kept whole is no event; neither is one that a reader stumbles over. */
function eventsOf(reader: StreamReader, line: Line, stream: 'stdout' | 'stderr'): AgentEvent[] {
  const unknown: AgentEvent = { kind: 'unknown', line: line.text };
  if (line.cut > 0)
    return [
      { ...unknown, line: `${line.text.slice(0, RAW_LENGTH)}… [a line of ${line.text.length + line.cut} characters]` },
    ];
  try {
    return reader.read(line.text, stream);
  } catch {
    return [unknown];
  }
}

/** What `promise` resolves to, undefined where that takes longer than `ms`. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  const first = await Promise.race([promise, patience]);
  clearTimeout(timer);
  return first;
}
