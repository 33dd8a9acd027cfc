import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A stand-in for an action that brings a language or a tool: the machine's own is taken, and `script` (JavaScript) run. */
function writeSetUpAction(folder: string, script = ''): void {
  mkdirSync(folder, { recursive: true });
  const inputs = ['node-version', 'python-version', 'go-version-file', 'version', 'cache', 'registry-url'];
  writeFileSync(
    join(folder, 'action.yml'),
    `name: Set up\ninputs: { ${inputs.map((name) => `${name}: {}`).join(', ')} }\nruns: { using: node24, main: index.js }\n`,
  );
  writeFileSync(join(folder, 'index.js'), `${toolFolder}${script}`);
}

/** Programs of a tool are where a runner keeps tools, and on the PATH of the steps that follow. */
const toolFolder = [
  "const { execFileSync } = require('node:child_process');",
  "const { appendFileSync } = require('node:fs');",
  "const { join } = require('node:path');",
  'const cache = process.env.RUNNER_TOOL_CACHE;',
  "const run = (program, ...args) => execFileSync(program, args, { stdio: 'inherit' });",
  "const addPath = (folder) => appendFileSync(process.env.GITHUB_PATH, folder + '\\n');",
  '',
].join('\n');

/** What such actions do that bring something which steps use: a Python whose packages are this job's alone, and pnpm. */
const SET_UPS: readonly (readonly [action: string, script: string])[] = [
  [
    'actions/setup-python@',
    "run('python3', '-m', 'venv', join(cache, 'python')); addPath(join(cache, 'python', 'bin'));",
  ],
  [
    'pnpm/action-setup@',
    "run('npm', 'install', '--silent', '--prefix', join(cache, 'pnpm'), 'pnpm@10.28.0'); addPath(join(cache, 'pnpm', 'node_modules', '.bin'));",
  ],
  ...['actions/setup-node@', 'actions/setup-go@'].map((action) => [action, ''] as const),
];

/** The folder below `root` of a stand-in for an action of others; throws where there is none. */
export function writeStandIn(root: string, action: string): string {
  const folder = join(root, action.replace(/@.*/, '').replaceAll('/', '-'));
  const setUp = SET_UPS.find(([name]) => action.startsWith(name));
  if (setUp !== undefined) writeSetUpAction(folder, setUp[1]);
  else if (action.startsWith('actions/upload-artifact@')) writeUploadAction(folder);
  else throw new Error(`no stand-in for ${action}`);
  return folder;
}

/** pipx, as hosted runners have it: each program in an environment of its own. */
export function writePipx(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const script = [
    '#!/bin/sh -e',
    // Without extras.
    'name=$(echo "$2" | sed "s/[[].*//") place="$HOME/.local/share/pipx/$name"',
    'python3 -m venv "$place"',
    '"$place/bin/pip" install -q "$2"',
    'ln -s "$place/bin/$name" "$HOME/.local/bin/$name"',
    '',
  ];
  writeFileSync(join(folder, 'pipx'), script.join('\n'), { mode: 0o755 });
}

/**
 * A stand-in for actions/upload-artifact, which is not part of this project: it fails if the patterns of its step, one a
 * line, leave a transcript behind.
 */
function writeUploadAction(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'action.yml'),
    [
      'name: Keep files',
      'inputs: { name: {}, path: { required: true }, if-no-files-found: {}, retention-days: {} }',
      'runs: { using: node24, main: index.js }',
      '',
    ].join('\n'),
  );
  writeFileSync(
    join(folder, 'index.js'),
    [
      "const { globSync } = require('node:fs');",
      "const patterns = process.env.INPUT_PATH.split('\\n').filter((line) => line.trim() !== '');",
      'const found = patterns.flatMap((pattern) => globSync(pattern));',
      "const left = globSync(patterns[0].split('*')[0] + '**/*.jsonl').filter((file) => !found.includes(file));",
      'console.log(found);',
      "if (left.length > 0) throw new Error('not kept: ' + left);",
      '',
    ].join('\n'),
  );
}
