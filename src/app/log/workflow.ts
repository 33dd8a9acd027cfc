import { renderEvent } from '../../report/console/agent-events.ts';
import { consoleLines, summaryLines } from '../../report/console/event-lines.ts';
import { plainPaint } from '../../report/text/colour.ts';
import { nextOnGitHub } from '../../report/text/next-step.ts';
import { plainText } from '../../report/text/plain-text.ts';
import { verdictWords } from '../../report/text/verdict-text.ts';
import type { Log } from '../../run/ports.ts';
import type { Happening } from '../../run-events/types.ts';

/** How a line of the log, a group and an annotation reach the runner (@actions/core's functions). */
export interface WorkflowCommands {
  readonly info: (line: string) => void;
  readonly startGroup: (title: string) => void;
  readonly endGroup: () => void;
  readonly error: (message: string, at: { title: string; file: string; startLine?: number }) => void;
  readonly warning: (message: string, at?: { title: string; file: string; startLine?: number }) => void;
}

/** GitHub shows ten annotations of a kind a step; the log has them all. */
const mostAnnotations = 10;

/** A workflow's log: a group for each attempt, annotations at lines of tasks.md for what a person must see. */
export function workflowLog(commands: WorkflowCommands): Log {
  let open = false;
  let warnings = 0;
  const say = (line: string) => commands.info(inert(line));
  const close = () => {
    if (open) commands.endGroup();
    open = false;
  };
  return {
    emit(happening) {
      switch (happening.kind) {
        case 'unit-started':
          close();
          commands.startGroup(inert(consoleLines(happening).join(' ')));
          open = true;
          return;
        case 'agent':
          for (const line of renderEvent(happening.event, { width: 200, colour: false })) say(`  ${line}`);
          return;
        case 'attempt-ended':
          close();
          if (FAILED.has(happening.verdict.kind))
            warn(verdictWords(happening.verdict).slice(0, 2000), titled(happening));
          break;
        case 'halted': {
          const { halt, path } = happening;
          commands.error(inert(plainText(halt.question)), {
            title: `A human is asked: ${plainText(halt.title)}`,
            file: path,
            ...at(halt.line),
          });
          return;
        }
        case 'diagnostic': {
          const { line, code, message } = happening.diagnostic;
          if (warn(message, { title: code, file: happening.path, ...at(line) })) return;
          break;
        }
        case 'warning':
          if (warn(happening.message)) return;
          break;
        case 'run-ended':
          for (const line of summaryLines(happening.outcome, plainPaint, nextOnGitHub)) say(line);
          return;
        default:
      }
      for (const line of consoleLines(happening)) say(line);
    },
  };

  /** false: there is no room for another one. */
  function warn(message: string, place?: Parameters<WorkflowCommands['warning']>[1]): boolean {
    warnings += 1;
    if (warnings >= mostAnnotations) return false;
    commands.warning(inert(plainText(message)), ...(place === undefined ? [] : [place]));
    return true;
  }
}

/** Endings of an attempt that a person may want to look into, although another one follows. */
const FAILED: ReadonlySet<string> = new Set(['incomplete', 'failed', 'timed-out', 'stalled']);

function titled({ title, attempt, verdict, path, line }: Extract<Happening, { kind: 'attempt-ended' }>) {
  return { title: `Attempt ${attempt} ${verdict.kind}: ${plainText(title)}`, file: path, ...at(line) };
}

function at(line: number): { startLine?: number } {
  return line > 0 ? { startLine: line } : {};
}

/**
 * The runner takes a line that starts with `::`, after blanks, or holds `##[`, for a command, whoever wrote it: an
 * agent's words must not set variables or end the log (actions/runner, ActionCommand.cs).
 */
export function inert(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, '$1:\u200b').replaceAll('##[', '#\u200b#[');
}
