// `npm run docs`: writes what is made from the rules, the manifest and the catalogs (scripts/docs/written.mjs). All of it is kept in git, and test/docs.test.ts
// says when it is behind.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundled.mjs';
import { writtenFrom } from './docs/written.mjs';
import { generate } from './generate.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = (path) => readFileSync(join(root, path), 'utf8');

const { rules } = await bundled(join(root, 'core/rules/registry.ts'));
const { Bundled } = await bundled(join(root, 'core/catalog/bundled.ts'));
await generate();
const { catalogs } = await Bundled.load({ readIndex: async () => read('dist/catalogs/index.json') });
const pages = JSON.parse(read('dist/catalogs/rules.json'));
for (const [path, text] of Object.entries(writtenFrom({ rules, pages, catalogs, read })))
  if (text !== read(path)) writeFileSync(join(root, path), text);
