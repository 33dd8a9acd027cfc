import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createMask } from '../../src/secrets/mask.ts';
import { runs } from '../harness/runs.ts';

const KEY = 'q7!Zr/"9+bn wé';
const mask = createMask([KEY, 'dev', 'true', 'abcdef', 'abcdef123']);

function streamed(chunks: readonly string[]): string {
  const stream = mask.stream();
  return chunks.map((chunk) => stream.write(chunk)).join('') + stream.end();
}

describe('A mask hides a secret', () => {
  const b64 = (before: string) => Buffer.from(`${before}${KEY} and more`).toString('base64');
  test.each([
    ['as it is', `key=${KEY};`],
    ['JSON-escaped', JSON.stringify({ key: KEY })],
    ['JSON in JSON', JSON.stringify(JSON.stringify({ key: KEY }))],
    ['in a URL', `https://x/?k=${encodeURIComponent(KEY)}&y=1`],
    ['in a form', `k=${encodeURIComponent(KEY).replaceAll('%20', '+')}`],
    ['base64-encoded', b64('')],
    ['base64-encoded, one byte off', b64('x')],
    ['base64-encoded, two bytes off', b64('xy')],
    ['base64-encoded, three bytes off', b64('xyz')],
  ])('%s, whole and in single characters', (_form, text) => {
    const masked = mask.maskText(text);
    expect(masked).toContain('***');
    expect(masked).not.toContain('Zr');
    expect(Buffer.from(masked, 'base64').toString()).not.toContain('Zr');
    expect(streamed([...text])).toBe(masked);
  });

  test('in the lines of a key file, which a log may print one by one', () => {
    const pem = '-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\nAQEFAASCBKcwggSjAgEAAoIB\n-----END KEY-----\n';
    const keyFile = createMask([pem]);
    expect(keyFile.maskText('> AQEFAASCBKcwggSjAgEAAoIB <')).toBe('> *** <');
    expect(keyFile.maskText(JSON.stringify({ pem }))).toBe('{"pem":"***\\n"}');
    expect(keyFile.maskText('-----END KEY-----')).toBe('-----END KEY-----');
    const onOneLine = createMask([pem.replaceAll('\n', '\\n')]);
    expect(onOneLine.maskText('> AQEFAASCBKcwggSjAgEAAoIB <')).toBe('> *** <');
  });

  test.each([
    ['ghs_16C7e42F292c6912E7710c838347Ae178B4a', '***'],
    [`ghs_${'A1.b-c_'.repeat(80)}`, '***'],
    ['github_pat_11ABCDEFG0abcdefghij_KLMNOP', '***'],
    ['"sk-ant-api03-abcdefghijklmnop"', '"***"'],
    ['AIzaSyA-1234567890abcdefghijklmnopqrs', '***'],
    ['weight_decay_parameter_of_every_layer', 'weight_decay_parameter_of_every_layer'],
    ['task-management-system-component-42', 'task-management-system-component-42'],
    ['.sk-folding-cube-animation-class', '.sk-folding-cube-animation-class'],
    ['ghp_short', 'ghp_short'],
  ])('by its shape alone: %s', (text, masked) => {
    expect(createMask([]).maskText(text)).toBe(masked);
    for (let size = 1; size < 40; size++) {
      const chunks = text.match(new RegExp(`.{1,${size}}`, 'gs')) ?? [];
      expect(streamed(chunks)).toBe(masked);
    }
  });

  test('but not words that are too short to be told from any other', () => {
    expect(mask.maskText('npm run dev: true')).toBe('npm run dev: true');
    expect(createMask(['', ' ', '\n']).maskText('a b\nc')).toBe('a b\nc');
  });

  test('the longer one where two begin alike', () => {
    expect(mask.maskText('abcdef123 abcdef12')).toBe('*** ***12');
    expect(streamed(['abcdef', '123 abcdef', '12'])).toBe('*** ***12');
  });
});

