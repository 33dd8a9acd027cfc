import { describe, expect, test } from '@jest/globals';
import type { UserError } from '../../src/errors.ts';
import { withoutPower } from '../../src/inputs/config-file/apply-config.ts';
import { parseConfig } from '../../src/inputs/config-file/parse-config.ts';
import { optionNames, options } from '../../src/inputs/options/options.ts';
import { action, cli, refusal } from './read.ts';

const parse = (text: string) => parseConfig(text, '.github/sequential.yml (main)');

/** How a file, or what it says together with flags, is refused. */
function refused(act: () => unknown): string {
  const { where, message, fix } = refusal(act) as UserError;
  return `${where}: ${message} → ${fix}`;
}

describe('the configuration file', () => {
  test('takes what flags and inputs take, as YAML has it', () => {
    const file = [
      'version: 1',
      'backend: claude',
      'verify: npm test',
      'attempts: 5',
      'include-optional: true',
      'checkpoint: off',
      'budget-usd: 2.50',
      'fallback-backends: [codex, gemini]',
      'protect:',
      '  - docs',
      '  - .github',
      'agent-args: |',
      '  codex: --flag',
      'spec:',
      '  - one',
      '  - "two, and more"',
    ].join('\n');
    const { specs, loop, agents, repository, throttle } = cli([], {}, file);
    expect(specs).toEqual(['one', 'two, and more']);
    expect(loop).toMatchObject({ verify: 'npm test', attempts: 5, includeOptional: true });
    expect(agents).toMatchObject({ backend: 'claude', backendGiven: true, agentArgs: { codex: ['--flag'] } });
    expect(repository).toMatchObject({ checkpoint: 'off', protect: ['docs', '.github'] });
    expect(throttle).toMatchObject({ budgetUsd: 2.5, fallbackBackends: ['codex', 'gemini'] });
  });

  test('names models by role: for the work, for assignments and for reviews', () => {
    const file = 'model: opus\nassign-model: haiku\nreviewer: codex:gpt-5.5\n';
    const models = { model: 'opus', assignModel: 'haiku', reviewer: { backend: 'codex', model: 'gpt-5.5' } };
    expect(cli([], {}, file).agents).toMatchObject(models);
    expect(cli(['--reviewer', 'none'], {}, file).agents.reviewer).toBeNull();
  });

  test('alone turns the memory between units off', () => {
    expect(cli([]).agents.memory).toBe(true);
    expect(cli([], {}, 'memory: false\n').forSpec('demo').agents.memory).toBe(false);
    expect(refused(() => parse('memory: sometimes\n'))).toContain('memory: ');
    expect(refused(() => parse('memry: false\n'))).toContain('did you mean memory?');
  });

  test('alone says which spec comes after which', () => {
    const file = 'specs: { b: { after: [a], verify: npm test }, c: { after: [a, b] }, d: { verify: make } }';
    expect(Object.fromEntries(parse(file).after)).toEqual({ b: ['a'], c: ['a', 'b'] });
    expect(cli([], {}, file).forSpec('b').loop.verify).toBe('npm test');
  });

  test.each([
    [
      'specs: { a: { after: [b] }, b: { after: [c] }, c: { after: [a] } }',
      'specs.a.after: a → b → c → a: none of them',
    ],
    ['specs: { x: { after: [a] }, a: { after: [b] }, b: { after: [a] } }', 'specs.a.after: a → b → a: none of them'],
    ['specs: { a: { after: [a] } }', 'specs.a.after: names a itself'],
    ['specs: { a: { after: b } }', 'specs.a.after: '],
    ['specs: { a: { after: [""] } }', 'specs.a.after.0: is empty'],
    ['specs: { a: { afer: [b] } }', 'did you mean after?'],
    ['after: [a]', 'unknown key after'],
    ['command: specs', 'command cannot be set in this file'],
  ])('an order that cannot be is refused: %s', (text, words) => expect(refused(() => parse(text))).toContain(words));

  test('may be empty', () => {
    for (const text of ['', '# nothing\n', 'isolation: {}', 'specs: {}'])
      expect(JSON.stringify(cli([], {}, text))).toEqual(JSON.stringify(cli([])));
  });

  test('stands back behind flags and inputs', () => {
    const file = 'verify: npm test\nattempts: 5\nisolation: off\nprotect: none\nwork-branch: night/{spec}\n';
    expect(cli(['--verify', 'make check'], {}, file).loop).toMatchObject({ verify: 'make check', attempts: 5 });
    expect(action({ isolation: 'strict', protect: 'docs' }, {}, file)).toMatchObject({
      isolation: { strength: 'strict' },
      repository: { protect: ['docs'], workBranch: 'night/{spec}' },
    });
  });

  test('counts although the runner hands over the defaults of action.yml', () => {
    const defaults = Object.fromEntries(optionNames('action').map((name) => [name, options[name].defaults.action]));
    const handedOver = Object.fromEntries(
      Object.entries(defaults).map(([name, value]) => [name, name === 'work-branch' ? value : '']),
    );
    const file = 'pull-request: off\nwork-branch: night/{spec}\ndelay: 1m\n';
    const read = action(handedOver, {}, file);
    expect(read.platform.pullRequest).toBe('off');
    expect(read.throttle.delayMs).toBe(60_000);
    expect(read.forSpec('a').repository.workBranch).toBe('night/a');
    // Given but empty still means the branch that is checked out.
    expect(action({ ...handedOver, 'work-branch': '' }, {}, file).repository.workBranch).toBe('');
  });

  test('sets what the command line has no flag for, where it counts: in the action', () => {
    expect(cli([], {}, 'pull-request: ready\n').platform.pullRequest).toBe('off');
    expect(action({}, {}, 'pull-request: ready\n').platform.pullRequest).toBe('ready');
  });

  test('says more of one spec than of all', () => {
    const read = cli([], {}, 'verify: npm test\nmodel: small\nspecs:\n  hard one:\n    model: large\n');
    expect(read.forSpec('hard one')).toMatchObject({ agents: { model: 'large' }, loop: { verify: 'npm test' } });
    expect(read.forSpec('another').agents.model).toBe('small');
    expect(cli(['--model', 'mine'], {}, 'specs: { a: { model: large } }').forSpec('a').agents.model).toBe('mine');
  });

  test('has sections for what only it can say', () => {
    const file = 'isolation:\n  writable: [~/x, /data]\n  allow: [docker, claude]\nsteering:\n  allow: [.claude/]\n';
    const read = cli([], { HOME: '/home/me' }, file);
    expect(read.isolation).toEqual({
      strength: 'auto',
      allow: ['docker', 'claude'],
      writable: ['/home/me/x', '/data'],
    });
    expect(read.repository.allowedSteering).toEqual(['.claude/']);
    expect(cli(['--isolation-allow', 'ssh'], {}, file).isolation.allow).toEqual(['ssh']);
    expect(cli([], {}, 'isolation:\n  strength: strict\n').isolation.strength).toBe('strict');
  });

  test.each([
    ['verfy: npm test\n', 'unknown key verfy → did you mean verify?'],
    ['isolaton: {}\n', 'unknown key isolaton → did you mean isolation?'],
    ['isolation:\n  writeable: [/x]\n', 'unknown key isolation.writeable → did you mean writable?'],
    ['steering:\n  alow: [x]\n', 'unknown key steering.alow → did you mean allow?'],
    ['specs:\n  a:\n    modle: x\n', 'unknown key specs.a.modle → did you mean model?'],
    ['specs:\n  a:\n    specs: {}\n', 'unknown key specs.a.specs → '],
    ['isolation:\n  writable: [build]\n', 'isolation.writable.0: "build" is not an absolute path'],
    ['isolation:\n  writable: [/]\n', 'isolation.writable.0: "/" is the whole machine'],
    ['isolation:\n  writable: [//]\n', 'isolation.writable.0: "//" is the whole machine'],
    ['isolation:\n  writable: [~/]\n', 'isolation.writable.0: "~/" is the whole home'],
    ['isolation:\n  writable: [~//.]\n', 'isolation.writable.0: "~//." is the whole home'],
    ['isolation:\n  writable: [/a/../..]\n', 'isolation.writable.0: "/a/../.." may lead elsewhere'],
    ['isolation:\n  writable: /data\n', 'isolation.writable: "/data" cannot stand here → give a list, such as'],
    ['isolation:\n', 'isolation: it has no value → accepted: auto'],
    ['memory: 3\n', 'memory: "3" cannot stand here → give true or false'],
    ['owner-backends: { ui: claude }\n', 'owner-backends: a section cannot stand here → accepted: '],
    ['specs: demo\n', 'specs: "demo" cannot stand here → give names of specs'],
    ['specs:\n  demo:\n', 'specs.demo: it has no value → give options'],
    ['specs:\n  demo: {verify: {a: b}}\n', 'specs.demo.verify: a section cannot stand here → accepted: '],
    ['isolation:\n  allow: [dokcer]\n', 'isolation.allow: "dokcer" is not one of the choices → accepted: '],
    ['isolation:\n  allow: [docker, bogus]\n', 'isolation.allow: "bogus" is not one of the choices → accepted: '],
    ['isolation:\n  strength: srict\n', 'isolation.strength: "srict" is'],
    ['isolation: strong\n', 'isolation: "strong" is not one of the choices → accepted: auto, strict, off'],
    ['steering:\n  allow: [../x]\n', 'steering.allow.0: leads out of the repository'],
    ['attempts: many\n', 'attempts: "many" is not a number → accepted: a whole number'],
    ['attempts:\n', 'attempts: it has no value → accepted: a whole number'],
    ['attempts: { a: 1 }\n', 'attempts: a section cannot stand here → accepted: '],
    ['specs:\n  a:\n    delay: soon\n', 'specs.a.delay: "soon" is not a duration → accepted: '],
    ['only: 3\n', 'only cannot be set in this file → give it as an input or flag of one run'],
    ['github-token: x\n', 'github-token cannot be set in this file → give it as an input, from a secret'],
    ['specs: { a: { workdir: b } }\n', 'workdir cannot be set in this file → '],
    ['version: 2\n', 'version: must be 1; other versions are not known here'],
    ['- a\n', 'the file: a list cannot stand here → give options'],
    ['backend\n', 'the file: "backend" cannot stand here → give options'],
    ['isolation:\n  writable: [/a\n', 'not valid YAML'],
    [
      'specs:\n\ta: {}\n',
      'sequential.yml (main):2: not valid YAML: Tabs are not allowed as indentation → indent with spaces',
    ],
    ['verify: a\nverify: b\n', '(main):2: not valid YAML: Map keys must be unique → '],
    ['a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c, *c, *c]\n', 'aliases are not supported'],
    [
      '# mine\nverify: GH_TOKEN=ghp_012345678901234567890123456789012345 npm test\n',
      '(main):2: this looks like a secret',
    ],
    ['model: sk-ant-api03-0123456789abcdefghij\n', '(main):1: this looks like a secret'],
  ])('refuses %j', (text, words) => {
    const said = refused(() => parse(text));
    expect(said).toContain(words);
    expect(said).toMatch(/^\.github\/sequential\.yml \(main\)/);
    expect(said).not.toMatch(/ghp_|sk-ant/);
  });

  test.each([
    ['backend: custom\n', 'agent-command: the backend custom has no program to run'],
    ['specs:\n  b:\n    backend: custom\n', 'agent-command: the backend custom has no program to run'],
    ['backend: gemini\nsandbox: workspace\n', '.github/sequential.yml (main): sandbox: gemini does not support'],
    ['backend: gemini\nspecs: { b: { sandbox: workspace } }\n', '(main): specs.b.sandbox: gemini does not support'],
  ])('is refused before anything runs where its values do not go together: %j', (text, words) => {
    expect(refused(() => cli([], {}, text))).toContain(words);
  });

  test('completes what flags leave open', () => {
    expect(cli(['--backend', 'custom'], {}, 'agent-command: my-agent\n').agents.agentCommand).toBe('my-agent');
  });
});

test('where an agent could have committed it, nothing of it executes or loosens, and that is named', () => {
  const text = [
    'backend: claude',
    'verify: echo mine',
    'isolation:\n  strength: off\n  allow: [docker]\n  writable: [/data]',
    'steering:\n  allow: [.claude]',
    'specs:\n  a:\n    agent-command: mine\n    attempts: 1\n  b:\n    isolation: strict',
  ].join('\n');
  const { config, left } = withoutPower(parse(text));
  expect([...config.options]).toEqual([['backend', 'claude']]);
  expect([...config.specs].map(([name, own]) => [name, [...own]])).toEqual([
    ['a', [['attempts', '1']]],
    ['b', [['isolation', 'strict']]],
  ]);
  expect(config).toMatchObject({ writable: [], allowedSteering: [] });
  expect(left.toSorted()).toEqual([
    'agent-command',
    'isolation',
    'isolation-allow',
    'isolation.writable',
    'steering.allow',
    'verify',
  ]);
});
