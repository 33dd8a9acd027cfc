import { INVISIBLE } from '../../unseen.ts';
import { plainText } from './plain-text.ts';

/** Breaks a word that GitHub would act on; what we put in ourselves is the only one in a text. */
const ZERO_WIDTH_SPACE = '\u200b';

/**
 * Words by which GitHub and other services that build what is pushed are told to leave a commit out: `[skip ci]`,
 * `[ci skip]`, `[no ci]`, `[skip actions]` (https://docs.github.com/actions/managing-workflow-runs/skipping-workflow-runs),
 * and their like of one more vendor: `[skip-ci]`, `[skip netlify]`, `[azurepipelines skip]`, `[CF-Pages-Skip]`.
 */
const SKIP_IN_BRACKETS =
  /\[(\s*(?:skip(?:[\s_-]+[a-z]+|ci|cd)|(?:[a-z]+[\s_-]+){1,2}skip|(?:ci|azp)skip|no[\s_-]*(?:ci|cd|actions?|builds?|deploy))\s*)\]/gi;
/** Azure Pipelines'. */
const SKIP_IN_STARS = /\*{3}\s*(no_ci)(?:\s*\*{3})?/gi;

/**
 * What a person sees of `text` on GitHub, as text: no HTML comments (one that is never closed hides all the rest), no
 * invisible characters, no escape sequences. For what a person wrote, before it is read as an answer.
 */
export function visibleText(text: string): string {
  return stripComments(stripInvisible(text), 'hides the rest').trim();
}

/**
 * An agent's text for a page on GitHub: nothing hidden in it, and nothing that GitHub would act on: mentions, references
 * to issues, closing words, words that switch off workflows. An open comment is broken up rather than dropped with
 * everything behind it, since the end of a transcript is what a person wants to see.
 */
export function inertMarkdown(text: string): string {
  return stripComments(stripInvisible(text), 'is text')
    .replace(/@(?=[\p{L}\p{N}_-])/gu, `@${ZERO_WIDTH_SPACE}`)
    .replace(/#(?=\d)/g, `#${ZERO_WIDTH_SPACE}`)
    .replace(/(GH-)(?=\d)/gi, `$1${ZERO_WIDTH_SPACE}`)
    .replace(/(\/(?:issues|pulls?|discussions)\/+)(?=\d)/gi, `$1${ZERO_WIDTH_SPACE}`)
    .replace(SKIP_IN_BRACKETS, '($1)')
    .replace(SKIP_IN_STARS, '$1');
}

/** One line of someone else's text. */
export function inertLine(text: string): string {
  return inertMarkdown(text).replace(/\s+/g, ' ').trim();
}

function stripInvisible(text: string): string {
  return plainText(text).replace(INVISIBLE, '');
}

/** What is left of an opening is broken up: also one that only came together when a comment between was taken out. */
function stripComments(text: string, unclosed: 'hides the rest' | 'is text'): string {
  let out = '';
  let at = 0;
  for (;;) {
    const open = text.indexOf('<!--', at);
    const close = open < 0 ? -1 : text.indexOf('-->', open + 4);
    if (close < 0) {
      out += open >= 0 && unclosed === 'hides the rest' ? text.slice(at, open) : text.slice(at);
      return out.replaceAll('<!--', '<! --');
    }
    out += text.slice(at, open);
    at = close + 3;
  }
}
