/** evidence/v1, and the `evidence:` register a checklist or disclosure may carry. */
import { daysBetween, lastDayOf } from '../date.ts';
import { asMap, asScalar, asSeq, type MapNode, type Node, type ScalarNode, valueUnder } from '../yaml/tree.ts';
import { type Field, memoized, textField } from './field.ts';

export interface EvidenceItem {
  readonly node: MapNode;
  readonly id: Field<string> | undefined;
  readonly title: Field<string> | undefined;
  readonly kind: Field<string> | undefined;
  readonly location: Field<string> | undefined;
  readonly expires: Field<string> | undefined;
}

/** An entry of the evidence register; fields that are absent or no text are undefined. */
export const evidenceItem = memoized(
  (node: MapNode): EvidenceItem => ({
    node,
    id: textField(node, 'id'),
    title: textField(node, 'title'),
    kind: textField(node, 'kind'),
    location: textField(node, 'location'),
    expires: textField(node, 'expires'),
  }),
);

/** One item of an `evidence:` list: an ID, or `{ ref, at }`. */
export interface EvidenceUse {
  readonly node: Node;
  readonly ref: ScalarNode;
  readonly at: Field<string> | undefined;
}

/** The evidence a mapping cites under `evidence`, one value or a list, in order; what is neither an ID nor has a `ref` is left out. */
export function evidenceUses(map: MapNode | undefined): readonly EvidenceUse[] {
  const value = valueUnder(map, 'evidence');
  const items = asSeq(value)?.items ?? (asScalar(value) ? [value as Node] : []);
  const uses: EvidenceUse[] = [];
  for (const node of items) {
    const item = asMap(node);
    const ref = item ? asScalar(valueUnder(item, 'ref')) : asScalar(node);
    if (ref) uses.push({ node, ref, at: textField(item, 'at') });
  }
  return uses;
}

/** Whether a kind of evidence is one of those a control expects; a head (`policy`) meets what is below it (`policy.access`), and the reverse. */
export function kindFits(kind: string, expected: readonly string[]): boolean {
  return (
    kind !== '' && expected.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`) || wanted.startsWith(`${kind}.`))
  );
}

/** Titles are the same document when their keys are equal: width, case, spaces and brackets aside. */
export function titleKey(title: string): string {
  return title
    .slice(0, 400)
    .normalize('NFKC')
    .replace(/[\s「」『』]+/g, '')
    .toLowerCase();
}

/** Renewing a certificate takes about two months: from so many days before its last on it is soon over. */
export const SOON = 60;

export interface Validity {
  /** `YYYY-MM-DD`, the last it holds. */
  readonly lastDay: string;
  /** From today to the last day; negative once it is over. */
  readonly daysLeft: number;
  readonly validity: 'expired' | 'expiring' | 'valid';
}

/**
 * How long evidence holds.
 * @param date today, `YYYY-MM-DD`
 * @param expires as written; undefined for what is none, and for no date
 */
export function validityOn(date: string, expires: string | undefined): Validity | undefined {
  const lastDay = expires === undefined ? undefined : lastDayOf(expires);
  if (lastDay === undefined) return undefined;
  const daysLeft = daysBetween(date, lastDay);
  return { lastDay, daysLeft, validity: daysLeft < 0 ? 'expired' : daysLeft <= SOON ? 'expiring' : 'valid' };
}
