/** Before any test: dist/ as `npm run build` makes it, so that a clean clone needs no step of its own and no test sees an old bundle. */
import { buildAll } from '../esbuild.mjs';

export default async function setup(): Promise<void> {
  await buildAll({ logLevel: 'warning' });
}
