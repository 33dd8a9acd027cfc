import type { TokenSource } from '../../secrets/token-source.ts';
import { statusOf } from './request-failure.ts';

interface Endpoint {
  readonly headers: Readonly<Record<string, unknown>>;
}
type Send = (endpoint: Endpoint) => Promise<unknown>;

/**
 * Octokit's strategy of authentication: each request has the token of the moment, and one that the server refuses is
 * replaced, once a request. Nothing was done of what such a request was for.
 */
export function tokenAuth(tokens: TokenSource): { hook(request: Send, endpoint: Endpoint): Promise<unknown> } {
  return {
    async hook(request, endpoint) {
      const send = (token: string) =>
        request({ ...endpoint, headers: { ...endpoint.headers, authorization: `token ${token}` } });
      const token = await tokens.token();
      try {
        return await send(token);
      } catch (error) {
        const other = statusOf(error) === 401 ? await tokens.replace(token) : null;
        if (other === null) throw error;
        return send(other);
      }
    },
  };
}
