/** An official sheet as an overlay of its catalog (`catalog-text/v1`): the author's own copy of the wording, control by control. */
import type { Catalog } from '../../../core/catalog/catalog.ts';
import type { Catalogs } from '../../../core/catalog/catalogs.ts';
import type { Control } from '../../../core/catalog/control.ts';
import { fixed, type Language } from '../../../core/language.ts';
import { markComment } from '../../../core/model/mark.ts';
import { literalLines, scalarSource } from '../../../core/yaml/edit.ts';
import { asideNotes } from '../../sheet/asides.ts';
import type { Role } from '../../sheet/columns.ts';
import { defectsOf } from '../../sheet/defects.ts';
import { fitTo } from '../../sheet/fit.ts';
import { inOrder, type Note, type NoteKind, placeName } from '../../sheet/note.ts';
import { type PlacedRow, placeRows } from '../../sheet/place.ts';
import { inLines } from '../../sheet/prose.ts';
import { referencesBy } from '../../sheet/reference.ts';
import { rowsOf } from '../../sheet/rows.ts';
import type { Sheet } from '../../sheet/sheet.ts';
import { unnamedColumns } from '../../sheet/unnamed.ts';
import { columnsOf, type Imported, outsideOf } from '../report.ts';
import { writable } from '../writable.ts';

export interface CatalogTextOptions {
  readonly catalog: Catalog;
  /** All that are known: references are read by them. */
  readonly catalogs: Catalogs;
  /** Summaries of controls, where they have one: they help to tell whose a text is. */
  readonly summaryOf?: (control: Control) => string | undefined;
  /** Name of the file read, without its folder. */
  readonly file: string;
  /** Of that file, `YYYY-MM-DD`. */
  readonly date?: string;
  /** Name of the one sheet to read; every visible one where absent. */
  readonly sheet?: string;
  /** Of the comments. */
  readonly language: Language;
}

/** Doubts about the text itself: they stay in the overlay as marks (`import-doubt`) until somebody has compared it with the original. */
const OF_TEXT: ReadonlySet<string> = new Set<NoteKind>([
  'merged-rows',
  'text-of-another-row',
  'same-text',
  'headless',
  'broken-off',
  'matched-by-text',
  'text-in-another-column',
]);

const head = fixed(
  '手元の原本から取り込んだ文言です。原本の権利は発行者にあります。配布の前に、利用の条件を確かめてください。',
  "Wording read from your own copy of the original. The rights are its issuer's: check the terms before passing it on.",
);

/** @throws SheetError where no table is found */
export function importCatalogText(sheets: readonly Sheet[], options: CatalogTextOptions): Imported {
  const { catalog, catalogs, summaryOf } = options;
  const fit = fitTo(catalog, summaryOf);
  const read = rowsOf(sheets, options.sheet, catalog, fit);
  const { placed, notes } = placeRows(read.rows, catalog, fit);
  const defects = defectsOf(placed, fit, referencesBy(catalogs));
  const used = new Set(placed.map(({ text }) => text));
  const order = sheets.map(({ name }) => name);
  const asides = asideNotes(sheets, options.sheet);
  const all = inOrder([...notes, ...defects.notes, ...unnamedColumns(read.rows, used), ...asides], order);
  const kept = new Map(placed.filter((row) => !defects.displaced.has(row)).map((row) => [row.control, row]));
  const { controls } = catalog.data;
  return {
    text: overlay(kept, all, options),
    report: {
      notes: all,
      rows: read.rows.length,
      attached: controls.filter((control) => kept.has(control)).map(({ id }) => id),
      controls: controls.length,
      without: controls.filter((control) => !kept.has(control)).map(({ id }) => id),
      columns: columnsOf(read, new Set<Role>(['category'])),
      outside: outsideOf(read),
    },
  };
}

function overlay(
  kept: ReadonlyMap<Control, PlacedRow>,
  notes: readonly Note[],
  { catalog, file, date, language }: CatalogTextOptions,
): string {
  const { id, edition } = catalog.data;
  const lines = [
    'kaiji: catalog-text/v1',
    `catalog: ${scalarSource(edition === '' ? id : `${id}@${edition}`)}`,
    `# ${head(language)}`,
    `source: { file: ${scalarSource(writable(file), true)}${date === undefined ? '' : `, date: ${scalarSource(date, true)}`} }`,
    kept.size === 0 ? 'texts: []' : 'texts:',
  ];
  for (const control of catalog.data.controls) {
    const row = kept.get(control);
    for (const one of notes) {
      if (one.control !== control.id || !OF_TEXT.has(one.kind)) continue;
      const doubt = writable(`${placeName(one, language)}: ${one.message(language)}`);
      // What has no entry is named: the mark stands above the next one.
      lines.push(`  ${markComment('import-doubt', doubt, row ? undefined : control.id)}`);
    }
    if (!row) continue;
    const [header, ...body] = literalLines(inLines(writable(row.text.text)));
    lines.push(
      `  - control: ${scalarSource(control.id)}`,
      `    text: ${header}`,
      ...body.map((line) => (line === '' ? '' : `    ${line}`)),
    );
  }
  return `${lines.join('\n')}\n`;
}
