/** The disclosure (サービス仕様適合開示書) as a document: cover, contents, preface, numbered sections, its tables where the text first names them. */
import { message } from '../../core/language.ts';
import type { Section } from '../../core/model/disclosure.ts';
import { entriesOf, type KaijiDocument } from '../../core/model/document.ts';
import { evidenceUses } from '../../core/model/evidence.ts';
import { itemsOf, textField } from '../../core/model/field.ts';
import { referenceForms } from '../../core/model/reference.ts';
import { ownCatalog } from '../../core/package/index.ts';
import type { Package } from '../../core/package/package.ts';
import { asMap, asScalar, asSeq, type MapNode, type Node, valueUnder } from '../../core/yaml/tree.ts';
import { coverOf, runningLine } from './cover.ts';
import { dataBlocks } from './data-sections.ts';
import { citations } from './evidence-title.ts';
import type { Block, Form, Inline, Paragraph, Table } from './form.ts';
import { anchorFor, type FormOptions, type Making, makingOf, named, note, originOf, say, termIn } from './making.ts';
import { controlNumber } from './references.ts';
import { findSection, type PrintedSection, printedSections, sectionName } from './sections.ts';
import { type CellContent, cell } from './table.ts';
import { blocksIn, inlineIn, placedBlocksIn } from './written.ts';

const unknownControl = message<{ id: string }>({
  ja: ({ id }) => `responds-to の ${id} はどのカタログにもない番号のため、書かれたとおりに出力しました。番号を確かめてください。`,
  en: ({ id }) => `${id} under responds-to is in no catalog and was printed as it is written. Check the number.`,
});

const unknownSection = message<{ key: string }>({
  ja: ({ key }) =>
    `section の ${key} は章立てにないキーのため、キーをそのまま見出しにしました。キーを確かめるか、見出しを title に書いてください。`,
  en: ({ key }) => `${key} under section is in no outline, and was printed as the title. Check the key, or write a title.`,
});

/** Documents made of sections; where none of the package has any, its disclosures as they are. */
export function disclosureSources(whole: Package): readonly KaijiDocument[] {
  const all = whole.documents.filter(({ kind }) => kind === 'disclosure');
  const withSections = all.filter((document) => entriesOf(document, 'sections').length > 0);
  return withSections.length > 0 ? withSections : all;
}

/** One disclosure as a form. What could not be printed as meant is in `making.problems`. */
export function disclosureForm(
  document: KaijiDocument,
  whole: Package,
  options: FormOptions,
): { readonly form: Form; readonly making: Making } {
  const sections = printedSections(whole, document, options.language);
  const tables = new NumberedTables(document, sections, options);
  const treated = annexIn(sections, whole);
  const making = makingOf(whole, options, {
    section: (target) => {
      const found = findSection(sections, target);
      return found && { anchor: found.anchor, name: sectionName(found) };
    },
    table: (id) => tables.reference(id),
    control: (id) => (treated.has(id) ? anchorFor('risk', id) : undefined),
  });
  const title =
    textField(document.root, 'title')?.value.trim() || say(making, 'サービス仕様適合開示書', 'Service specification disclosure');
  const preface = textField(document.root, 'preface');
  const blocks = [
    ...(preface ? tables.placed(placedBlocksIn({ field: preface, document }, making, 1), making) : []),
    ...sections.flatMap((section) => sectionBlocks(section, document, tables, making)),
    ...tables.left(making),
  ];
  const form: Form = {
    title,
    language: options.language,
    cover: coverOf(document, making),
    hasContents: true,
    running: runningLine(title, document, making),
    page: 'portrait',
    blocks,
  };
  return { form, making };
}

function sectionBlocks(
  { section, number, title, level, anchor, sections }: PrintedSection,
  document: KaijiDocument,
  tables: NumberedTables,
  making: Making,
): readonly Block[] {
  const heading: Block = {
    is: 'heading',
    level,
    number,
    content: [{ is: 'text', text: title }],
    anchor,
    ...(section ? originOf(document, section.node, making) : {}),
  };
  // A section that nothing else names is called by its key.
  if (section?.key && section.key.value === title && section.title?.value.trim() !== title)
    note(making, document, section.key.node, unknownSection({ key: title }));
  const nested = sections.flatMap((one) => sectionBlocks(one, document, tables, making));
  if (!section) return [heading, ...nested];
  const body = [...notApplicable(section, document, making), ...bodyOf(section, document, level, making)];
  return [
    heading,
    ...responsibility(section, document, making),
    ...tables.placed(body, making),
    ...evidence(section, document, making),
    ...respondsTo(section, document, making),
    ...nested,
  ];
}

