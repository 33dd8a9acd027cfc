import { readHaltMarker, readQuestionsMarker, readSectionSpec } from '../../report/pages/markers.ts';
import { readOnIssue } from './payload.ts';

/** The spec that the issue or pull request of an event is about, by its own words; null: it is about none. */
export function specOfThread(payload: unknown): string | null {
  const { body } = readOnIssue(payload).issue;
  return (readHaltMarker(body) ?? readQuestionsMarker(body))?.spec ?? readSectionSpec(body);
}
