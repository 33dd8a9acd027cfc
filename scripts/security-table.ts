/** Writes the table of what the sandbox holds into SECURITY.md, from the rows that the tests run under every mechanism. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mechanisms } from '../src/terminal/isolation/mechanisms/mechanisms.ts';
import { sandboxTable } from '../test/terminal/isolation/hostile-program.ts';

const path = resolve(import.meta.dirname, '..', 'SECURITY.md');
const page = readFileSync(path, 'utf8');
const table = sandboxTable(mechanisms.map(({ name }) => name));
const [first = ''] = table.split('\n');
const heading = first.split(' | ')[0] ?? '';
const [start, end] = [page.indexOf(`\n${heading}`) + 1, page.indexOf('\n\n', page.indexOf(`\n${heading}`))];
if (start === 0) throw new Error(`SECURITY.md has no table that starts with "${heading}"`);
writeFileSync(path, page.slice(0, start) + table + page.slice(end));