function bodyOf(
  { body, key, also, notApplicable }: Section,
  document: KaijiDocument,
  level: number,
  making: Making,
): readonly Block[] {
  if (body && body.value.trim() !== '') return placedBlocksIn({ field: body, document }, making, level + 1);
  if (notApplicable) return [];
  return dataBlocks([...(key ? [key.value] : []), ...also.map(({ text }) => text)], document, making);
}

/** 「本項は該当しません（理由: …）」. */
function notApplicable({ notApplicable: reason }: Section, document: KaijiDocument, making: Making): readonly Block[] {
  if (!reason || reason.value.trim() === '') return [];
  const content: readonly Inline[] = [
    { is: 'text', text: say(making, '該当しません（理由: ', 'Not applicable (reason: ') },
    ...inlineIn({ field: reason, document }, making),
    { is: 'text', text: say(making, '）', ')') },
  ];
  return [{ is: 'paragraph', content, ...originOf(document, reason.node, making) }];
}

/** 「責任の所在: 外部事業者に依拠（株式会社見本基盤）」. */
function responsibility({ node }: Section, document: KaijiDocument, making: Making): readonly Block[] {
  const field = textField(node, 'responsibility');
  const written = field?.value.trim();
  if (!written) return [];
  const from = textField(node, 'from')?.value.trim();
  const party = from && (textField(asMap(making.whole.lookup('parties', from)[0]?.entry.node), 'name')?.value.trim() || from);
  const bearer = termIn('responsibility', written, making);
  const words = party ? say(making, `${bearer}（${party}）`, `${bearer} (${party})`) : bearer;
  return [beside(say(making, `責任の所在: ${words}`, `Responsibility: ${words}`), document, field?.node, making)];
}

function evidence({ node }: Section, document: KaijiDocument, making: Making): readonly Block[] {
  const cited = evidenceUses(node).map((use) => ({ use, document, home: making.whole }));
  const lines = citations(cited, making);
  const words = say(making, `関連資料: ${lines.join('、')}`, `Documents: ${lines.join('; ')}`);
  return lines.length > 0 ? [beside(words, document, valueUnder(node, 'evidence'), making)] : [];
}

/** 「対応する確認項目: No.12、No.22(3)」, a line for each catalog. */
function respondsTo({ node: section, respondsTo: controls }: Section, document: KaijiDocument, making: Making): readonly Block[] {
  const { whole } = making;
  const outline = ownCatalog(document, whole.catalogs);
  const byNoun = new Map<string, string[]>();
  for (const node of controls) {
    const found = whole.catalogs.resolve(node.text, outline);
    if (!found) note(making, document, node, unknownControl({ id: node.text }));
    const catalog = found && whole.catalogs.catalogOf(found.id);
    const noun = catalog ? named(catalog.data.noun, making) : say(making, '項目', 'item');
    const number = found ? numberIn(found.id, making) : node.text.trim();
    const numbers = byNoun.get(noun);
    if (!numbers) byNoun.set(noun, [number]);
    else if (!numbers.includes(number)) numbers.push(number);
  }
  return [...byNoun].map(([noun, numbers]) =>
    beside(
      say(making, `対応する${noun}: ${numbers.join('、')}`, `Answers ${noun}: ${numbers.join(', ')}`),
      document,
      valueUnder(section, 'responds-to'),
      making,
    ),
  );
}

/** The check sheet calls its numbers No.; the others stand for themselves. */
function numberIn(id: string, making: Making): string {
  return making.whole.catalogs.catalogOf(id)?.id === 'medcloud-checklist'
    ? `No.${controlNumber(id, making)}`
    : controlNumber(id, making);
}

/** What is said beside the text, and the node that says it. */
function beside(text: string, document: KaijiDocument, node: Node | undefined, making: Making): Paragraph {
  return { is: 'paragraph', content: [{ is: 'text', text }], isAside: true, ...(node ? originOf(document, node, making) : {}) };
}

/** IDs of scenarios the form prints the annex of. */
function annexIn(sections: readonly PrintedSection[], whole: Package): ReadonlySet<string> {
  const annex = findSection(sections, 'annex.risk')?.section;
  if (!annex || (annex.body && annex.body.value.trim() !== '')) return new Set();
  return whole.keys('scenarios');
}

/** The tables of a disclosure: numbered as they appear, printed behind the text that first names them, those nobody names at the end. */
class NumberedTables {
  private readonly numbers = new Map<string, number>();
  private readonly maps: readonly MapNode[];
  private readonly printed = new Set<MapNode>();

