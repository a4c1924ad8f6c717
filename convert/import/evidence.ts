/** A register of evidence (エビデンス台帳, 文書管理台帳) as `evidence/v1`. */

import { counted, fixed, message } from '../../core/language.ts';
import { titleKey } from '../../core/model/evidence.ts';
import { markComment } from '../../core/model/mark.ts';
import { asideNotes } from '../sheet/asides.ts';
import { inOrder, type Note, placeName } from '../sheet/note.ts';
import { itemNumber } from '../sheet/number.ts';
import { oneLine } from '../sheet/prose.ts';
import { pagesIn } from '../sheet/rows.ts';
import { type Cell, mergedCells, type Row } from '../sheet/sheet.ts';
import { kindNamed } from './evidence-kinds.ts';
import { evidenceNote } from './evidence-notes.ts';
import { confidentialityOf, EVIDENCE_ROLES, type EvidenceRole, locationOf, periodOf, REGISTER_SHEET } from './evidence-words.ts';
import type { Importer, ImportOptions } from './imported.ts';
import { chosenColumns, mappingOf } from './mapping.ts';
import { columnsRead, headingOf, keptColumns, RowCells } from './row-cells.ts';
import { item, pair, prosePair } from './source.ts';
import { dateIn, isNone, isStroke } from './words.ts';
import { writable } from './writable.ts';

const noTable = message<{ seen: readonly string[] }>({
  ja: ({ seen }) =>
    `エビデンス台帳の見出しの行が見つかりません。「文書名」の列と、「種別・版・制定日・有効期限・所管・公開区分・保管場所」のどれかの列が必要です。${
      seen.length > 0
        ? `見つかった列は「${seen.join('」「')}」です。見出しを直すか、別のシートを選んでください（コマンドラインでは --sheet）。`
        : ''
    }`,
  en: ({ seen }) =>
    `no header of a register found. There must be a column 「文書名」 and one such as 「種別」, 「版」, 「有効期限」 or 「保管場所」. ${
      seen.length > 0
        ? `The columns found are 「${seen.join('」「')}」. Rename them, or choose another sheet (--sheet on the command line).`
        : ''
    }`,
});

interface Entry {
  readonly id: string;
  readonly row: Row;
  readonly title: string;
  readonly kind: string | undefined;
  readonly fields: Readonly<
    Record<'version' | 'issued' | 'expires' | 'owner' | 'confidentiality' | 'conditions' | 'location', string>
  >;
  readonly note: string;
  readonly doubts: readonly Note[];
}

export const evidence: Importer = {
  title: fixed('エビデンス台帳', 'register of evidence'),
  roles: EVIDENCE_ROLES,
  path: 'evidence.kaiji.yaml',
  async import(sheets, options) {
    const tables = pagesIn(
      sheets,
      options.sheet,
      REGISTER_SHEET,
      chosenColumns(options.columns, REGISTER_SHEET, EVIDENCE_ROLES, sheets, options.sheet),
      noTable,
    );
    const { entries, notes, outside } = entriesOf(
      tables.pages.map((page) => ({ page, merged: mergedCells(sheets) })),
      options,
    );
    const order = sheets.map(({ name }) => name);
    const all = inOrder(
      [
        ...notes,
        ...entries.flatMap(({ doubts }) => doubts),
        ...tables.pages.flatMap(keptColumns),
        ...asideNotes(sheets, options.sheet),
      ],
      order,
    );
    const count = entries.length;
    return {
      text: documentOf(entries, options),
      report: {
        notes: all,
        rows: tables.pages.reduce((sum, { rows }) => sum + rows.length, 0) - outside.length,
        attached: entries.map(({ id }) => id),
        controls: count,
        without: [],
        columns: columnsRead(tables),
        outside: [...tables.above, ...outside].map(({ sheet, row, cells }) => ({
          sheet,
          row,
          text: cells.map(({ text }) => oneLine(text)).join(' '),
        })),
      },
      mappings: tables.pages.map((page) => mappingOf(page)),
      placed: count,
      summary: message<{ count: number }>({
        ja: () => `${count}件の文書を台帳に取り込みました。`,
        en: () => `${counted(count, 'document was', 'documents were')} taken into the register.`,
      })({ count }),
      ...(count > 0 ? {} : { nothing: noTitles }),
    };
  },
};

