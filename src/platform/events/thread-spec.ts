import { readHaltMarker, readSectionSpec } from '../../report/pages/markers.ts';
import { readIssueComment } from './payload.ts';

/** The spec that a comment's issue or pull request is about, by its own words; null: it is about none. */
export function specOfThread(payload: unknown): string | null {
  const { body } = readIssueComment(payload).issue;
  return readHaltMarker(body)?.spec ?? readSectionSpec(body);
}
