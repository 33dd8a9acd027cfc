/** A commit object as git signs it. @param content bytes, one a character */
export function addSignature(content: string, signature: string, objectFormat: string): string {
  const key = objectFormat === 'sha256' ? 'gpgsig-sha256' : 'gpgsig';
  const end = content.indexOf('\n\n');
  return `${content.slice(0, end)}\n${key} ${signature.replaceAll('\n', '\n ')}${content.slice(end)}`;
}

/** The commit object that a signature is over. */
export function withoutSignature(content: string): string {
  const end = content.indexOf('\n\n');
  let isSignature = false;
  const headers = content
    .slice(0, end)
    .split('\n')
    .filter((line) => {
      isSignature = /^gpgsig(?:-sha256)? /.test(line) || (isSignature && line.startsWith(' '));
      return !isSignature;
    });
  return headers.join('\n') + content.slice(end);
}
