import { stripVTControlCharacters } from 'node:util';
import { split } from 'shlex';
import { UserError } from '../../errors.ts';
import { requireSandbox } from '../sandbox.ts';
import { unknownLine } from '../stream/json.ts';
import { createLastWords } from '../stream/last-stderr.ts';
import type { Backend, StreamReader } from '../types.ts';

const FINAL_LINES = 40;
const FINAL_LENGTH = 64 * 1024;

/**
 * Any program of the user (`order.options.command`, split as a shell would, run without one): the prompt comes on its
 * standard input, plain text is what it prints, the last non-empty lines are its final message, its exit code says
 * how it went. SEQUENTIAL_SANDBOX tells it what it may do.
 */
export const custom: Backend = {
  name: 'custom',
  cli: null,
  keys: [],
  env: [],
  sandboxes: ['full'],
  command(_program, order) {
    // Who is asked for an assignment gives an answer and no work: that needs no sandbox to hold.
    if (order.options.assignment !== 'true') requireSandbox(custom, order.sandbox);
    const [program, ...args] = splitCommand(order.options.command ?? '');
    return {
      argv: [program, ...args, ...order.extraArgs],
      env: { TZ: 'UTC', SEQUENTIAL_SANDBOX: order.sandbox },
      stdin: order.prompt,
    };
  },
  reader,
};

function splitCommand(command: string): [string, ...string[]] {
  const place = {
    where: '--agent-command',
    fix: "give a program and its arguments: --agent-command './agent.sh --fast'",
  };
  let words: string[];
  try {
    words = split(command);
  } catch (cause) {
    throw new UserError(`the agent command cannot be split into words: ${command}`, { ...place, cause });
  }
  const [program, ...args] = words;
  if (!program) throw new UserError('the backend custom needs a command, none was given', place);
  return [program, ...args];
}

function reader(): StreamReader {
  const said: string[] = [];
  const complaints = createLastWords();
  return {
    read(raw, stream) {
      const line = stripVTControlCharacters(raw.slice(-FINAL_LENGTH)).trimEnd();
      if (line.trim() === '') return [];
      if (stream === 'stderr') {
        complaints.hear(line);
        return unknownLine(line);
      }
      said.push(line);
      if (said.length > FINAL_LINES) said.shift();
      return [{ kind: 'message', text: line, delta: false }];
    },
    end(exitCode) {
      if (exitCode === null) return [];
      const ok = exitCode === 0;
      const finalMessage = said.join('\n').slice(-FINAL_LENGTH);
      const error = ok ? null : complaints.error(`exited with code ${exitCode}`);
      return [{ kind: 'finished', ok, finalMessage, error }];
    },
  };
}
