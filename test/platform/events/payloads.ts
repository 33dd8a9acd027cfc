import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';

const path = createRequire(import.meta.url).resolve('@octokit/webhooks-schemas/schema.json');
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, validateSchema: false });
ajv.addSchema(JSON.parse(readFileSync(path, 'utf8')), 'webhooks');

type Kind = `issue_comment$${'created' | 'edited' | 'deleted'}` | 'issues$closed' | 'workflow_dispatch$event';

/** The payload, if GitHub could send it for this event and action; throws what is wrong with it. */
export function asSent<T>(kind: Kind, payload: T): T {
  const validate = ajv.getSchema(`webhooks#/definitions/${kind}`);
  if (validate === undefined) throw new Error(`no schema of ${kind}`);
  if (!validate(payload))
    throw new Error(
      JSON.stringify(
        validate.errors?.map((e) => `${e.instancePath} ${e.message}`),
        null,
        2,
      ),
    );
  return payload;
}
