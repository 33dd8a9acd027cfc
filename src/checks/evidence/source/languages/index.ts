import { go } from './go.ts';
import { inFolder } from './in-folder.ts';
import { javascript } from './javascript.ts';
import { braces, pages, scripts } from './others.ts';
import { python } from './python.ts';
import type { Language } from './types.ts';

const BY_NAME: readonly (readonly [names: RegExp, language: Language])[] = [
  [/\.[cm]?[jt]sx?$/, javascript],
  [/\.pyi?$/, python],
  [/\.go$/, go],
  [/\.(?:vue|svelte|astro)$/, pages],
  [/\.(?:rs|java|kt|kts|swift|c|h|cc|cpp|hpp|cs|php|scala|dart)$/, braces],
  [/\.(?:sh|bash|rb|pl|toml|ya?ml)$|(?:^|\/)(?:Makefile|Dockerfile)$/, scripts],
];

/** null: not code, or code of which nothing is known. */
export function languageOf(path: string): Language | null {
  return BY_NAME.find(([names]) => names.test(path))?.[1] ?? null;
}

export const isTestFile = (path: string): boolean => languageOf(path)?.isTest(path) === true;

/** Go builds some files on some systems alone, by their name, and none in such folders. */
const OTHER_SYSTEM = /_(?:windows|darwin|plan9|js|wasip1|android|ios)_test\.go$/;
const LEFT_OUT = /^(?:_.*|testdata)$/;
const AWAY = /^(?:node_modules|vendor|\..+|(?:__)?fixtures?(?:__)?|archived?|old|disabled|skipped|deprecated)$/;

/** A file of tests that runners find: not left out by its name, and not where what is put away lies. */
export const isFoundTest = (path: string): boolean =>
  isTestFile(path) &&
  !inFolder(path, AWAY) &&
  !(path.endsWith('.go') && (OTHER_SYSTEM.test(path) || inFolder(path, LEFT_OUT)));

const GENERATED =
  /^(?:dist|build|out)\/|(?:^|\/)(?:vendor|node_modules|third_party|(?:__)?generated(?:__)?)\/|\.(?:min|bundle|generated|gen|pb|g)\.\w{1,5}$|_pb2(?:_grpc)?\.pyi?$|[._]generated\.go$/;

/** By its name: what a program wrote, nobody is asked to look at. */
export const isGenerated = (path: string): boolean => GENERATED.test(path);
