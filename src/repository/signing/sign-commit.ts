import type { OpenRepository } from '../opened.ts';
import { SigningError } from './signer.ts';

type SigningRepository = Pick<OpenRepository, 'checkout' | 'signer' | 'trust'>;

/** The same commit with our signature; where nothing is signed, the commit itself. No ref moves. */
export async function signCommit(opened: SigningRepository, name: string): Promise<string> {
  const { checkout, signer, trust } = opened;
  if (signer === null) return name;
  const content = (await checkout.git(['cat-file', 'commit', name], { encoding: 'latin1' })).stdout;
  const written = await checkout.git(['hash-object', '-t', 'commit', '-w', '--stdin'], {
    input: await signer.signCommit(content).catch((error: unknown) => {
      if (error instanceof SigningError) error.commit = name;
      throw error;
    }),
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
