/**
 * The file as it is handed out: the same bytes for the same document. `docx` writes the time of writing, the name of an author, and identifiers by chance.
 * ECMA-376 part 2 (packages), 11 (core properties).
 */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { escaped } from './text.ts';

/** The first moment a zip can tell of, in whatever time zone. */
const NO_TIME = new Date(1980, 0, 1);

/** No punctuation beyond the end of a line, which `docx` cannot say: lines end alike everywhere, and pages with them. */
const NO_HANGING = '<w:overflowPunct w:val="0"/>';

/**
 * @param bytes as `docx` packs them
 * @param core what the file says of itself; no author, no dates
 */
export function settled(bytes: Uint8Array, core: { readonly title: string; readonly language: string }): Uint8Array {
  const parts = Object.entries(unzipSync(bytes)).map(
    ([path, part]) => [path, /\.(xml|rels)$/.test(path) ? strFromU8(part) : part] as const,
  );
  // Identifiers of relationships by chance, in the order they are used in.
  const names = new Map<string, string>();
  for (const [path, part] of parts)
    if (path.endsWith('.rels') && typeof part === 'string')
      for (const [, id = ''] of part.matchAll(/ Id="(rId(?!\d+")[^"]+)"/g))
        if (!names.has(id)) names.set(id, `rIdK${names.size + 1}`);
  const renamed = (xml: string) =>
    xml.replace(/( (?:r:id|r:embed|Id)=")(rId[^"]+)(?=")/g, (all, before: string, id: string) =>
      names.has(id) ? before + names.get(id) : all,
    );
  const changed = (path: string, xml: string) => {
    if (path === 'docProps/core.xml') return coreXml(core);
    return path === 'word/styles.xml' ? xml.replace('<w:pPrDefault><w:pPr>', `$&${NO_HANGING}`) : renamed(xml);
  };
  const files: Zippable = {};
  for (const [path, part] of parts) files[path] = typeof part === 'string' ? strToU8(changed(path, part)) : part;
  return zipSync(files, { mtime: NO_TIME, level: 6 });
}

function coreXml({ title, language }: { readonly title: string; readonly language: string }): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:language>${language}</dc:language></cp:coreProperties>`;
}