const noTitles = fixed(
  '文書名のある行がありません。見出しと、文書名の列を確かめてください。',
  'no row has a title. Check the header and the column of titles.',
);

type Read = RowCells<EvidenceRole>;

function entriesOf(
  pages: readonly { readonly page: Read['page']; readonly merged: ReturnType<typeof mergedCells> }[],
  options: ImportOptions,
) {
  const entries: Entry[] = [];
  const notes: Note[] = [];
  const outside: Row[] = [];
  const names = new Names(options);
  for (const { page, merged } of pages)
    for (const row of page.rows) {
      const cells = new RowCells(page, row, merged);
      const title = oneLine(cells.text('title'));
      const [only, second] = row.cells;
      // A heading between rows, or what is printed below the table.
      if (title === '' && only && second === undefined) outside.push(row);
      else if (title === '')
        notes.push(
          evidenceNote('no-title', only as Cell, { begins: oneLine(row.cells.map((one) => one.text).join(' ')).slice(0, 40) }),
        );
      else entries.push(entryOf(cells, title, names, options));
    }
  return { entries, notes, outside };
}

function entryOf(cells: Read, title: string, names: Names, { evidenceKinds }: ImportOptions): Entry {
  const doubts: Note[] = [];
  const place = cells.cell('title') as Cell;
  const kept: string[] = [];
  const keep = (cell: Cell, doubt?: Note) => {
    const heading = headingOf(cells.page, cell.column);
    kept.push(heading === '' ? cell.text : `${heading}: ${cell.text}`);
    if (doubt) doubts.push(doubt);
  };
  const say = (role: EvidenceRole) => {
    const cell = cells.cell(role);
    return cell && !isStroke(cell.text) && !isNone(cell.text) ? cell : undefined;
  };
  const date = (role: EvidenceRole): string => {
    const cell = say(role);
    const found = cell && dateIn(cell.text);
    if (cell && found === undefined)
      keep(cell, evidenceNote('unclear-date', cell, { title, heading: headingOf(cells.page, cell.column), printed: cell.text }));
    return found ?? '';
  };
  const period = periodOf(cells.cell('expires')?.text ?? '');
  const expires = period ? period.to : date('expires');
  const started = date('issued');
  const revised = cells.cell('revised');
  const issued = started || period?.from || date('revised');
  if (revised && started) keep(revised);
  else if (period && started && dateIn(period.from) !== started)
    kept.push(`${headingOf(cells.page, cells.cell('expires')?.column ?? 0)}: ${cells.text('expires')}`);
  const [kindCell = '', ...wider] = [...cells.texts('kind')].reverse();
  kept.push(...wider.map((text) => `種別: ${text}`));
  const byCell = kindCell === '' || isStroke(kindCell) ? undefined : kindOf(kindCell, evidenceKinds);
  const byTitle = kindNamed(title, evidenceKinds);
  // A title tells more than a head (規程) does, as long as it does not say another.
  const kind = byCell === undefined || byTitle?.startsWith(`${byCell}.`) ? (byTitle ?? byCell) : byCell;
  if (byCell === undefined && kindCell !== '' && !isStroke(kindCell)) {
    kept.push(`種別: ${kindCell}`);
    if (kind === undefined) doubts.push(evidenceNote('unclear-kind', place, { title, printed: kindCell }));
  }
  const openness = say('confidentiality');
  const confidentiality = openness ? confidentialityOf(openness.text) : undefined;
  if (openness && confidentiality === undefined)
    keep(openness, evidenceNote('unclear-confidentiality', openness, { title, printed: openness.text }));
  const where = say('location');
  const linked = [where, place].flatMap((cell) => locationOf(cell?.url ?? '') ?? [])[0];
  const written = where ? locationOf(where.text) : undefined;
  const location = written ?? linked;
  if (where && written === undefined) keep(where);
  const printed = say('id');
  const { id, same } = names.idOf(title, printed?.text ?? '', kind);
  if (printed && id !== printed.text.trim()) keep(printed);
  if (same !== undefined) doubts.push(evidenceNote('same-title', place, { title, id: same }));
  const number = cells.cell('number');
  if (number && itemNumber(number.text) === undefined) keep(number);
  const fields = {
    version: say('version')?.text ?? '',
    issued,
    expires,
    owner: cells
      .texts('owner')
      .filter((text) => !isStroke(text))
      .map(oneLine)
      .join('、'),
    confidentiality: confidentiality ?? '',
    conditions: say('conditions')?.text ?? '',
    location: location ?? '',
  };
  const remark = say('note')?.text ?? '';
  const note = [remark, ...kept, ...cells.rest()].filter(Boolean).join('\n');
  return { id, row: cells.row, title, kind, fields, note, doubts };
}

