/** A checklist as a document: a table for each category of its catalog, every control in order, on pages laid across. */

import { categoryName } from '../../core/catalog/catalog.ts';
import { idsOf } from '../../core/catalog/control.ts';
import { inLanguage } from '../../core/language.ts';
import type { KaijiDocument } from '../../core/model/document.ts';
import { textField } from '../../core/model/field.ts';
import { ownCatalog } from '../../core/package/index.ts';
import type { Package } from '../../core/package/package.ts';
import { answerBlocks, evidenceLines } from './answer.ts';
import { type CheckRow, checkRows, improvementText, remarks, requirement, roundsOf, verdictText } from './check-rows.ts';
import { headLines } from './checklist-grid.ts';
import { coverOf, runningLine } from './cover.ts';
import type { Block, Form, TableRow } from './form.ts';
import { anchorFor, type FormOptions, type Making, makingOf, named, originOf, say } from './making.ts';
import { controlNumber } from './references.ts';
import { cell, table } from './table.ts';
import { placedBlocksIn } from './written.ts';

/** A checklist as a form; undefined where its catalog is not known. What could not be printed as meant is in `making.problems`. */
export function checklistForm(
  document: KaijiDocument,
  whole: Package,
  options: FormOptions,
): { readonly form: Form; readonly making: Making } | undefined {
  const catalog = ownCatalog(document, whole.catalogs);
  if (!catalog) return undefined;
  const anchors = new Map(
    catalog.data.controls.flatMap((control) => idsOf(control).map((id) => [id, anchorFor('control', control.id)])),
  );
  const making = makingOf(whole, options, { control: (id) => anchors.get(id) });
  const title = textField(document.root, 'title')?.value.trim() || named(catalog.data.title, making);
  const preface = textField(document.root, 'preface');
  const rows = new Map(checkRows(document, catalog, making).map((row) => [row.control, row]));
  const all = [...rows.values()];
  const rounds = roundsOf(all, making);
  const hasRemarks = all.some((row) => remarks(row, making) !== '');
  const tables = [...catalog.categories()].flatMap(([, controls]): readonly Block[] => {
    const [first] = controls;
    const name = first ? inLanguage(categoryName(first, catalog), options.language) : '';
    const own = controls.flatMap((control) => rows.get(control) ?? []);
    return [
      ...(name === '' ? [] : [{ is: 'heading', level: 1, number: '', content: [{ is: 'text', text: name }] } as const]),
      sheet(
        own,
        { rounds, hasRemarks, asksEvidence: catalog.asks('evidence'), noun: named(catalog.data.noun, making) },
        document,
        making,
      ),
    ];
  });
  const form: Form = {
    title,
    language: options.language,
    cover: { ...coverOf(document, making), lines: headLines(document, making).filter(({ value }) => value !== '') },
    hasContents: catalog.categories().size > 1,
    running: runningLine(title, document, making),
    page: 'landscape',
    blocks: [...(preface ? placedBlocksIn({ field: preface, document }, making, 1) : []), ...tables],
  };
  return { form, making };
}

interface Shape {
  readonly rounds: readonly number[];
  readonly hasRemarks: boolean;
  readonly asksEvidence: boolean;
  /** What the catalog calls its controls. */
  readonly noun: string;
}

function sheet(
  rows: readonly CheckRow[],
  { rounds, hasRemarks, asksEvidence, noun }: Shape,
  document: KaijiDocument,
  making: Making,
) {
  const evidence = new Map(rows.map((row) => [row, evidenceLines(row.said, making)]));
  const hasEvidence = asksEvidence || [...evidence.values()].some((lines) => lines.length > 0);
  const round = (number: number) => (rounds.length > 1 ? say(making, `（第${number}回）`, ` (round ${number})`) : '');
  const head: readonly (readonly [name: string, width: number])[] = [
    [say(making, '番号', 'No.'), 4],
    [noun, 18],
    [say(making, '対応策', 'Measures'), 24],
    ...(hasEvidence ? [[say(making, 'エビデンス', 'Evidence'), 11] as const] : []),
    ...rounds.map((one) => [say(making, '判定・改善策', 'Verdict') + round(one), 10] as const),
    ...(hasRemarks ? [[say(making, '備考', 'Remarks'), 7] as const] : []),
  ];
  const made = rows.map((row): TableRow => {
    const { control, said } = row;
    const at = said.find(({ reply }) => reply?.map);
    return {
      anchor: anchorFor('control', control.id),
      ...(at?.reply?.map ? originOf(document, at.reply.map, making) : {}),
      cells: [
        cell(controlNumber(control.id, making), { isHeading: true, align: 'center' }),
        cell(requirement(control, making)),
        cell(answerBlocks(said, making)),
        ...(hasEvidence ? [cell((evidence.get(row) ?? []).join('\n'))] : []),
        ...rounds.map((one) =>
          cell([verdictText(row, one, making), improvementText(row, one, making)].filter(Boolean).join('\n')),
        ),
        ...(hasRemarks ? [cell(remarks(row, making))] : []),
      ],
    };
  });
  return table(
    head.map(([name]) => name),
    made,
    head.map(([, width]) => width),
  );
}
