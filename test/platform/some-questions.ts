import type { OpenQuestions } from '../../src/state/types.ts';

/** Three questions, as an agent asked them before the first unit. */
export function someQuestions(facts: Partial<OpenQuestions> = {}): OpenQuestions {
  const about = (key: string) => [{ key, title: `Unit ${key}` }];
  const question = { answer: null, choices: [] };
  return {
    id: 'questions@2026-11-23T01:00:00.000Z',
    at: '2026-11-23T01:00:00.000Z',
    list: [
      {
        ...question,
        ...{ number: 1, text: 'Which database? @writer', units: about('2'), choices: ['PostgreSQL', 'SQLite'] },
        assumption: 'SQLite',
      },
      { ...question, number: 2, text: '- [x] **2a** Which colour?', units: about('3'), assumption: 'blue' },
      { ...question, number: 3, text: 'Who pays?', units: [{ key: '*', title: '' }], assumption: 'nobody' },
    ],
    issue: null,
    url: null,
    read: 0,
    ...facts,
  };
}
