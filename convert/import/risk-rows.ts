/** The rows of a risk annex as scenarios with their responses. Whatever has no field of its own goes into the note. */
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Control } from '../../core/catalog/control.ts';
import type { Fit } from '../sheet/fit.ts';
import type { Page } from '../sheet/header.ts';
import type { Note } from '../sheet/note.ts';
import { isItemMark, sectionIn } from '../sheet/number.ts';
import { beginning, comparable, oneLine } from '../sheet/prose.ts';
import type { Cell, MergedCells, Row } from '../sheet/sheet.ts';
import { evidenceIn } from './evidence-names.ts';
import type { Register } from './register.ts';
import { riskNote } from './risk-notes.ts';
import { levelOf, partiesIn, type RiskRole, targetsIn, tickOf } from './risk-words.ts';
import { headingOf, RowCells } from './row-cells.ts';
import { isStroke } from './words.ts';

export interface Response {
  readonly target: string;
  /** As written. */
  readonly treatment: string;
  readonly parties: readonly string[];
  content: string;
  readonly reason: string;
  readonly evidence: readonly { readonly ref: string; readonly at: string }[];
}

export interface ScenarioEntry {
  /** Canonical ID, or `x.…`. */
  readonly id: string;
  /** Of one the catalog does not have: what it says. */
  readonly title: string;
  readonly category: string;
  readonly isOwn: boolean;
  /** As the sheet has them: rows that repeat them go on. */
  readonly printed: string;
  readonly wording: string;
  readonly responses: Response[];
  level: { readonly impact?: number; readonly likelihood?: number };
  notApplicable: string;
  note: string;
  readonly doubts: Note[];
}

/** As in placing rows of check sheets: so much in common, and so much more than with any other, makes a text a scenario's. */
const SURE = 0.2;
const CLEARLY = 1.5;
/** A number is doubted only where the text is clearly another's. */
const ANOTHER = 3;

export class RiskRows {
  readonly entries: ScenarioEntry[] = [];
  /** Of rows that found no scenario. */
  readonly notes: Note[] = [];
  /** Headings between rows. */
  readonly outside: Row[] = [];
  /** How many rows are of scenarios the catalog has. */
  placed = 0;
  private current: ScenarioEntry | undefined;
  private section = '';
  private heading = '';

  /** @param ids taken in the package, which scenarios of one's own must not have */
  constructor(
    private readonly catalog: Catalog,
    private readonly fit: Fit,
    private readonly register: Register,
    private readonly merged: MergedCells,
    private readonly ids: ReadonlySet<string>,
  ) {}

  /** Takes the rows of a page; pages come in order. */
  add(page: Page<RiskRole>): void {
    for (const row of page.rows) {
      const cells = new RowCells(page, row, this.merged);
      if (this.isHeading(cells)) continue;
      const category = cells.texts('category');
      for (const text of category) this.section = sectionIn(text) || this.section;
      const printed = oneLine(cells.text('number'));
      const wording = cells.text('scenario');
      const place = cells.cell('scenario') ?? cells.cell('number') ?? (row.cells[0] as Cell);
      const entry = this.goesOn(printed, wording)
        ? this.current
        : this.begun(printed, wording, category.at(-1) ?? this.heading, place);
      if (entry && !entry.isOwn) this.placed++;
      if (entry) this.take(entry, cells);
      else this.notes.push(riskNote('no-scenario', place, { content: row.cells.map(({ text }) => oneLine(text)).join(' / ') }));
      this.current = entry;
    }
  }

  /** A line of one cell between the rows: `組織的・人的リスクシナリオ`, `1.1 …`. */
  private isHeading({ page, row }: RowCells<RiskRole>): boolean {
    const [cell, second] = row.cells;
    if (!cell || second) return false;
    const role = page.headings.find(({ column }) => column === cell.column)?.role;
    const isTitle =
      role === 'number' ||
      role === 'category' ||
      (role === 'scenario' && /(?:シナリオ|リスク|的|対策|分類)$/.test(cell.text) && cell.text.length <= 30);
    if (!isTitle || this.controlIn(cell.text)) return false;
    this.section = sectionIn(cell.text) || this.section;
    this.heading = oneLine(cell.text);
    this.outside.push(row);
    this.current = undefined;
    return true;
  }

