import { renderAgentEvent } from '../../report/console/agent-events.ts';
import { eventLines, summaryLines } from '../../report/console/event-lines.ts';
import { noColours } from '../../report/text/colour.ts';
import { nextStepOnGitHub } from '../../report/text/next-step.ts';
import { plainText } from '../../report/text/plain-text.ts';
import { verdictText } from '../../report/text/verdict-text.ts';
import type { Log, RunEvent } from '../../run-events/types.ts';
import { truncate } from '../../text.ts';

/** How a line of the log, a group and an annotation reach the runner (@actions/core's functions). */
export interface WorkflowCommands {
  readonly info: (line: string) => void;
  readonly startGroup: (title: string) => void;
  readonly endGroup: () => void;
  readonly error: (message: string, properties: { title: string; file: string; startLine?: number }) => void;
  readonly warning: (message: string, properties?: { title: string; file: string; startLine?: number }) => void;
}

/** Cells of a line, of what is cut to a line. */
const WIDTH = 200;

/** GitHub shows ten annotations of a kind a step; the log has them all. */
const maxAnnotations = 10;

/** A workflow's log: a group for each attempt, annotations at lines of tasks.md for what a person must see. */
export function workflowLog(commands: WorkflowCommands): Log {
  let groupOpen = false;
  let warnings = 0;
  const writeLine = (line: string) => commands.info(escapeWorkflowCommands(line));
  const closeGroup = () => {
    if (groupOpen) commands.endGroup();
    groupOpen = false;
  };
  const annotateHalt = ({ halt, path }: Extract<RunEvent, { kind: 'halted' }>) =>
    commands.error(escapeWorkflowCommands(plainText(halt.question)), {
      title: truncate(`Needs your input: ${plainText(halt.title)}`, WIDTH),
      file: path,
      ...startLine(halt.line),
    });
  /** false: its usual lines are to follow. */
  const handle = (event: RunEvent): boolean => {
    switch (event.kind) {
      case 'unit-started':
        closeGroup();
        commands.startGroup(escapeWorkflowCommands(eventLines(event, noColours, WIDTH).join(' ')));
        groupOpen = true;
        return true;
      case 'agent':
        for (const line of renderAgentEvent(event.event, { width: WIDTH, colour: false })) writeLine(`  ${line}`);
        return true;
      case 'attempt-ended':
        closeGroup();
        if (FAILED_VERDICTS.has(event.verdict.kind))
          warn(truncate(verdictText(event.verdict), 2500), attemptAnnotation(event));
        return false;
      case 'halted':
        annotateHalt(event);
        return true;
      case 'diagnostic': {
        const { line, code, message } = event.diagnostic;
        return warn(message, { title: code, file: event.path, ...startLine(line) });
      }
      case 'warning':
        return warn(event.message);
      case 'run-ended':
        for (const line of summaryLines(event.outcome, noColours, { nextStepOf: nextStepOnGitHub })) writeLine(line);
        return true;
      default:
        return false;
    }
  };
  return {
    emit(event) {
      if (!handle(event)) for (const line of eventLines(event, noColours, WIDTH)) writeLine(line);
    },
  };

  /** false: there is no room for another one. */
  function warn(message: string, properties?: Parameters<WorkflowCommands['warning']>[1]): boolean {
    warnings += 1;
    if (warnings >= maxAnnotations) return false;
    commands.warning(escapeWorkflowCommands(plainText(message)), ...(properties === undefined ? [] : [properties]));
    return true;
  }
}

/** Endings of an attempt that a person may want to look into, although another one follows. */
const FAILED_VERDICTS: ReadonlySet<string> = new Set(['incomplete', 'failed', 'timed-out', 'stalled']);

function attemptAnnotation({ title, attempt, verdict, path, line }: Extract<RunEvent, { kind: 'attempt-ended' }>) {
  return {
    title: truncate(`Attempt ${attempt} ${verdict.kind}: ${plainText(title)}`, WIDTH),
    file: path,
    ...startLine(line),
  };
}

function startLine(line: number): { startLine?: number } {
  return line > 0 ? { startLine: line } : {};
}

/**
 * The runner takes a line that starts with `::`, after blanks, or holds `##[`, for a command, whoever wrote it: an
 * agent's words must not set variables or end the log (actions/runner, ActionCommand.cs).
 */
export function escapeWorkflowCommands(text: string): string {
  return text.replace(/^([^\S\n\r\u2028\u2029]*):(?=:)/gm, '$1:\u200b').replaceAll('##[', '#\u200b#[');
}
