/** What the lists of a risk assessment offer: assets, threats, vulnerabilities, measures; scales, and the levels of their axes. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { scaleFor } from '../../assessment/assessed.ts';
import { matchesIn } from '../../catalog/matches.ts';
import { inLanguage } from '../../language.ts';
import { measureOf } from '../../model/assessment.ts';
import { textField } from '../../model/field.ts';
import { asMap } from '../../yaml/tree.ts';
import { controlCandidates } from './controls.ts';
import type { Candidate, Place } from './place.ts';
import { containing } from './values.ts';

/** Ids of one of the lists, of every assessment of the package, with their names and levels. */
export function listedCandidates({ whole, cursor }: Place, table: 'assets' | 'threats' | 'vulnerabilities'): Candidate[] {
  const contains = containing(cursor.typed);
  return [...whole.keys(table)]
    .map((id, rank): Candidate => {
      const map = asMap(whole.lookup(table, id)[0]?.entry.node);
      const level = textField(map, table === 'assets' ? 'importance' : 'level')?.value;
      return {
        label: id,
        kind: CompletionItemKind.Reference,
        title: textField(map, 'name')?.value ?? '',
        ...(level ? { detail: level } : {}),
        rank,
        matched: true,
        data: { card: CARDS[table], id },
      };
    })
    .filter(({ label, title = '' }) => contains(label, title));
}

const CARDS = { assets: 'asset', threats: 'threat', vulnerabilities: 'vulnerability' } as const;

/** Measures a scenario may count on: those of the package, then those of the scale's catalog, then, as they are typed, any control. */
export function measureCandidates(place: Place): Candidate[] {
  const { whole, cursor, options } = place;
  const own = [...whole.keys('measures')].flatMap((id, rank): readonly Candidate[] => {
    const map = asMap(whole.lookup('measures', id)[0]?.entry.node);
    const measure = map && measureOf(map);
    // One with an id and a control goes by its id.
    if (measure?.id && measure.id.value !== id) return [];
    const control = whole.catalogs.resolve(id)?.control;
    const title = measure?.name?.value ?? (control ? inLanguage(control.title, options.language) : '');
    const status = measure?.status?.node;
    const detail = status?.kind === 'scalar' ? { detail: status.text } : {};
    return [{ label: id, kind: CompletionItemKind.Reference, title, ...detail, rank, matched: true }];
  });
  const contains = containing(cursor.typed);
  const listed = own.filter(({ label, title = '' }) => contains(label, title));
  const known = new Set(own.map(({ label }) => label));
  return [...listed, ...measureControlCandidates(place).filter(({ label }) => !known.has(label))];
}

/** Controls a measure of the list may be: those of the scale's catalog first, the ones listed already last. */
export function measureControlCandidates(place: Place): Candidate[] {
  const { whole, document, cursor, options } = place;
  const scale = document && scaleFor(document, whole);
  const catalog = scale?.data.measures === undefined ? undefined : whole.catalogs.of(scale.data.measures);
  const first = (catalog ? matchesIn(catalog, cursor.typed) : []).map(({ control, score }): Candidate => {
    const isListed = whole.lookup('measures', control.id).length > 0;
    return {
      label: control.id,
      kind: CompletionItemKind.Reference,
      title: inLanguage(control.title, options.language),
      rank: 1000 + (isListed ? 1000 : 0) + score * 10,
      matched: true,
      data: { card: 'control', id: control.id, catalog: control.catalog },
    };
  });
  if (cursor.typed === '' && first.length > 0) return first;
  const offered = new Set(first.map(({ label }) => label));
  const others = controlCandidates(place, 'control-ref', false).filter(({ label }) => !offered.has(label));
  return [...first, ...others.map((candidate) => ({ ...candidate, rank: 10_000 + candidate.rank }))];
}

/** Scales that weigh assets. */
export function scaleCandidates({ whole, cursor, options }: Place): Candidate[] {
  const { scales } = whole.catalogs;
  const contains = containing(cursor.typed);
  return [...scales.ids].flatMap((id, rank): readonly Candidate[] => {
    const data = scales.of(id)?.data;
    if (!data?.importance) return [];
    const title = inLanguage(data.title, options.language);
    if (!contains(id, title)) return [];
    return [{ label: id, kind: CompletionItemKind.Module, title, rank, matched: true }];
  });
}

/** The levels of an axis, the highest first, each with what it means. */
export function levelCandidates({ whole, document, options }: Place, axis: string): Candidate[] {
  const found = document && scaleFor(document, whole)?.axis(axis);
  if (!found) return [];
  return Array.from({ length: found.max - found.min + 1 }, (_, i): Candidate => {
    const level = found.max - i;
    const meaning = found.levels?.find((one) => one.level === level);
    const title = meaning ? inLanguage(meaning, options.language) : '';
    return { label: String(level), kind: CompletionItemKind.Value, title, rank: i };
  });
}
