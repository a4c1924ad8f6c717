/** Before any test: what the build derives from data, so that a clean clone needs no step of its own. */
import { generate } from '../scripts/generate.mjs';

export default async function setup(): Promise<void> {
  await generate();
}
