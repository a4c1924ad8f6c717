/** Which control a row's number means: the number as such, or an item of the section the rows are in, or the next item below a number. */
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Control } from '../../core/catalog/control.ts';
import { idKey, partKey } from '../../core/catalog/id.ts';
import { type Cell, cellAt, type Row } from './sheet.ts';

/** Whether a catalog counts its controls through, 1 to n. In any other a bare number needs its section. */
export function isCountedThrough({ data }: Catalog): boolean {
  const skip = data.prefix === undefined ? 0 : data.prefix.length + 1;
  return data.controls.length > 0 && data.controls.every(({ id }) => /^[0-9]+$/.test(id.slice(skip)));
}

/** `1`, `１`, `(1)`, `①`, `1.`, `No.1` → 1; undefined for anything else. */
export function itemNumber(text: string): number | undefined {
  const digits = /^[0-9]{1,6}$/.exec(partKey(plainNumber(text)));
  return digits ? Number(digits[0]) : undefined;
}

/** `(1)`, `（１）`, `①`: a number set apart as items are. */
export function isItemMark(text: string): boolean {
  return /^(?:[(（][0-9０-９]{1,3}[)）]|[①-⑳㉑-㉟㊱-㊿⑴-⒇])$/.test(text.trim());
}

/** Without what surrounds a number: `No.1` → `1`, `1.` and a spreadsheet's `1.0` → `1`. */
export function plainNumber(text: string): string {
  const short = text.trim().slice(0, 60);
  return short.replace(/^(?:No|Ｎｏ)[.．]? ?(?=[0-9０-９])/i, '').replace(/^([0-9０-９]{1,6})[.．]0?$/, '$1');
}

/** What a row's number is. */
export type Numbered =
  | { readonly is: 'control'; readonly control: Control }
  /** A number the catalog does not have. */
  | { readonly is: 'unknown'; readonly printed: string }
  | { readonly is: 'none' };

/** Reads the rows of a sheet in order; sections and numbers carry forward, over pages too. */
export function numbering(catalog: Catalog): (row: Row, number: number | undefined, sections: readonly Cell[]) => Numbered {
  const prefixes = catalog.data.prefix ? [catalog.data.prefix] : [];
  const counted = isCountedThrough(catalog);
  const known = sectionsOf(catalog);
  const used = new Set<string>();
  let section = '';
  let item = '';
  let below = 0;
  const controlOf = (typed: string): Control | undefined => {
    // A number of an older edition may stand for several controls: they come in the catalog's order.
    const ids = catalog.homonymsOf(typed);
    const id = ids.find((candidate) => !used.has(candidate)) ?? ids[0];
    const control = id === undefined ? undefined : catalog.control(id);
    if (control) used.add(control.id);
    return control;
  };
  const found = (control: Control): Numbered => ({ is: 'control', control });
  return (row, numberColumn, sections) => {
    const printed = cellAt(row, numberColumn)?.text ?? '';
    if (counted) {
      const { number } = idKey(plainNumber(printed), prefixes);
      const control = number === '' ? undefined : catalog.find(number);
      if (control && !control.part) return found(control.control);
      return itemNumber(printed) === undefined ? { is: 'none' } : { is: 'unknown', printed };
    }
    const deepest = sections
      .map(({ text }) => sectionIn(text))
      .filter((candidate) => known.has(candidate))
      .sort((a, b) => b.split('.').length - a.split('.').length)[0];
    if (deepest !== undefined && deepest !== section) {
      section = deepest;
      item = '';
      below = 0;
    }
    const whole = printed === '' ? undefined : controlOf(printed);
    if (whole) return found(whole);
    const n = itemNumber(printed);
    if (n !== undefined) {
      item = `(${n})`;
      below = 0;
      const control = controlOf(`${section}${item}`);
      if (control) return found(control);
    } else if (printed !== '') return { is: 'none' };
    // An unnumbered row: the section itself, or the next of the items its last number has.
    const direct = item === '' ? controlOf(section) : undefined;
    if (direct) return found(direct);
    const control = item === '' ? undefined : controlOf(`${section}${item}-${++below}`);
    if (control) return found(control);
    return printed === '' ? { is: 'none' } : { is: 'unknown', printed: `${section}${item}` };
  };
}

/** `2.5.2.医療情報処理施設への…` → `2.5.2`; '' where a cell does not begin with a section. */
export function sectionIn(text: string): string {
  const match = /^[0-9]{1,3}(?:\.[0-9]{1,3}){0,5}/.exec(text.slice(0, 40).normalize('NFKC').trim());
  return match?.[0] ?? '';
}

/** The section numbers a catalog uses, those above them and those of other editions included. */
function sectionsOf({ data }: Catalog): ReadonlySet<string> {
  const sections = new Set<string>();
  const skip = data.prefix === undefined ? 0 : data.prefix.length + 1;
  for (const { id, aliases } of data.controls)
    for (const number of [id.slice(skip), ...aliases]) {
      const parts = sectionIn(number).split('.');
      for (let i = parts.length; i > 0; i--) sections.add(parts.slice(0, i).join('.'));
    }
  sections.delete('');
  return sections;
}
