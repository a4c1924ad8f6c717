/** The bundled catalogs as built into dist/catalogs (test/setup.ts builds them first). */
import { readFile } from 'node:fs/promises';
import { Bundled } from '../../core/catalog/bundled.ts';

const folder = new URL('../../dist/catalogs/', import.meta.url);

export const bundled: Promise<Bundled> = Bundled.load({
  readIndex: () => readFile(new URL('index.json', folder), 'utf8'),
  readTexts: (catalog) => readFile(new URL(`${catalog}.json`, folder), 'utf8'),
});
