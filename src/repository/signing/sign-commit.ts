import type { OpenRepository } from '../opened.ts';

type SigningRepository = Pick<OpenRepository, 'checkout' | 'signer' | 'trust'>;

/** The same commit with our signature; where nothing is signed, the commit itself. No ref moves. */
export async function signCommit(opened: SigningRepository, name: string): Promise<string> {
  const { checkout, signer, trust } = opened;
  if (signer === null) return name;
  const content = (await checkout.git(['cat-file', 'commit', name], { encoding: 'latin1' })).stdout;
  const signed = addSignature(content, await signer.sign(content), checkout.objectFormat);
  const written = await checkout.git(['hash-object', '-t', 'commit', '-w', '--stdin'], {
    input: signed,
    encoding: 'latin1',
  });
  const commit = written.stdout.trim();
  trust.signed.add(commit);
  return commit;
}

/** Signs the commit that HEAD is at, and moves the branch to it. */
export async function signHead(opened: SigningRepository, head: string): Promise<string> {
  const signed = await signCommit(opened, head);
  if (signed !== head) await opened.checkout.git(['update-ref', '-m', 'sequential: signed', 'HEAD', signed, head]);
  return signed;
}

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