  constructor(
    private readonly document: KaijiDocument,
    sections: readonly PrintedSection[],
    private readonly options: FormOptions,
  ) {
    this.maps = entriesOf(document, 'tables').flatMap(({ node }) => asMap(node) ?? []);
    const ids = new Set(this.maps.flatMap((map) => textField(map, 'id')?.value ?? []));
    const preface = textField(document.root, 'preface')?.value ?? '';
    for (const text of [preface, ...sections.flatMap(bodiesOf)])
      for (const { target } of referenceForms(text)) {
        const id = target.replace(/^table:/, '');
        if (ids.has(id)) this.number(id);
      }
    for (const id of ids) this.number(id);
  }

  private number(id: string): void {
    if (!this.numbers.has(id)) this.numbers.set(id, this.numbers.size + 1);
  }

  reference(id: string): { readonly anchor: string; readonly name: string } | undefined {
    const number = this.numbers.get(id);
    return number === undefined
      ? undefined
      : { anchor: anchorFor('table', id), name: say(this.options, `表${number}`, `Table ${number}`) };
  }

  /** Blocks with the tables they are the first to name behind them; a paragraph that only names one gives way to it. */
  placed(blocks: readonly Block[], making: Making): readonly Block[] {
    return blocks.flatMap((block) => {
      const named = this.maps.filter((map) => {
        const id = textField(map, 'id')?.value;
        return id !== undefined && !this.printed.has(map) && leadsTo(block, anchorFor('table', id));
      });
      const tables = named.map((map) => this.print(map, making));
      const isOnlyName = block.is === 'paragraph' && block.content.length === 1 && block.content[0]?.is === 'reference';
      return isOnlyName && tables.length > 0 ? tables : [block, ...tables];
    });
  }

  /** Those no text named. */
  left(making: Making): readonly Block[] {
    const maps = this.maps.filter((map) => !this.printed.has(map));
    if (maps.length === 0) return [];
    const heading: Block = {
      is: 'heading',
      level: 1,
      number: '',
      content: [{ is: 'text', text: say(making, '付表', 'Tables') }],
    };
    return [heading, ...maps.map((map) => this.print(map, making))];
  }

  private print(map: MapNode, making: Making): Table {
    this.printed.add(map);
    const id = textField(map, 'id')?.value;
    const words = textField(map, 'caption')?.value.trim() ?? '';
    const reference = id === undefined ? undefined : this.reference(id);
    const caption = [reference?.name, words].filter(Boolean).join(' ');
    const columns = itemsOf(map, 'columns').map((item) => asScalar(item)?.text.trim() ?? '');
    const rows = itemsOf(map, 'rows').map((row) => asSeq(row)?.items ?? [row]);
    const width = Math.max(columns.length, ...rows.map(({ length }) => length));
    const content = (item: Node | undefined): CellContent => {
      const node = asScalar(item);
      return node ? blocksIn({ field: { value: node.text, node }, document: this.document }, making) : '';
    };
    const each = Array.from({ length: width }, (_, column) => column);
    return {
      is: 'table',
      ...(caption ? { caption: [{ is: 'text', text: caption }] } : {}),
      ...(reference ? { anchor: reference.anchor } : {}),
      head: columns.length > 0 ? [{ cells: each.map((column) => cell(columns[column] ?? '')) }] : [],
      rows: rows.map((row) => ({ cells: each.map((column) => cell(content(row[column]))) })),
      ...originOf(this.document, map, making),
    };
  }
}

/** The bodies of sections in the order they are printed. */
function bodiesOf({ section, sections }: PrintedSection): readonly string[] {
  return [section?.body?.value ?? '', ...sections.flatMap(bodiesOf)];
}

/** Whether something in a block leads to an anchor. */
function leadsTo(block: Block, anchor: string): boolean {
  const inlines = (content: readonly Inline[]): boolean =>
    content.some((one) => (one.is === 'reference' && one.anchor === anchor) || ('content' in one && inlines(one.content)));
  switch (block.is) {
    case 'heading':
    case 'paragraph':
    case 'item':
      return inlines(block.content);
    case 'list':
      return block.items.some((item) => item.some((one) => leadsTo(one, anchor)));
    case 'quote':
      return block.blocks.some((one) => leadsTo(one, anchor));
    case 'table':
      return [...block.head, ...block.rows].some(({ cells }) =>
        cells.some(({ blocks }) => blocks.some((one) => leadsTo(one, anchor))),
      );
    default:
      return false;
  }
}
