/** A checklist row by row: every control of its catalog in order, answered or not, with what the evaluators said of it. */
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Control } from '../../core/catalog/control.ts';
import { kindName } from '../../core/features/cards/words.ts';
import { message } from '../../core/language.ts';
import type { Judgement } from '../../core/model/checklist.ts';
import { entriesOf, type KaijiDocument } from '../../core/model/document.ts';
import { textField } from '../../core/model/field.ts';
import { ownCatalog } from '../../core/package/index.ts';
import type { Package } from '../../core/package/package.ts';
import { expandedAnswers, type Said } from '../../core/report/expanded.ts';
import { asMap } from '../../core/yaml/tree.ts';
import { printedDate } from './date.ts';
import { type Making, named, note, say, termIn } from './making.ts';
import { textUnder } from './written.ts';

/** A control and what the checklist says of it. */
export interface CheckRow {
  readonly control: Control;
  /** One element an entry; empty where nothing answers. */
  readonly said: readonly Said[];
}

/** Checklists whose catalog is known: what a form of an unknown one would hold nobody can say. */
export function checklistSources(whole: Package): readonly KaijiDocument[] {
  return whole.documents.filter((document) => document.kind === 'checklist' && ownCatalog(document, whole.catalogs));
}

const outside = message<{ control: string }>({
  ja: ({ control }) => `${control} はこの様式にない番号のため、その回答は出力されません。control の番号を確かめてください。`,
  en: ({ control }) => `The form has no ${control}, so this answer is not printed. Check the number under control.`,
});

/** Every control of the catalog. Entries for what is no control of it are noted: no form has a place for them. */
export function checkRows(document: KaijiDocument, catalog: Catalog, making: Making): readonly CheckRow[] {
  const { whole } = making;
  for (const { node } of entriesOf(document, 'answers')) {
    const control = textField(asMap(node), 'control');
    const found = control && whole.catalogs.resolve(control.value, catalog)?.control;
    if (control && (!found || catalog.control(found.id) !== found))
      note(making, document, control.node, outside({ control: control.value }));
  }
  return catalog.data.controls.map((control) => ({ control, said: expandedAnswers(whole, document, control) }));
}

/** What a control asks: the official wording where the package has a copy, else our summary, else its title and parts. */
export function requirement({ id, title, parts }: Control, making: Making): string {
  const { catalogs } = making.whole;
  const official = catalogs.official(id)?.text.trim();
  if (official) return official;
  const control = catalogs.resolve(id)?.control;
  const summary = control && named(catalogs.textNow(control).summary, making).trim();
  if (summary) return summary;
  const items = parts.map((part) =>
    `${part.id} ${named({ ja: part.ja ?? '', ...(part.en ? { en: part.en } : {}) }, making)}`.trim(),
  );
  return [named(title, making), ...items].join('\n');
}

/** The documents that may prove it, as the catalog expects them. */
export function expectedEvidence({ evidence }: Control, making: Making): string {
  const kinds = making.whole.catalogs.evidenceKinds;
  return evidence.map((kind) => kindName(kind, kinds, making.language)).join(say(making, '、', ', '));
}

/** A verdict, and the part or target it is on. */
interface Verdict {
  readonly on: string;
  readonly judgement: Judgement;
  readonly document: KaijiDocument;
}

function verdictsOf({ said }: CheckRow): readonly Verdict[] {
  const of = (one: Said): readonly Verdict[] => [
    ...(one.reply?.judgements ?? []).map((judgement) => ({
      on: one.part ?? (one.target ? `▼${one.target}` : ''),
      judgement,
      document: one.document,
    })),
    ...one.below.flatMap(of),
  ];
  return said.flatMap(of);
}

/** The rounds of evaluation somebody judged in, in order; customers learn of none. */
export function roundsOf(rows: readonly CheckRow[], { audience }: Making): readonly number[] {
  if (audience === 'customer') return [];
  const rounds = new Set(rows.flatMap((row) => verdictsOf(row).map(({ judgement }) => judgement.round)));
  return [...rounds].sort((a, b) => a - b);
}

/** 判定結果 of a round: 「適合」; by parts 「(1) 適合」. */
export function verdictText(row: CheckRow, round: number, making: Making): string {
  return verdictsOf(row)
    .filter(({ judgement }) => judgement.round === round && judgement.result)
    .map(({ on, judgement }) => [on, termIn('result', judgement.result?.value ?? '', making)].filter(Boolean).join(' '))
    .join('\n');
}

/**
 * 改善策 of a round with what was found, by when and by whom: 「指摘: …」「改善策: …（2026年12月1日まで）」「判定: …」.
 * @param isLabelled whether an improvement alone has its label too; under a heading of that name it needs none
 */
export function improvementText(row: CheckRow, round: number, making: Making, isLabelled = true): string {
  return verdictsOf(row)
    .filter(({ judgement }) => judgement.round === round)
    .flatMap(({ on, judgement, document }) => {
      const text = (key: string) => textUnder(judgement.map, key, document, making);
      const due = judgement.due ? printedDate(judgement.due.value, making.language) : '';
      const [finding, improvement, by] = [text('finding'), text('improvement'), judgement.by?.value.trim() ?? ''];
      const until = due === '' ? '' : say(making, `（${due}まで）`, ` (by ${due})`);
      const lines = [
        finding && say(making, `指摘: ${finding}`, `Finding: ${finding}`),
        (improvement || until) &&
          (isLabelled || finding || by ? say(making, '改善策: ', 'Improvement: ') : '') + improvement + until,
        by && say(making, `判定: ${by}`, `Judged by: ${by}`),
      ].filter((line) => line !== '');
      const [first, ...others] = lines;
      return first === undefined ? [] : [[on, first].filter(Boolean).join(' '), ...others];
    })
    .join('\n');
}

/** 備考: the author's note and who answered; nothing for customers. */
export function remarks({ said }: CheckRow, making: Making): string {
  if (making.audience === 'customer') return '';
  return said
    .flatMap(({ reply, document }) => {
      const map = reply?.map;
      const by = textUnder(map, 'answered-by', document, making);
      const updated = printedDate(textUnder(map, 'updated', document, making), making.language);
      const who = [
        by && say(making, `回答者: ${by}`, `Answered by ${by}`),
        updated && say(making, `更新日: ${updated}`, `Updated ${updated}`),
      ];
      return [textUnder(map, 'note', document, making), who.filter(Boolean).join(say(making, '、', ', '))];
    })
    .filter((line) => line !== '')
    .join('\n');
}
