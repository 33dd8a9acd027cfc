import { TestEnvironment } from 'jest-environment-node';
import { openPlace, type Place } from './place.ts';

/** Jest's environment for Node, in a place of its own: a file that leaves something there fails. */
// biome-ignore lint/style/noDefaultExport: jest asks for it.
export default class PlacedEnvironment extends TestEnvironment {
  readonly #place: Place;

  constructor(...facts: ConstructorParameters<typeof TestEnvironment>) {
    // The environment copies `process.env` for the tests.
    const place = openPlace();
    super(...facts);
    this.#place = place;
  }

  override async teardown(): Promise<void> {
    await super.teardown();
    await this.#place.close();
  }
}
