/** What may stand where the YAML is broken: rules about what is absent leave it alone. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { KaijiDocument } from '../../model/document.ts';
import type { PackageView } from '../../package/index.ts';

/** Whether something in the document's file could not be read. */
export function isBroken({ file }: KaijiDocument): boolean {
  return file.tree.faulty.length > 0;
}

/** IDs behind a key, in a stretch with an error. */
const NAMED: Readonly<Record<'control' | 'scenario', RegExp>> = {
  control: /control[ \t\u3000]*[:：][ \t\u3000]*([^\r\n#]{1,40})/g,
  scenario: /scenario[ \t\u3000]*[:：][ \t\u3000]*([^\r\n#]{1,40})/g,
};

/**
 * Controls whose entry may stand where the YAML is broken: IDs after `key` in a stretch with an error, and any on a line with one. While someone types,
 * an entry half written must not be reported as missing.
 */
export function unreadableControls(
  document: KaijiDocument,
  { catalogs }: PackageView,
  catalog: Catalog,
  key: keyof typeof NAMED = 'control',
): readonly string[] {
  const { text, tree } = document.file;
  const ids: string[] = [];
  const note = (typed: string) => {
    const id = catalogs.resolve(typed.replace(/^["']|(?<!["',}])["',}]+$/g, ''), catalog)?.control.id;
    if (id !== undefined) ids.push(id);
  };
  for (const block of tree.faulty) {
    const start = tree.startOf(block);
    for (const [, typed = ''] of text.slice(start, start + block.length).matchAll(NAMED[key])) note(typed.trim());
    for (const error of block.errors.slice(0, 100)) {
      const line = text.lineText(text.lineAt(start + error.start)).slice(0, 400);
      for (const token of line.split(/[\s\u3000:：,、[\]{}]+/)) if (/\d/.test(token.normalize('NFKC'))) note(token);
    }
  }
  return ids;
}