describe('A mask looks past what nobody sees', () => {
  const hidden = createMask(['hunter2-secret-value-99', 'two lines\nof a key']);
  const [half, rest] = ['hunter2', '-secret-value-99'];
  test.each([
    ['a colour', `Used ${half}\u001b[0m${rest}.`, 'Used ***.'],
    ['what grep prints', `${half}\u001b[m\u001b[K${rest}\u001b[0m!`, '***!'],
    ['a colour in JSON', JSON.stringify({ text: `${half}\u001b[0m${rest}` }), '{"text":"***"}'],
    ['in JSON in JSON', JSON.stringify(JSON.stringify(`${half}\u001b[0m${rest}`)), '"\\"***\\""'],
    ['as Python writes it', `${half}\\x1b[31m${rest}`, '***'],
    ['the end of a link', `${half}\u001b]8;;\u001b\\${rest}`, '***'],
    ['a character set', `${half}\u001b(B${rest}`, '***'],
    ['no width', `${half}\u200b${rest} ${half}\ufeff${rest}`, '*** ***'],
    ['no width in ASCII', `"${half}\\u200B${rest}"`, '"***"'],
    ['between all letters', [...half, ...rest].join('\u200d\u001b[0m'), '***'],
    ['a bell', `${half}\u0007${rest}`, '***'],
    ['a soft hyphen', `${half}\u00ad${rest}`, '***'],
    ['a tag', `${half}\u{e0041}${rest}`, '***'],
    ['a line\u2019s end of another system', 'two lines\r\nof a key', '***'],
    ['in a title', `\u001b]0;${half}${rest}\u0007`, '\u001b]0;***\u0007'],
    ['what ends a sequence', `\u001b[0${half}${rest}`, '\u001b[0***'],
    ['a colour before a token', `\u001b[32mghp_${'a1'.repeat(18)}`, '\u001b[32m***'],
    ['and in JSON', `"\\u001b[32mghp_${'a1'.repeat(18)}"`, '"\\u001b[32m***"'],
    ['in a token', `ghp_${'a1'.repeat(12)}\u001b[0m${'b2'.repeat(6)}`, '***'],
    ['in a colour that is left alone', 'a \u001b[31mred\u001b[0m word', 'a \u001b[31mred\u001b[0m word'],
  ])('%s', (_, text, masked) => {
    expect(hidden.maskText(text)).toBe(masked);
    for (const size of [1, 2, 3, 7]) {
      const stream = hidden.stream();
      const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      expect(chunks.map((chunk) => stream.write(chunk)).join('') + stream.end()).toBe(masked);
    }
  });

  test.each(['\n', '\t', '\r', '\b', '\f', '\u0001'])('a token behind %j in JSON begins a word', (before) => {
    for (const token of [`ghp_${'a1'.repeat(18)}`, `sk-${'a1'.repeat(18)}`, `github_pat_${'a1'.repeat(18)}`]) {
      const line = JSON.stringify({ text: `one${before}${token}` });
      for (const text of [line, JSON.stringify(line), `${line}\n${line}`]) {
        expect(hidden.maskText(text)).not.toContain(token);
        const stream = hidden.stream();
        expect([...text].map((character) => stream.write(character)).join('') + stream.end()).toBe(
          hidden.maskText(text),
        );
      }
    }
  });
});

describe('What was cut in the middle of a secret', () => {
  test.each([
    ['$ curl -H "Authorization: q7!Z…', '$ curl -H "Authorization: ***…'],
    [`before ${KEY} and ${KEY.slice(0, -1)} …`, 'before *** and *** …'],
    [`one ${KEY.slice(0, 8)}…\ntwo`, 'one ***…\ntwo'],
    [`ghp_${'a'.repeat(12)}…`, '***…'],
    [`ghp_${'a'.repeat(30)}…`, '***…'],
    ['nothing of the kind, q …', 'nothing of the kind, q …'],
    [`not cut, it ends with ${KEY.slice(0, 8)}`, `not cut, it ends with ${KEY.slice(0, 8)}`],
  ])('%j shows nothing of it', (cut, shown) => {
    expect(mask.maskText(cut)).toBe(shown);
  });
});

test('However a text is cut, the stream gives what the whole text gives', () => {
  const piece = fc.oneof(
    fc.constantFrom(KEY, 'abcdef', 'abcdef123', 'abc', 'ghp_', 'sk-', 'github_pat_', 'AIza', '1', '.', ' ', '"', 'q7!'),
    fc.constant(Buffer.from(`a${KEY}b`).toString('base64')),
    fc.constantFrom(...'\u001b [ 0 m ] \u0007 \\ \\\\ u001b x1b u200b \u200b \udb40 \udc41 \\n'.split(' ')),
    fc.string({ maxLength: 30 }),
    fc.string({ unit: fc.constantFrom(...'abc019_-.'), maxLength: 60 }),
  );
  fc.assert(
    fc.property(fc.array(fc.array(piece, { maxLength: 4 }), { maxLength: 12 }), (groups) => {
      const chunks = groups.map((group) => group.join(''));
      expect(streamed(chunks)).toBe(mask.maskText(chunks.join('')));
    }),
    { numRuns: runs(3000) },
  );
});

test('A stream holds back a beginning only, and gives everything else out at once', () => {
  const stream = mask.stream();
  expect(stream.write('hello, q7')).toBe('hello, ');
  expect(stream.write('? ')).toBe('q7? ');
  const token = mask.stream();
  expect(token.write(`token ghp_${'a'.repeat(20)}`)).toBe('token ***');
  for (let i = 0; i < 1000; i++) expect(token.write('b'.repeat(1000))).toBe('');
  expect(token.write('! then more')).toBe('! then more');
});
