/** Sections that print their data where they have no body: terms, parties and roles, references, contacts, revisions, the risk annex. */
import type { Entry, KaijiDocument } from '../../core/model/document.ts';
import { itemsOf, keyNode, scalarsOf, textField } from '../../core/model/field.ts';
import { ANNEX_SECTION } from '../../core/model/risks.ts';
import type { Package } from '../../core/package/package.ts';
import { asMap, type MapNode } from '../../core/yaml/tree.ts';
import { revisions } from './cover.ts';
import { printedDate } from './date.ts';
import type { Block, Inline, Link } from './form.ts';
import { type Making, originOf, say, termIn } from './making.ts';
import { riskTable } from './risk-table.ts';
import { type CellContent, compactTable, inlineLines } from './table.ts';
import { blocksIn } from './written.ts';

type Render = (document: KaijiDocument, making: Making) => readonly Block[];

/** By key of the outline. A section that renders data is a line here. */
const RENDERED: Readonly<Record<string, Render>> = {
  terms,
  parties,
  references,
  'org.contact': contacts,
  revision: (document, making) => {
    const table = revisions(document, making);
    return table ? [table] : [];
  },
  [ANNEX_SECTION]: (_document, making) =>
    riskTable(
      making.whole.documents.filter(({ kind }) => kind === 'risks'),
      making,
    ),
};

/** What the sections of some keys print of their data, in order; none where there is none. */
export function dataBlocks(keys: readonly string[], document: KaijiDocument, making: Making): readonly Block[] {
  return keys.flatMap((key) => (Object.hasOwn(RENDERED, key) ? (RENDERED[key]?.(document, making) ?? []) : []));
}

/** An entry and its mapping. */
interface Row {
  readonly entry: Entry;
  readonly map: MapNode;
}

/** The entries of a list: of the disclosure itself, else of the package's others, else of the package it extends. */
function rowsOf(sequence: string, document: KaijiDocument, whole: Package): readonly Row[] {
  const of = (documents: readonly KaijiDocument[]) =>
    documents.flatMap(({ kind, entries }) =>
      kind !== 'disclosure'
        ? []
        : entries.flatMap((entry) => {
            const map = entry.sequence === sequence ? asMap(entry.node) : undefined;
            return map ? [{ entry, map }] : [];
          }),
    );
  const own = of([document]);
  if (own.length > 0) return own;
  const inPackage = of(whole.documents);
  return inPackage.length > 0 || !whole.parent ? inPackage : rowsOf(sequence, document, whole.parent);
}

function originsOf(rows: readonly Row[], making: Making) {
  return rows.map(({ entry, map }) => originOf(entry.document, map, making));
}

const read = (map: MapNode, key: string) => textField(map, key)?.value.trim() ?? '';

function terms(document: KaijiDocument, making: Making): readonly Block[] {
  const written = rowsOf('terms', document, making.whole);
  const rows = written.map(({ entry, map }): readonly CellContent[] => [
    read(map, 'term'),
    read(map, 'short'),
    prose(map, 'means', entry.document, making),
  ]);
  const head = [say(making, '用語', 'Term'), say(making, '略称', 'Short'), say(making, '意味', 'Meaning')];
  return rows.length > 0 ? [compactTable(head, rows, [3, 2, 9], originsOf(written, making))] : [];
}

function parties(document: KaijiDocument, making: Making): readonly Block[] {
  const { whole } = making;
  const [written, writtenRoles] = [rowsOf('parties', document, whole), rowsOf('roles', document, whole)];
  const rows = written.map(({ entry, map }): readonly CellContent[] => [
    read(map, 'name'),
    read(map, 'short'),
    scalarsOf(map, 'role')
      .map(({ text }) => termIn('partyRole', text, making))
      .join(say(making, '・', ', ')),
    prose(map, 'duties', entry.document, making),
  ]);
  const head = [
    say(making, '主体', 'Party'),
    say(making, '略称', 'Short'),
    say(making, '役割', 'Role'),
    say(making, '役割の内容', 'Duties'),
  ];
  const roleRows = writtenRoles.map(({ entry, map }): readonly CellContent[] => [
    read(map, 'title'),
    read(map, 'post'),
    roleTitle(map, 'appointed-by', whole),
    roleTitle(map, 'under', whole),
    prose(map, 'duties', entry.document, making),
  ]);
  const roleHead = [
    say(making, '責任者', 'Role'),
    say(making, '充てる職', 'Post'),
    say(making, '任命', 'Appointed by'),
    say(making, '上位の責任者', 'Under'),
    say(making, '職務', 'Duties'),
  ];
  return [
    ...(rows.length > 0 ? [compactTable(head, rows, [4, 2, 3, 6], originsOf(written, making))] : []),
    ...(roleRows.length > 0 ? [compactTable(roleHead, roleRows, [4, 3, 3, 3, 6], originsOf(writtenRoles, making))] : []),
  ];
}

