import { stripVTControlCharacters } from 'node:util';
import { lastCharacters } from '../../text.ts';
import { requireSandbox } from '../sandbox.ts';
import { splitCommand } from '../split-command.ts';
import { unknownLine } from '../stream/json.ts';
import { createStderrTail } from '../stream/last-stderr.ts';
import type { Backend, StreamReader } from '../types.ts';

const MAX_FINAL_LINES = 40;
const MAX_FINAL_LENGTH = 64 * 1024;

/**
 * Any program of the user (`request.options.command`, split as a shell would, run without one): the prompt comes on its
 * standard input, plain text is what it prints, the last non-empty lines are its final message, its exit code says
 * how it went. SEQUENTIAL_SANDBOX tells it what it may do.
 */
export const custom: Backend = {
  name: 'custom',
  hint: 'see agent-command',
  cli: null,
  keys: [],
  env: [],
  sandboxes: ['full'],
  command(_program, request) {
    // Who is asked for an assignment gives an answer and no work: that needs no sandbox to hold.
    if (request.options.assignment !== 'true') requireSandbox(custom, request.sandbox);
    const [program, ...args] = splitCommand(request.options.command ?? '', 'custom');
    return {
      argv: [program, ...args, ...request.extraArgs],
      env: { TZ: 'UTC', SEQUENTIAL_SANDBOX: request.sandbox },
      stdin: request.prompt,
    };
  },
  reader,
};

function reader(): StreamReader {
  const messageLines: string[] = [];
  const stderrTail = createStderrTail();
  return {
    read(raw, stream) {
      const line = stripVTControlCharacters(lastCharacters(raw, MAX_FINAL_LENGTH)).trimEnd();
      if (line.trim() === '') return [];
      if (stream === 'stderr') {
        stderrTail.add(line);
        return unknownLine(line);
      }
      messageLines.push(line);
      if (messageLines.length > MAX_FINAL_LINES) messageLines.shift();
      return [{ kind: 'message', text: line, delta: false }];
    },
    end(exitCode) {
      if (exitCode === null) return [];
      const ok = exitCode === 0;
      const finalMessage = lastCharacters(messageLines.join('\n'), MAX_FINAL_LENGTH);
      const error = ok ? null : stderrTail.toError(`exited with code ${exitCode}`);
      return [{ kind: 'finished', ok, finalMessage, error }];
    },
  };
}
