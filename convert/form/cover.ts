/** What stands before the text: service, provider, version, date, who approved, what was revised. */
import type { KaijiDocument } from '../../core/model/document.ts';
import { itemsOf, mapField, textField } from '../../core/model/field.ts';
import type { Package } from '../../core/package/package.ts';
import { asMap, type MapNode } from '../../core/yaml/tree.ts';
import { printedDate } from './date.ts';
import type { Cover, CoverPart, Origin, Table, TableRow } from './form.ts';
import { type Making, originOf, say, tellsOrigins } from './making.ts';
import { compactTable } from './table.ts';

/** The cover of a document. */
export function coverOf(document: KaijiDocument, making: Making): Cover {
  const { whole, language } = making;
  const service = serviceOf(whole);
  const version = textField(document.root, 'version')?.value.trim();
  const issued = textField(document.root, 'issued')?.value.trim();
  const tables = [approvals(document, making), revisions(document, making)].filter((table) => table !== undefined);
  return {
    ...(service.name ? { subject: service.name } : {}),
    ...(service.provider ? { provider: service.provider } : {}),
    ...(version ? { version } : {}),
    ...(issued ? { issued: printedDate(issued, language) } : {}),
    lines: [],
    tables,
    ...(tellsOrigins(making) ? { origins: originsOf(document, making) } : {}),
  };
}

function originsOf(document: KaijiDocument, making: Making): NonNullable<Cover['origins']> {
  const { manifest } = making.whole;
  const service = mapField(manifest?.root, 'service');
  const stated = (part: CoverPart, owner: KaijiDocument | undefined, map: MapNode | undefined, key: string) => {
    const node = textField(map, key)?.node;
    const origin: Origin | undefined = owner && node && originOf(owner, node, making).origin;
    return origin ? { [part]: origin } : {};
  };
  return {
    ...stated('title', document, document.root, 'title'),
    ...stated('subject', manifest, service, 'name'),
    ...stated('provider', manifest, service, 'provider'),
    ...stated('version', document, document.root, 'version'),
    ...stated('issued', document, document.root, 'issued'),
  };
}

/** Service and provider, as the manifest names them. */
export function serviceOf({ manifest }: Package): { readonly name: string | undefined; readonly provider: string | undefined } {
  const service = mapField(manifest?.root, 'service');
  const read = (key: string) => textField(service, key)?.value.trim() || undefined;
  return { name: read('name'), provider: read('provider') };
}

/** What stands on every page: 「例示ウェブ問診 サービス仕様適合開示書 第1.1版」. */
export function runningLine(title: string, document: KaijiDocument | undefined, making: Making): string {
  const { name } = serviceOf(making.whole);
  const version = textField(document?.root, 'version')?.value.trim();
  const called = name && !title.includes(name) ? `${name} ${title}` : title;
  return version ? `${called} ${say(making, `第${version}版`, `version ${version}`)}` : called;
}

/** 作成・確認・承認; undefined where nobody is named. */
function approvals(document: KaijiDocument, making: Making): Table | undefined {
  const { rows, origins } = rowsOf(document, 'approvals', ['step', 'by', 'date'], making);
  const head = [say(making, '区分', 'Step'), say(making, '担当者・役職', 'By'), say(making, '日付', 'Date')];
  return rows.length > 0 ? compactTable(head, rows, [2, 6, 3], origins) : undefined;
}

/** 改訂履歴; undefined where there is none. */
export function revisions(document: KaijiDocument, making: Making): Table | undefined {
  const { rows, origins } = rowsOf(document, 'revisions', ['version', 'date', 'part', 'summary'], making);
  const head = [
    say(making, '版', 'Version'),
    say(making, '改訂日', 'Date'),
    say(making, '改訂箇所', 'Part'),
    say(making, '改訂内容', 'Summary'),
  ];
  return rows.length > 0 ? compactTable(head, rows, [1, 2, 3, 5], origins) : undefined;
}

/** The items of a list that say something: their words, and where each comes from. */
function rowsOf(
  document: KaijiDocument,
  list: string,
  keys: readonly string[],
  making: Making,
): { readonly rows: readonly (readonly string[])[]; readonly origins: readonly Pick<TableRow, 'origin'>[] } {
  const said = itemsOf(document.root, list).flatMap((item) => {
    const map: MapNode | undefined = asMap(item);
    if (!map) return [];
    const row = keys.map((key) => {
      const text = textField(map, key)?.value.trim() ?? '';
      return key === 'date' ? printedDate(text, making.language) : text;
    });
    return row.some((text) => text !== '') ? [{ row, origin: originOf(document, map, making) }] : [];
  });
  return { rows: said.map(({ row }) => row), origins: said.map(({ origin }) => origin) };
}
