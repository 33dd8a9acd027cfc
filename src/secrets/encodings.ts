/** Lines of a key file are secrets of their own when they are at least this long: logs print them one by one. */
const MIN_LINE_LENGTH = 20;

/** Lines of a value that has several, broken or written out as `\n`, such as a key file: without the marks around it. */
export function secretLines(secret: string): string[] {
  const lines = secret.trim().split(/\r?\n|\\n/);
  if (lines.length === 1) return [];
  return lines.filter((line) => line.trim().length >= MIN_LINE_LENGTH && !line.startsWith('-----'));
}

/** The forms in which a secret value shows up in texts: as it is, JSON-escaped, URL-encoded, in base64 and in hexadecimal. */
export function encodedForms(secret: string): string[] {
  const value = secret.trim();
  return [value, ...secretLines(value)].flatMap((plain) => [
    plain,
    jsonEscaped(plain),
    jsonEscaped(jsonEscaped(plain)),
    ...urlEncoded(plain),
    ...base64Fragments(plain),
    ...hexadecimal(plain),
  ]);
}

function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function hexadecimal(text: string): string[] {
  const hex = Buffer.from(text).toString('hex');
  return [hex, hex.toUpperCase()];
}

function urlEncoded(text: string): string[] {
  // Through UTF-8, so that a lone surrogate becomes U+FFFD instead of an exception.
  const encoded = encodeURIComponent(Buffer.from(text).toString());
  const lower = encoded.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());
  return [encoded, lower, encoded.replaceAll('%20', '+')];
}

/**
 * What base64 makes of the value inside a longer text, whose length before it shifts the bits by 0, 2 or 4: the
 * characters that hold nothing but the value's own bits, in both alphabets.
 */
function base64Fragments(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const fragment = encoded.slice(Math.ceil((8 * shift) / 6), Math.floor((8 * (shift + bytes.length)) / 6));
    return [fragment, fragment.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
