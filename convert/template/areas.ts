/** Areas of a sheet that do not overlap (merged cells, cells with a list to choose from), found by a cell. */
import { columnOf } from '../sheet/worksheet.ts';

/** 1-based, all included. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** `B2:H12` or `B2`, with or without `$`; undefined for anything else. */
export function areaOf(reference: string): Area | undefined {
  const match = /^\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?$/.exec(reference);
  if (!match) return undefined;
  const [, left = '', top = '', right = left, bottom = top] = match;
  const [from, to] = [columnOf(left), columnOf(right)];
  return from === undefined || to === undefined ? undefined : { top: Number(top), left: from, bottom: Number(bottom), right: to };
}

export class Areas<T> {
  readonly #all: (Area & { readonly value: T })[] = [];
  /** Those a column is in, from the top. */
  readonly #columns = new Map<number, readonly (Area & { readonly value: T })[]>();

  /** All are added before any is asked for. */
  add(area: Area, value: T): void {
    this.#all.push({ ...area, value });
  }

  at(row: number, column: number): (Area & { readonly value: T }) | undefined {
    let areas = this.#columns.get(column);
    if (!areas) {
      areas = this.#all.filter(({ left, right }) => left <= column && column <= right).sort((a, b) => a.top - b.top);
      this.#columns.set(column, areas);
    }
    let [low, high] = [0, areas.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((areas[middle]?.top ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    const last = areas[low - 1];
    return last && row <= last.bottom ? last : undefined;
  }
}
