import { documents, readDocument } from '../../scripts/docs/documents.ts';

/** A page of Markdown. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** A fenced block. */
export interface Block {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

export function pages(): Page[] {
  const found = documents().filter((path) => path.endsWith('.md'));
  return found.map((path) => ({ path, text: readDocument(path) }));
}

export function blocks({ text }: Page): Block[] {
  return [...text.matchAll(/^( *)```(\w*)\n([\s\S]*?)^ *```$/gm)].map(({ 2: language = '', 3: body = '', index }) => ({
    language,
    text: body,
    line: text.slice(0, index).split('\n').length + 1,
  }));
}

/** Without what stands in fenced blocks. */
export function prose({ text }: Page): string {
  return text.replace(/^ *```[\s\S]*?^ *```$/gm, '');
}

/** Where a heading can be linked to, as GitHub names it. */
export function anchors(page: Page): string[] {
  const titles = [...prose(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) => title);
  return titles.map((title) =>
    title
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
