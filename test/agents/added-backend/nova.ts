import { join } from 'node:path';
import { backends as builtIn } from '../../../src/agents/index.ts';
import { requireSandbox } from '../../../src/agents/sandbox.ts';
import { agentError, unknownLine } from '../../../src/agents/stream/json.ts';
import { createStderrTail } from '../../../src/agents/stream/last-stderr.ts';
import type { Backend, StreamReader } from '../../../src/agents/types.ts';

/** A backend that the product does not know: a CLI with words, files, codes and a calendar of its own. */
export const nova: Backend = {
  name: 'nova',
  hint: 'made up for a test',
  cli: { program: 'nova-cli', package: '@made-up/nova', version: '3.1.4', homeVariables: ['NOVA_FOLDER'] },
  // No name that looks like a secret: it is known to be one from here alone.
  keys: ['NOVA_PASSPORT'],
  env: [],
  login: {
    loginFile: (folder) => join(folder('NOVA_FOLDER', '.nova'), 'passport.json'),
    settingsFiles: () => [],
    variables: [],
    providerArgument: /^--other-sky$/,
    keychain: false,
  },
  account: { key: 'NOVA_PASSPORT', login: 'nova-cli board', billing: 'https://nova.example/fuel' },
  limits: {
    codes: { fuel_spent: 'quota', boarding_denied: 'login' },
    messages: { billing: /\bno fuel card\b/, transient: /\bsolar wind\b/ },
    windows: ['lunar'],
    calendarReset: { period: 'month', zone: 'UTC', message: /\blunar fuel\b/i },
  },
  ownerAgents: [{ name: 'nova', strength: 'what is far away' }],
  statusOfExitCode: (exitCode) => (exitCode === 77 ? 503 : null),
  sandboxes: ['full', 'read-only'],
  command(program, request) {
    requireSandbox(nova, request.sandbox);
    const resume = request.session === null ? [] : ['--flight', request.session];
    return { argv: [program, ...resume, ...request.extraArgs], env: {}, stdin: request.prompt };
  },
  reader,
};

/** The one line in the list. */
export const withNova: readonly Backend[] = [...builtIn, nova];

/** It prints `flight ID`, `say TEXT`, `land`, and `abort CODE TEXT`. */
function reader(): StreamReader {
  const stderrTail = createStderrTail(/^no such flight/);
  let ended = false;
  return {
    read(line, stream) {
      const [, word, rest = ''] = /^(\w+) ?(.*)$/.exec(line) ?? [];
      if (stream === 'stderr') {
        stderrTail.add(line);
        return unknownLine(line);
      }
      switch (word) {
        case 'flight':
          return [{ kind: 'started', session: rest, model: null }];
        case 'say':
          return [{ kind: 'message', text: rest, delta: false }];
        case 'land':
          ended = true;
          return [{ kind: 'finished', ok: true, finalMessage: null, error: null }];
        case 'abort': {
          ended = true;
          const [, code = '', message = ''] = /^(\S+) (.*)$/.exec(rest) ?? [];
          return [{ kind: 'finished', ok: false, finalMessage: null, error: agentError(message, { code }) }];
        }
        default:
          return unknownLine(line);
      }
    },
    end: (exitCode) =>
      ended || stderrTail.text === null
        ? []
        : [{ kind: 'finished', ok: false, finalMessage: null, error: stderrTail.toError(`exit code ${exitCode}`) }],
  };
}
