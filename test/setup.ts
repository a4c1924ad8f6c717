/** Before any test: what the build derives from data. */
import { generate } from '../scripts/generate.mjs';

export default async function setup(): Promise<void> {
  await generate();
}