/** The title of the role an id names, else what is written. */
function roleTitle(map: MapNode, key: string, whole: Package): string {
  const id = read(map, key);
  return textField(asMap(whole.lookup('roles', id)[0]?.entry.node), 'title')?.value.trim() || id;
}

function references(document: KaijiDocument, making: Making): readonly Block[] {
  const lists = [document, ...making.whole.documents.filter(({ kind }) => kind === 'disclosure')];
  const from = lists.find(({ root }) => itemsOf(root, 'references').length > 0);
  const items = itemsOf(from?.root, 'references').flatMap((item) => asMap(item) ?? []);
  const blocks = items.map((map): readonly Block[] => {
    const title = read(map, 'title');
    const details = [read(map, 'issuer'), read(map, 'edition'), printedDate(read(map, 'date'), making.language)].filter(Boolean);
    const words = say(
      making,
      `${title}${details.length > 0 ? `（${details.join('、')}）` : ''}`,
      `${title}${details.length > 0 ? ` (${details.join(', ')})` : ''}`,
    );
    const url = read(map, 'url');
    const content: Inline[] = [...inlineLines(words), ...(url ? [{ is: 'break' } as const, address(url)] : [])];
    return content.length > 0 ? [{ is: 'paragraph', content }] : [];
  });
  const filled = blocks.filter((one) => one.length > 0);
  const key = keyNode(from?.root, 'references');
  return filled.length > 0 ? [{ is: 'list', items: filled, ...(from && key ? originOf(from, key, making) : {}) }] : [];
}

function contacts(document: KaijiDocument, making: Making): readonly Block[] {
  const written = rowsOf('contacts', document, making.whole);
  const rows = written.map(({ map }): readonly CellContent[] => {
    const reach: Inline[][] = [
      ['tel', say(making, '電話 ', 'Tel. ')],
      ['mail', say(making, 'メール ', 'Mail ')],
      ['url', ''],
      ['address', say(making, '所在地 ', 'Address ')],
    ].flatMap(([key = '', label = '']) => {
      const text = read(map, key);
      if (text === '') return [];
      const isLink = key === 'mail' || key === 'url';
      return [
        [...(label ? [{ is: 'text', text: label } as const] : []), isLink ? address(text) : ({ is: 'text', text } as const)],
      ];
    });
    const lines = reach.flatMap((line, i) => (i > 0 ? [{ is: 'break' } as const, ...line] : line));
    return [
      read(map, 'name'),
      scalarsOf(map, 'purpose')
        .map(({ text }) => text.trim())
        .join(say(making, '・', ', ')),
      read(map, 'hours'),
      lines.length > 0 ? [{ is: 'paragraph', content: lines }] : '',
    ];
  });
  const head = [
    say(making, '窓口', 'Contact'),
    say(making, '目的', 'Purpose'),
    say(making, '受付時間', 'Hours'),
    say(making, '連絡方法', 'How to reach'),
  ];
  return rows.length > 0 ? [compactTable(head, rows, [4, 3, 4, 5], originsOf(written, making))] : [];
}

/** An address that can be followed, else its words. */
function address(text: string): Link | Inline {
  const content: readonly Inline[] = [{ is: 'text', text }];
  if (/^https?:\/\/[\x21-\x7e]+$/i.test(text)) return { is: 'link', href: text, content };
  if (/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(text)) return { is: 'link', href: `mailto:${text}`, content };
  return { is: 'text', text };
}

function prose(map: MapNode, key: string, document: KaijiDocument, making: Making): CellContent {
  const field = textField(map, key);
  return field && field.value.trim() !== '' ? blocksIn({ field, document }, making) : '';
}
