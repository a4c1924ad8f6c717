// Before any test of `npm run coverage`: dist/ with maps to its sources; as for debugging, for a map tells of one part only (scripts/parts.mjs).
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buildAll } from '../../esbuild.mjs';
import { MAPS } from './places.mjs';

const DIST = new URL('../../dist/', import.meta.url);
const LINK = /\n\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*/;

export default async function setup() {
  mkdirSync(MAPS, { recursive: true });
  await buildAll({ logLevel: 'warning', minify: false, sourcemap: 'inline' });
  for (const name of readdirSync(DIST).filter((file) => file.endsWith('.js'))) {
    const code = readFileSync(new URL(name, DIST), 'utf8');
    const [, map] = LINK.exec(code) ?? [];
    if (!map) continue;
    writeFileSync(`${MAPS}/${name}.map`, Buffer.from(map, 'base64'));
    writeFileSync(new URL(name, DIST), code.replace(LINK, '\n'));
  }
}
