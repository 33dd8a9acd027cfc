import { describe, expect, test } from '@jest/globals';
import { backends } from '../../src/agents/index.ts';
import {
  type OwnerBackendSettings,
  ownerAgentNames,
  parseOwnerBackends,
  requestedModels,
  resolveExecutor,
  usedBackends,
} from '../../src/plan/assignment/owner-backends.ts';
import type { AssignmentType } from '../../src/plan/types.ts';

const standard: OwnerBackendSettings = {
  backend: 'opencode',
  backendGiven: false,
  assignBackend: 'opencode',
  model: null,
  ownerBackends: null,
};
const given = (backend: string, agents: string | null = null, model: string | null = null): OwnerBackendSettings => ({
  backend,
  backendGiven: true,
  assignBackend: backend,
  model,
  ownerBackends: agents === null ? null : parseOwnerBackends(agents),
});
const assigned = (owner_agent: string, source = 'opencode', type: AssignmentType = 'code') => ({
  type,
  owner_agent,
  source,
});

describe('--owner-backends', () => {
  test('names who stands behind an owner agent, with a model where one is wanted', () => {
    expect(
      parseOwnerBackends('codex=claude, gemini = opencode:google/gemini-3-pro\nlocal=opencode:ollama/x:7b,'),
    ).toEqual({
      codex: { backend: 'claude', model: null },
      gemini: { backend: 'opencode', model: 'google/gemini-3-pro' },
      local: { backend: 'opencode', model: 'ollama/x:7b' },
    });
  });

  test.each([
    ['codex', /cannot read "codex"/],
    ['codex=', /cannot read/],
    ['=claude', /cannot read/],
    ['codex=claude gemini=claude', /cannot read "codex=claude gemini=claude"/],
    ['codex=claude:', /cannot read/],
    ['a=codex,a=claude', /"a" is given twice/],
    [' , ', /no owner agent/],
  ])('"%s" is refused with an example', (text, message) => {
    expect(() => parseOwnerBackends(text)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(message),
        where: 'owner-backends',
        fix: expect.any(String),
      }),
    );
  });
});

describe('Who executes a unit', () => {
  test.each<[string, OwnerBackendSettings, string, string, string | null]>([
    ['codex by default', standard, 'codex', 'codex', null],
    ['gemini by default', standard, 'gemini', 'gemini', null],
    ['the backend for any other name', standard, 'claude', 'opencode', null],
    ['the backend for a name of every object', standard, 'constructor', 'opencode', null],
    ['the backend that was given, without a roster', given('claude'), 'codex', 'claude', null],
    ['the roster before the backend that was given', given('claude', 'gemini=copilot'), 'gemini', 'copilot', null],
    ['the default roster beside the one given', given('claude', 'gemini=copilot'), 'codex', 'codex', null],
    ['one for everything', given('claude', 'all=codex:gpt-5.5'), 'gemini', 'codex', 'gpt-5.5'],
    ['a name of its own before all', given('claude', 'all=codex,gemini=gemini'), 'gemini', 'gemini', null],
    ["the model of the roster's entry", given('claude', 'ui=opencode:g/m', 'opus'), 'ui', 'opencode', 'g/m'],
    ['the model of --backend, there', given('claude', 'ui=claude', 'opus'), 'ui', 'claude', 'opus'],
    ['not the model of --backend elsewhere', given('claude', 'ui=gemini', 'opus'), 'ui', 'gemini', null],
    ['the model for all', given('claude', 'all=codex', 'gpt-5.5'), 'ui', 'codex', 'gpt-5.5'],
  ])('is %s', (_who, settings, owner, backend, model) => {
    expect(resolveExecutor(assigned(owner), settings, backends, null)).toEqual({ backend, model, type: 'code' });
  });

  test('is the backend where the one assigned cannot run here', () => {
    expect(resolveExecutor(assigned('codex'), standard, backends, new Set(['opencode'])).backend).toBe('opencode');
  });

  test('is the backend where no agent made the assignment', () => {
    for (const source of ['default', 'fallback']) {
      const settings = { ...given('codex', 'codex=claude') };
      expect(resolveExecutor(assigned('codex', source), settings, backends, null).backend).toBe('codex');
      expect(resolveExecutor(assigned('codex', source), given('codex', 'all=gemini'), backends, null).backend).toBe(
        'gemini',
      );
    }
  });

  test('reviews, where codex-review owns it', () => {
    expect(resolveExecutor(assigned('codex-review'), standard, backends, null)).toEqual({
      backend: 'codex',
      model: null,
      type: 'review',
    });
    expect(resolveExecutor(assigned('gemini', 'opencode', 'ui'), standard, backends, null).type).toBe('ui');
  });
});

