/** The register of evidence: what has expired or soon will, what nothing cites, and whose file is not there. */
import type { KaijiDocument } from '../model/document.ts';
import { listOf } from '../model/entry-at.ts';
import { evidenceItem, validityOn } from '../model/evidence.ts';
import { textField } from '../model/field.ts';
import { locationIn } from '../package/location.ts';
import type { Package } from '../package/package.ts';
import { isUncited } from '../rules/shared/uncited.ts';
import { asMap, type MapNode } from '../yaml/tree.ts';

export interface RegisteredEvidence {
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
  readonly id: string;
  readonly title: string;
  /** As written. */
  readonly kind: string | undefined;
  readonly owner: string | undefined;
  readonly expires: string | undefined;
  /** `YYYY-MM-DD`, the last day it holds; undefined where it does not expire, or what is written is no date. */
  readonly lastDay: string | undefined;
  /** From the day of the report to the last; negative once it is over. */
  readonly daysLeft: number | undefined;
  /** `expiring` for the time that renewing one takes; undefined as `lastDay` is. */
  readonly validity: 'expired' | 'expiring' | 'valid' | undefined;
  /** How often it is cited, in prose too. */
  readonly citations: number;
  /** Nothing cites it, though it could be (rule unused-evidence). */
  readonly isUnused: boolean;
  /** Whether its file is there: `elsewhere` what no program can look at, `outside` a path out of the package; undefined where no place is named. */
  readonly file: 'present' | 'missing' | 'outside' | 'elsewhere' | undefined;
}

/**
 * Every entry of the package's registers, by path, then in document order.
 * @param date today, `YYYY-MM-DD`
 */
export function evidenceOf(whole: Package, date: string): readonly RegisteredEvidence[] {
  return registerOf(whole).map((entry) => registered(whole, entry, date));
}

/** An entry of a register, where it stands. */
export interface RegisterEntry {
  readonly document: KaijiDocument;
  readonly map: MapNode;
}

/** By path, then in document order. */
export function registerOf(whole: Pick<Package, 'documents'>): readonly RegisterEntry[] {
  return whole.documents.flatMap((document) =>
    (listOf(document, 'evidence')?.toArray() ?? []).flatMap((node) => {
      const map = asMap(node);
      return map ? [{ document, map }] : [];
    }),
  );
}

/** What there is to say of one. @param date today, `YYYY-MM-DD` */
export function registered(whole: Package, { document: { file }, map }: RegisterEntry, date: string): RegisteredEvidence {
  const { id, title, kind, location, expires } = evidenceItem(map);
  const cited = (table: 'evidence-uses' | 'mentions') => (id ? whole.lookup(table, id.value).length : 0);
  return {
    uri: file.uri,
    line: file.text.positionAt(file.tree.spanOf(map).start).line,
    id: id?.value ?? '',
    title: title?.value ?? '',
    kind: kind?.value,
    owner: textField(map, 'owner')?.value,
    expires: expires?.value,
    ...(validityOn(date, expires?.value) ?? { lastDay: undefined, daysLeft: undefined, validity: undefined }),
    citations: cited('evidence-uses') + cited('mentions'),
    isUnused: isUncited(map, (table) => whole.keys(table)),
    file: fileOf(whole, location?.value),
  };
}

function fileOf(whole: Package, written: string | undefined): RegisteredEvidence['file'] {
  if (written === undefined) return undefined;
  const location = locationIn(whole.uri, written);
  if (location.kind !== 'inside') return location.kind;
  return whole.absent.has(location.uri) ? 'missing' : 'present';
}