  /** Whether a row belongs to the scenario above: it says none, or the same. */
  private goesOn(printed: string, wording: string): boolean {
    if (!this.current) return false;
    if (printed === '' && wording === '') return true;
    const same = (a: string, b: string) => a === '' || comparable(a) === comparable(b);
    return same(printed, this.current.printed) && same(wording, this.current.wording);
  }

  /** The entry of a scenario that begins with this row; undefined where the row says none. */
  private begun(printed: string, wording: string, category: string, place: Cell): ScenarioEntry | undefined {
    if (printed === '' && wording === '') return undefined;
    const leading =
      /^(?:RS[-‐ ]?)?[0-9]{1,2}\.[0-9]{1,2}\s?(?:[①-⑳]|[(（][0-9]{1,2}[)）]|-[0-9]{1,2})?/i.exec(wording.normalize('NFC'))?.[0] ??
      '';
    const text = wording.slice(leading.length).trim() || wording;
    const begins = beginning(text);
    const byNumber = this.controlIn(printed) ?? (printed === '' ? this.controlIn(leading) : undefined);
    const best = text === '' ? undefined : this.fit.best(text);
    const doubts: Note[] = [];
    let control = byNumber;
    if (
      byNumber &&
      best &&
      best.control !== byNumber &&
      best.score >= SURE &&
      best.score > this.fit.score(text, byNumber) * ANOTHER
    )
      doubts.push(riskNote('another-text', place, { id: byNumber.id, other: best.control.id, begins }, byNumber.id));
    if (!byNumber && best && best.score >= SURE && best.score >= best.next * CLEARLY) {
      control = best.control;
      doubts.push(riskNote('matched-by-text', place, { id: control.id, begins, printed }, control.id));
    }
    const known = control && this.entries.find(({ id }) => id === control.id);
    if (known) {
      known.doubts.push(...doubts);
      return known;
    }
    const id = control?.id ?? this.ownId(text);
    if (!control) doubts.push(riskNote('own-scenario', place, { id, begins, printed }, id));
    const entry: ScenarioEntry = {
      id,
      title: control ? '' : oneLine(text || printed),
      category: control ? '' : oneLine(category),
      isOwn: !control,
      printed,
      wording,
      responses: [],
      level: {},
      notApplicable: '',
      note: control || printed === '' ? '' : `番号: ${printed}`,
      doubts,
    };
    this.entries.push(entry);
    return entry;
  }

  private controlIn(printed: string): Control | undefined {
    const typed = printed.replace(/[\s\u3000]/g, '');
    if (typed === '' || typed.length > 20) return undefined;
    const find = (id: string) => this.catalog.homonymsOf(id).flatMap((one) => this.catalog.control(one) ?? [])[0];
    return find(typed) ?? (isItemMark(typed) && this.section !== '' ? find(`${this.section}${typed}`) : undefined);
  }

  private ownId(text: string): string {
    const words =
      text
        .normalize('NFKC')
        .toLowerCase()
        .match(/[a-z][a-z0-9]+/g) ?? [];
    const stem = words.slice(0, 3).join('-').slice(0, 40) || 'risk';
    const isTaken = (id: string) => this.ids.has(id) || this.entries.some((entry) => entry.id === id);
    for (let count = 1; ; count++) {
      const id = count === 1 && stem !== 'risk' ? `x.${stem}` : `x.${stem}-${count}`;
      if (!isTaken(id)) return id;
    }
  }

