/** The evidence register (エビデンス台帳) as rows; for customers what they may ask for, and on what conditions. */
import { kindName } from '../../core/features/cards/words.ts';
import { entriesOf, type KaijiDocument } from '../../core/model/document.ts';
import { textField } from '../../core/model/field.ts';
import type { Package } from '../../core/package/package.ts';
import { asMap, type MapNode } from '../../core/yaml/tree.ts';
import { printedDate } from './date.ts';
import { confidentialityOf } from './evidence-title.ts';
import type { Grid } from './grid.ts';
import { type Making, say, termIn } from './making.ts';

/** The documents with a register; they make one form together. */
export function evidenceSources(whole: Package): readonly KaijiDocument[] {
  return whole.documents.filter((document) => entriesOf(document, 'evidence').length > 0);
}

export function evidenceGrid(documents: readonly KaijiDocument[], making: Making): Grid {
  const maps = documents
    .flatMap((document) => entriesOf(document, 'evidence').flatMap(({ node }) => asMap(node) ?? []))
    .filter((map) => making.audience === 'internal' || confidentialityOf(map) !== 'internal');
  const read = (map: MapNode, key: string) => textField(map, key)?.value.trim() ?? '';
  const date = (map: MapNode, key: string) => printedDate(read(map, key), making.language);
  const kinds = making.whole.catalogs.evidenceKinds;
  const kind = (map: MapNode) => kindName(read(map, 'kind'), kinds, making.language);
  const isInternal = making.audience === 'internal';
  // A path inside the package leads customers nowhere.
  const location = (map: MapNode) => (isInternal || /^https?:\/\//i.test(read(map, 'location')) ? read(map, 'location') : '');
  const visibility = (map: MapNode) => termIn('confidentiality', read(map, 'confidentiality'), making);
  const columns: readonly (readonly [
    key: string,
    ja: string,
    en: string,
    width: number,
    cell: (map: MapNode) => string,
    isThere?: boolean,
  ])[] = [
    ['id', 'ID', 'ID', 22, (map) => read(map, 'id'), isInternal],
    ['title', '文書名', 'Title', 36, (map) => read(map, 'title')],
    ['kind', '種類', 'Kind', 24, kind],
    ['version', '版', 'Version', 8, (map) => read(map, 'version')],
    ['issued', '発行日', 'Issued', 16, (map) => date(map, 'issued')],
    ['expires', '有効期限', 'Expires', 16, (map) => date(map, 'expires')],
    ['owner', '所管', 'Owner', 20, (map) => read(map, 'owner'), isInternal],
    ['location', '所在', 'Location', 32, location],
    ['confidentiality', '公開の範囲', 'Who may see it', 14, visibility],
    ['conditions', '開示条件', 'Conditions', 36, (map) => read(map, 'conditions')],
    ['note', '備考', 'Remarks', 24, (map) => read(map, 'note'), isInternal && maps.some((map) => read(map, 'note') !== '')],
  ];
  const kept = columns.filter(([, , , , , isThere = true]) => isThere);
  const title = say(making, 'エビデンス台帳', 'Evidence register');
  return {
    name: title,
    title,
    language: making.language,
    lines: [],
    columns: kept.map(([key, ja, en, width]) => ({ key, headings: [say(making, ja, en)], width })),
    rows: maps.map((map) => ({ cells: kept.map(([, , , , cell]) => cell(map)) })),
    page: 'landscape',
  };
}