describe('The roster that an assigning agent chooses from', () => {
  test('is what can run here', () => {
    expect(ownerAgentNames(standard, backends, null)).toEqual(['codex', 'gemini', 'codex-review']);
    expect(ownerAgentNames(standard, backends, new Set(['opencode', 'gemini']))).toEqual(['gemini']);
    expect(ownerAgentNames(given('claude'), backends, new Set(['claude']))).toEqual([
      'codex',
      'gemini',
      'codex-review',
    ]);
    expect(ownerAgentNames(given('claude', 'artist=gemini'), backends, new Set(['claude', 'gemini']))).toEqual([
      'gemini',
      'artist',
    ]);
    expect(ownerAgentNames(given('claude', 'all=claude'), backends, null)).not.toContain('all');
  });

  test('is never empty', () => {
    expect(ownerAgentNames(standard, backends, new Set(['opencode']))).toEqual(['opencode']);
  });
});

describe('The backends that a run may start', () => {
  test.each<[string, OwnerBackendSettings, string[], string[], string[]]>([
    ['by default', standard, [], ['opencode', 'codex', 'gemini'], ['opencode']],
    ['with a backend', given('claude'), ['codex'], ['claude', 'codex'], ['claude']],
    ['with a roster', given('claude', 'codex=copilot,gemini=claude'), [], ['claude', 'copilot', 'codex'], ['claude']],
    [
      'with one for everything',
      { ...given('claude', 'all=codex'), assignBackend: 'gemini' },
      [],
      ['codex', 'gemini'],
      ['codex', 'gemini'],
    ],
    [
      'with a reviewer',
      { ...given('claude'), reviewer: { backend: 'codex', model: null } },
      [],
      ['claude', 'codex'],
      ['claude', 'codex'],
    ],
    ['without assignments', { ...standard, assignBackend: null }, ['claude'], ['opencode', 'claude'], ['opencode']],
  ])('%s', (_title, settings, fallbacks, used, required) => {
    expect(usedBackends(settings, fallbacks, backends)).toEqual({ used, required });
  });
});

describe('The models that a run may ask for', () => {
  test.each<[string, OwnerBackendSettings, string | null, string[]]>([
    ['none is given', standard, null, []],
    ['one for the work', given('opencode', null, 'x/big'), null, ['opencode x/big']],
    ['one for assignments', given('opencode', null, 'x/big'), 'x/small', ['opencode x/big', 'opencode x/small']],
    [
      'another backend assigns',
      { ...given('opencode', null, 'x/big'), assignBackend: 'codex' },
      null,
      ['opencode x/big'],
    ],
    [
      'a roster',
      given('claude', 'codex=opencode:x/y,gemini=claude:opus,local=claude', 'sonnet'),
      null,
      ['claude sonnet', 'opencode x/y', 'claude opus'],
    ],
    [
      'a reviewer',
      { ...given('claude', null, 'sonnet'), reviewer: { backend: 'codex', model: 'gpt' } },
      null,
      ['claude sonnet', 'codex gpt'],
    ],
    ['one backend for everything', given('claude', 'all=codex:gpt'), null, ['codex gpt']],
    [
      'no assignments: nobody is chosen from the roster',
      { ...given('claude', 'codex=opencode:x/y', 'sonnet'), assignBackend: null },
      'haiku',
      ['claude sonnet'],
    ],
  ])('%s', (_title, settings, assignModel, expected) => {
    const models = requestedModels({ ...settings, assignModel }, backends);
    expect(models.map(({ backend, model }) => `${backend} ${model}`)).toEqual(expected);
  });
});
