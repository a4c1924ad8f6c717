/** The arithmetic of an assessment as people read it, in messages, hovers, hints and the outline. */
import type { AssessedAsset, Line, Product } from './assessed.ts';

/** `3 × 2 × 3 = 18`; the number alone where it is a product of one. */
export function arithmetic({ factors, value }: Product): string {
  return factors.length > 1 ? `${factorsOf({ factors })} = ${value}` : String(value);
}

/** The arithmetic where there is one, else the value as written; '' where neither is known. */
export function reckoning({
  product,
  value,
}: {
  readonly product: Product | undefined;
  readonly value: number | undefined;
}): string {
  return product ? arithmetic(product) : value === undefined ? '' : String(value);
}

/** How a value stands to the line: `≥ 18`, `< 18`; '' where either is not known. */
export function comparison(line: Line | undefined, meetsLine: boolean | undefined): string {
  return line && meetsLine !== undefined ? `${meetsLine ? '≥' : '<'} ${line.value}` : '';
}

/** `3 × 2 × 3`. */
export function factorsOf({ factors }: Pick<Product, 'factors'>): string {
  return factors.map(({ level }) => level).join(' × ');
}

/** `max(3, 2, 2) = 3`; undefined where the importance is not computed from levels. */
export function importanceArithmetic({ levels, importance }: AssessedAsset): string | undefined {
  return levels && importance !== undefined ? `max(${levels.map(({ level }) => level).join(', ')}) = ${importance}` : undefined;
}
