import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type Answer, refusal } from './operations.ts';
import { type Shape, userShape } from './shapes.ts';
import type { World } from './world.ts';

/** A GitHub App and its one installation. */
export interface App {
  readonly id: string;
  readonly slug: string;
  /** Of the one private key that it has. */
  key: KeyObject;
  /** null: it is not installed on the repository. */
  installation: { id: number; suspended: boolean; permissions: Readonly<Record<string, 'read' | 'write'>> } | null;
  /** How many requests each of its tokens is good for, the API's and git's together; null: as many as in an hour. */
  usesPerToken: number | null;
  /** Tokens that it got, oldest first. */
  readonly tokens: string[];
}

const HOUR_MS = 3_600_000;

/** A request that an app makes as itself; `operation`: by its id in GitHub's description. */
export function answerApp(
  world: World,
  request: { readonly operation: string; readonly jwt: string; readonly id: string | undefined; readonly body: Shape },
): Answer {
  const app = identify(world, request.jwt);
  if ('status' in app) return app;
  const { installation } = app;
  if (installation === null) return refusal(404, 'Not Found');
  if (request.operation === 'apps/get-repo-installation') return { status: 200, body: installationShape(world, app) };
  if (Number(request.id) !== installation.id) return refusal(404, 'Not Found');
  if (installation.suspended) return refusal(403, 'This installation has been suspended');
  const repositories = (request.body.repositories as string[] | undefined) ?? [world.repo];
  if (repositories.some((name) => name !== world.repo)) {
    return refusal(
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  }
  const permissions =
    (request.body.permissions as Record<string, 'read' | 'write'> | undefined) ?? installation.permissions;
  const granted = ([name, level]: [string, string]) =>
    installation.permissions[name] === 'write' || installation.permissions[name] === level;
  if (!Object.entries(permissions).every(granted))
    return refusal(422, 'The permissions requested are not granted to this installation.');
  const value = `ghs_${app.slug}.token-${app.tokens.length + 1}.of_the_installation_${installation.id}`;
  app.tokens.push(value);
  const expiresAt = world.now() + HOUR_MS;
  Object.assign(world.token(value, `${app.slug}[bot]`, permissions), { expiresAt, usesLeft: app.usesPerToken });
  return {
    status: 201,
    body: { token: value, expires_at: new Date(expiresAt).toISOString().replace(/\.\d+Z$/, 'Z'), permissions },
  };
}

/** Whose signature it is, in GitHub's words where it is nobody's. */
function identify(world: World, jwt: string): App | Answer {
  const [head = '', claims = '', signature = ''] = jwt.split('.');
  const read = (part: string): Shape => JSON.parse(Buffer.from(part, 'base64url').toString());
  const undecodable = refusal(401, 'A JSON web token could not be decoded');
  if (signature === '' || read(head).alg !== 'RS256') return undecodable;
  const { iss, iat, exp } = read(claims);
  if (/^"\d+"$/.test(JSON.stringify(iss))) return refusal(401, "'Issuer' claim ('iss') must be an Integer");
  const app = world.apps.get(String(iss));
  if (app === undefined) return refusal(404, 'Integration not found');
  const key = createPublicKey(app.key);
  if (!verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'))) return undecodable;
  const now = world.now() / 1000;
  if (Number(iat) > now)
    return refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  if (Number(exp) < now)
    return refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (Number(exp) > now + 600) return refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  return app;
}

function installationShape(world: World, { slug, installation }: App): Shape {
  return {
    id: installation?.id,
    account: userShape(world, world.owner),
    app_slug: slug,
    repository_selection: 'selected',
    permissions: installation?.permissions,
    suspended_at: installation?.suspended === true ? world.time : null,
  };
}
