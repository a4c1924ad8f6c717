/** What the names in one of two packages mean, once it is known which of its items became which of the other. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Bilingual } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import { referenceForms } from '../model/reference.ts';
import { ownCatalog } from '../package/index.ts';
import type { Item, ItemType, Named, Names } from './item.ts';

/** Where `[[…]]` looks when it names no control. */
const TARGETS: readonly ItemType[] = [
  'section',
  'evidence',
  'statement',
  'table',
  'role',
  'party',
  'asset',
  'threat',
  'vulnerability',
  'assessed-scenario',
  'measure',
  'scenario',
];

/** Sections are called by its headings where a document follows no outline itself. */
const OUTLINE = 'sssd-outline';

/** The names of one side. */
export class SideNames implements Names {
  private readonly byId = new Map<string, Item>();
  private readonly byKey = new Map<string, Item>();

  /**
   * @param items of this side, all
   * @param canonical the item that stands for one and its counterpart: the newer of both
   */
  constructor(
    items: Iterable<Item>,
    private readonly catalogs: Catalogs,
    private readonly canonical: (item: Item) => Item,
  ) {
    for (const item of items) {
      const id = `${item.type} ${item.id}`;
      if (item.id !== '' && !this.byId.has(id)) this.byId.set(id, item);
      const key = `${item.type} ${item.key}`;
      if (item.key !== '' && !this.byKey.has(key)) this.byKey.set(key, item);
    }
  }

  item(types: readonly ItemType[], written: string): Named {
    const id = written.trim();
    for (const type of types) {
      const found = this.byId.get(`${type} ${id}`) ?? this.byKey.get(`${type} ${id}`);
      if (!found) continue;
      const one = this.canonical(found);
      return { key: `${type} ${one.id || one.key}`, label: labelOf(one) };
    }
    return { key: `? ${id.normalize('NFKC')}`, label: { ja: id } };
  }

  control(written: string, document: KaijiDocument): Named {
    const id = this.catalogs.resolve(written, this.catalogFor(document))?.id;
    return id === undefined
      ? { key: `? ${written.normalize('NFKC').trim()}`, label: { ja: written.trim() } }
      : { key: id, label: { ja: id } };
  }

  source(source: string): string {
    const [table, id = ''] = source.split(' ') as [string, string?];
    return table === 'statements' ? `statements ${this.item(['statement'], id).key}` : source;
  }

  prose(text: string, document: KaijiDocument): string {
    if (!text.includes('[[')) return text;
    let read = '';
    let at = 0;
    for (const { target, start, end } of referenceForms(text)) {
      read += text.slice(at, start) + this.target(target, document);
      at = end;
    }
    return read + text.slice(at);
  }

  private target(target: string, document: KaijiDocument): string {
    const bare = target.replace(/^table:/, '');
    const control = this.catalogs.resolve(target, this.catalogFor(document))?.id;
    if (control !== undefined) return control;
    const { key, label } = this.item(TARGETS, bare);
    if (!key.startsWith('? ')) return `「${label.ja}」`;
    const outline = document.kind === 'disclosure' ? ownCatalog(document, this.catalogs) : this.catalogs.of(OUTLINE);
    return `「${outline?.control(bare)?.title.ja ?? bare}」`;
  }

  private catalogFor(document: KaijiDocument): Catalog | undefined {
    const own = ownCatalog(document, this.catalogs);
    return own?.data.prefix === undefined ? undefined : own;
  }
}

/** What people call an item. */
function labelOf({ title, id, key, number }: Item): Bilingual {
  const name = title.ja !== '' || title.en ? title : { ja: id || key };
  return number === '' ? name : { ja: `${number} ${name.ja}`, ...(name.en ? { en: `${number} ${name.en}` } : {}) };
}