/** A kind by its id or what it is called. */
function kindOf(text: string, kinds: ImportOptions['evidenceKinds']): string | undefined {
  return kinds.find(({ id }) => id === text.trim())?.id ?? kindNamed(text, kinds);
}

/** Ids: of the document's own number where it is in Latin letters, else of the title's Latin words and the kind. */
class Names {
  private readonly ids: Set<string>;
  private readonly byTitle: Map<string, string>;

  constructor({ register, ids }: ImportOptions) {
    this.ids = new Set([...ids, ...register.map(({ id }) => id)]);
    this.byTitle = new Map(register.map(({ id, title }) => [titleKey(title), id]));
  }

  /** @returns the id, and the id of another document of the same title */
  idOf(title: string, printed: string, kind: string | undefined): { readonly id: string; readonly same: string | undefined } {
    const exact = printed.trim();
    // An id of ours, on a form of ours.
    if (/^[a-z][a-z0-9-]*$/.test(exact) && !this.ids.has(exact)) return this.taken(exact, title);
    const own = exact.normalize('NFKC').toLowerCase();
    const stem = /^ev-[a-z0-9-]+$/.test(own) ? own.slice(3) : /[a-z]/.test(own) ? slug(own) : stemOf(title, kind);
    let id = `ev-${stem}`;
    for (let count = 2; this.ids.has(id); count++) id = `ev-${stem}-${count}`;
    return this.taken(id, title);
  }

  private taken(id: string, title: string) {
    this.ids.add(id);
    const key = titleKey(title);
    const same = this.byTitle.get(key);
    if (same === undefined) this.byTitle.set(key, id);
    return { id, same };
  }
}

function slug(text: string): string {
  return text
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
}

function stemOf(title: string, kind: string | undefined): string {
  const words = slug(title.normalize('NFKC').toLowerCase());
  const latin = /[a-z]{2}/.test(words) ? words : '';
  const [head = '', tail = head] = (kind ?? '').split('.');
  if (latin !== '') return tail === '' || latin.includes(tail) ? latin : `${latin}-${tail}`;
  return kind === undefined ? 'document' : kind.replaceAll('.', '-');
}

function documentOf(entries: readonly Entry[], { file, language }: ImportOptions): string {
  const lines = ['kaiji: evidence/v1', `# ${language === 'ja' ? '取り込み元' : 'Imported from'}: ${oneLine(writable(file))}`];
  lines.push(entries.length === 0 ? 'evidence: []' : 'evidence:');
  for (const { id, title, kind, fields, note, doubts } of entries) {
    for (const doubt of inOrder(doubts, []))
      lines.push(`  ${markComment('import-doubt', writable(`${placeName(doubt, language)}: ${doubt.message(language)}`))}`);
    const pairs = Object.entries(fields).flatMap(([key, value]) => pair(key, oneLine(value), 4));
    lines.push(
      ...item(
        [...pair('id', id, 4), ...pair('title', title, 4), ...pair('kind', kind, 4), ...pairs, ...prosePair('note', note, 4)],
        2,
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}