  private take(entry: ScenarioEntry, cells: RowCells<RiskRole>): void {
    const said = (role: RiskRole) => {
      const cell = cells.cell(role);
      return cell && !isStroke(cell.text) ? cell.text : '';
    };
    const level = { impact: this.level(entry, cells, 'impact'), likelihood: this.level(entry, cells, 'likelihood') };
    entry.level = {
      ...entry.level,
      ...(level.impact === undefined ? {} : { impact: level.impact }),
      ...(level.likelihood === undefined ? {} : { likelihood: level.likelihood }),
    };
    const treatment = oneLine(cells.cellOver('treatment')?.text ?? '');
    const parties = this.parties(entry, cells);
    const evidence = this.evidence(entry, cells);
    const cell = said('content');
    // Where the form has no column for it, the reason stands below what is done.
    const because = said('reason') === '' ? (/(?:^|\n)(?:理由|Reason):[^\n]*(?:\n(?!▼)[^\n]*)*$/.exec(cell)?.[0] ?? '') : '';
    const content = cell.slice(0, cell.length - because.length);
    const reason = said('reason') || because.trim().replace(REASON, '');
    const named = said('target').replace(/^▼\s*/, '');
    const remark = said('note');
    const note = [remark, ...cells.rest()].filter(Boolean).join('\n');
    if (note !== '') entry.note = below(entry.note, note);
    if (NOT_APPLICABLE.test(treatment) && (reason || content) !== '' && entry.responses.length === 0 && named === '') {
      const why = [content, reason].filter(Boolean).join('\n');
      entry.notApplicable = below(entry.notApplicable, why.replace(REASON, ''));
      return;
    }
    const last = entry.responses.at(-1);
    // A row that runs over the page: it says more, and nothing else.
    if (
      last &&
      treatment === '' &&
      parties.length === 0 &&
      named === '' &&
      reason === '' &&
      evidence.length === 0 &&
      !content.startsWith('▼')
    ) {
      last.content = below(last.content, content);
      return;
    }
    const targets = content === '' ? [{ target: '', content: '', guessed: false }] : targetsIn(content);
    if (treatment + named + reason + content === '' && parties.length + evidence.length === 0) return;
    for (const [i, one] of targets.entries()) {
      const target = [named, one.target].filter(Boolean).join(' / ');
      entry.responses.push({
        target,
        treatment,
        parties,
        content: one.content,
        reason: i === 0 ? reason : '',
        evidence: i === 0 ? evidence : [],
      });
      if (one.guessed) {
        const place = cells.cell('content') as Cell;
        entry.doubts.push(riskNote('guessed-target', place, { id: entry.id, target: one.target }, entry.id));
      }
    }
  }

  private level(entry: ScenarioEntry, cells: RowCells<RiskRole>, role: 'impact' | 'likelihood'): number | undefined {
    const cell = cells.cell(role);
    if (!cell || isStroke(cell.text)) return undefined;
    const level = levelOf(cell.text);
    if (level === undefined || (entry.level[role] ?? level) !== level) {
      cells.keep(cell);
      entry.doubts.push(riskNote('unclear-level', cell, { id: entry.id, ...told(cells, cell) }, entry.id));
      return undefined;
    }
    return level;
  }

  private parties(entry: ScenarioEntry, cells: RowCells<RiskRole>): readonly string[] {
    const found = new Set<string>();
    const unclear = (cell: Cell) => {
      cells.keep(cell);
      entry.doubts.push(riskNote('unclear-party', cell, { id: entry.id, ...told(cells, cell) }, entry.id));
    };
    for (const [role, party] of [
      ['provider', '事業者'],
      ['customer', '利用者'],
    ] as const) {
      const cell = cells.cellOver(role);
      if (!cell) continue;
      const tick = tickOf(cell.text) ?? (partiesIn(cell.text)?.join() === party ? true : undefined);
      if (tick === undefined) unclear(cell);
      if (tick) found.add(party);
    }
    const cell = cells.cellOver('parties');
    const named = cell && !isStroke(cell.text) ? partiesIn(cell.text) : [];
    if (cell && named === undefined) unclear(cell);
    for (const party of named ?? []) found.add(party);
    return ['事業者', '利用者'].filter((party) => found.has(party));
  }

  private evidence(entry: ScenarioEntry, cells: RowCells<RiskRole>): Response['evidence'] {
    const cell = cells.cell('evidence');
    if (!cell || isStroke(cell.text)) return [];
    const known = this.register.cited(cell.text, '\n');
    if (known) return known;
    const { named, rest } = evidenceIn(cell.text);
    if (rest.length > 0) {
      entry.note = below(entry.note, `${headingOf(cells.page, cell.column)}: ${rest.join('、')}`);
      entry.doubts.push(riskNote('unclear-evidence', cell, { id: entry.id, printed: rest.join('、') }, entry.id));
    }
    return named.map((one) => ({ ref: this.register.idOf(one), at: one.at }));
  }
}

const REASON = /^(?:理由|Reason):[ \t\u3000]*/;
const NOT_APPLICABLE = /^(?:対象外|該当なし|該当無し|該当しない|該当せず|非該当|適用外|n\/a)$/i;

function told(cells: RowCells<RiskRole>, { column, text }: Cell): { readonly heading: string; readonly printed: string } {
  return { heading: headingOf(cells.page, column), printed: beginning(text) };
}

function below(above: string, text: string): string {
  return [above, text].filter(Boolean).join('\n');
}
