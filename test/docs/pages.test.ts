import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { globSync } from 'tinyglobby';
import { documents, project, readDocument, written } from '../../scripts/docs/documents.ts';
import { optionTables } from '../../scripts/docs/option-tables.ts';
import { options } from '../../src/inputs/options/options.ts';
import { anchors, type Page, pages, prose } from './markdown.ts';

test.each(documents())('%s: what comes from the source is as the source is (npm run docs)', (path) => {
  const text = readDocument(path);
  expect(text).toBe(written(path, text));
});

describe.each(pages())('$path', (page) => {
  test('links to pages, headings and files that exist', () => {
    expect(links(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });
});

test('every page of docs/ is reached from its index', () => {
  const known = new Set(['docs/README.md']);
  for (const path of known) {
    const page = { path, text: readDocument(path) };
    const next = links(page).map((link) => join(dirname(path), link.replace(/#.*/, '')));
    for (const target of next) if (target.startsWith('docs/') && target.endsWith('.md')) known.add(target);
  }
  const all = pages().map(({ path }) => path);
  expect(all.filter((path) => path.startsWith('docs/') && !known.has(path))).toEqual([]);
});

test('the tables of options have a row for each, with what its marks say', () => {
  const rows = optionTables()
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows.map((row) => /`([^`]+)`/.exec(row)?.[1]).sort()).toEqual(Object.keys(options).sort());
  for (const row of rows) expect(row.replaceAll('\\|', '').match(/\|/g)).toHaveLength(5);
  expect(rows).toContain(
    '| `checkpoint` | `push`; command line: it depends | off, commit, push | What is done after each unit: off (files only), commit, or push (confirmed on the remote before the next unit). On the command line the default is commit; off without git, or where there are uncommitted changes. |',
  );
  expect(
    rows.filter((row) => /^\| `(?:halt-labels|json|only|app-id)`/.test(row)).map((row) => row.split(' |')[0]),
  ).toEqual(['| `only` ³', '| `json` ²³', '| `app-id` ¹³', '| `halt-labels` ¹']);
});

test('a link that leads nowhere is seen', () => {
  const page = { path: 'docs/a.md', text: '# One `two`: three\n[a](none.md) [b](#one-two-three) [c](#four)' };
  expect(links(page).filter((link) => !leadsSomewhere(page, link))).toEqual(['none.md', '#four']);
});

/** To places in this project. */
function links(page: Page): string[] {
  const all = [...prose(page).matchAll(/\]\(([^()\s]+)\)/g)].map(([, link = '']) => link);
  return all.filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(page: Page, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page.path : join(dirname(page.path), path);
  if (!existsSync(resolve(project, target)) && target !== page.path) return false;
  if (anchor === undefined) return true;
  return anchors(target === page.path ? page : { path: target, text: readDocument(target) }).includes(anchor);
}

test('troubleshooting quotes what the program says', () => {
  const rows = readDocument('docs/troubleshooting.md').split('\n');
  const quoted = rows.flatMap((row) => [...(/^\| `([^`]*[ …][^`]*)`/.exec(row)?.slice(1) ?? [])]);
  const parts = quoted.flatMap((message) => message.split('…').map((part) => part.trim()));
  const said = sourceTexts();
  expect(quoted.length).toBeGreaterThan(20);
  expect(parts.filter((part) => !said.includes(part))).toEqual([]);
});

test('each promise names stories that the suite tells', () => {
  const named = [...readDocument('docs/promises.md').matchAll(/^- `(test\/[^`]+)`: "(.+)"$/gm)];
  expect(named.length).toBeGreaterThan(20);
  const missing = named.filter(
    ([, path = '', name]) => !existsSync(resolve(project, path)) || !readDocument(path).includes(`'${name}'`),
  );
  expect(missing.map(([line]) => line)).toEqual([]);
});

/** All of src/, as one text. */
function sourceTexts(): string {
  const paths = globSync('src/**/*.ts', { cwd: project, absolute: true });
  return paths.map((path) => readFileSync(path, 'utf8')).join('\n');
}
