/** The fields of an entry, read by its schema: what says the same has the same key, however it is spelled. */

import { Facts } from '../catalog/facts.ts';
import { lastDayOf } from '../date.ts';
import { type Bilingual, inLanguage } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import { type EvidenceUse, evidenceUses } from '../model/evidence.ts';
import { factsOf } from '../model/facts.ts';
import { textField } from '../model/field.ts';
import type { Place } from '../model/prose.ts';
import { dereference, descriptionOf, type Schema } from '../model/schema.ts';
import { treatmentsIn } from '../model/treatment.ts';
import { ownValue } from '../text/own-value.ts';
import { asMap, asScalar, asSeq, keyText, type MapNode, type Node, type ScalarNode } from '../yaml/tree.ts';
import { tidy } from './effective-answer.ts';
import type { Field, ItemType, Names, Value } from './item.ts';

/** Where a field stands: the document, and the facts its values are read by. */
export interface FieldContext {
  readonly document: KaijiDocument;
  readonly facts: Facts;
  readonly names: Names;
}

/** Keys that name other things, by what they name. */
const NAMING: Readonly<Record<string, readonly ItemType[]>> = {
  from: ['party', 'statement'],
  'appointed-by': ['role'],
  under: ['role'],
  'accepted-by': ['role'],
  asset: ['asset'],
  threat: ['threat'],
  vulnerability: ['vulnerability'],
  also: ['section'],
};
/** Keys that name controls, or measures that are controls. */
const CONTROLS: ReadonlySet<string> = new Set(['responds-to', 'satisfies', 'measures', 'answers', 'control']);

/** Short names of fields whose schema explains at length. */
const LABELS: Readonly<Record<string, Required<Bilingual>>> = {
  from: { ja: '依拠先', en: 'Relied on' },
  'responds-to': { ja: '対応する確認項目', en: 'Controls answered' },
  satisfies: { ja: '答える確認項目', en: 'Controls answered' },
  evidence: { ja: 'エビデンス', en: 'Evidence' },
  'not-applicable': { ja: '該当しない理由', en: 'Not applicable because' },
  reason: { ja: '理由', en: 'Reason' },
  responsibility: { ja: '責任の所在', en: 'Responsibility' },
  parties: { ja: '対応の主体', en: 'Treated by' },
  treatment: { ja: 'リスク対応', en: 'Treatment' },
  content: { ja: '対応の内容', en: 'What is done' },
  target: { ja: '対象', en: 'Target' },
  also: { ja: 'まとめて述べる節', en: 'Also covers' },
  title: { ja: '題名', en: 'Title' },
  location: { ja: '所在', en: 'Location' },
  kind: { ja: '種類', en: 'Kind' },
  level: { ja: 'レベル', en: 'Level' },
  catalog: { ja: 'カタログ', en: 'Catalog' },
  judgement: { ja: '評価員の判定', en: 'Judgement' },
  'accepted-by': { ja: '承認した責任者', en: 'Accepted by' },
  importance: { ja: '重要度', en: 'Importance' },
  value: { ja: 'リスク評価値', en: 'Risk value' },
  service: { ja: 'サービス', en: 'Service' },
  inherits: { ja: '依拠する基盤', en: 'Platforms relied on' },
  extends: { ja: '共通のパッケージ', en: 'Common package' },
};

/** What has to be agreed to again when it changes. */
const AGREED: Readonly<Record<string, NonNullable<Field['weighs']>>> = {
  responsibility: 'always',
  from: 'always',
  treatment: 'always',
  parties: 'always',
  status: 'lower',
  'not-applicable': 'appearing',
  inherits: 'always',
  provider: 'always',
};

const DATE = dereference({ $ref: 'common.schema.json#/$defs/date' }, 'common').schema.pattern;

/**
 * The fields of a mapping in the order of its schema; those it does not know follow.
 * @param place the schema of the mapping
 * @param skip keys that are read otherwise, or not at all
 */
export function fieldsOf(
  map: MapNode | undefined,
  place: Place,
  context: FieldContext,
  skip: ReadonlySet<string> = new Set(),
): readonly Field[] {
  const order = Object.keys(place.schema.properties ?? {});
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  const pairs = (map?.pairs ?? []).flatMap((pair) => {
    const key = keyText(pair);
    return key === undefined || skip.has(key) ? [] : [{ key, value: pair.value }];
  });
  // Of two pairs of a key the first is read.
  const read = pairs.filter(({ key }, i) => pairs.findIndex((one) => one.key === key) === i);
  return read
    .sort((a, b) => rank(a.key) - rank(b.key))
    .flatMap(({ key, value }) => fieldsUnder(key, value, map as MapNode, place, context));
}

function fieldsUnder(key: string, value: Node | undefined, map: MapNode, place: Place, context: FieldContext): readonly Field[] {
  if (key === 'facts') return factFields(map, context);
  const child = dereference(place.schema.properties?.[key] ?? {}, place.home);
  const label = labelOf(key, child.schema);
  const weighs = ownValue(AGREED, key);
  const field = (of: Value | undefined): readonly Field[] =>
    of === undefined || of.key === '' ? [] : [{ name: key, label, value: of, ...(weighs ? { weighs } : {}) }];
  if (key === 'evidence') return field(citations(evidenceUses(map), context));
  const nested = asMap(value);
  if (nested && child.schema.properties)
    return fieldsOf(nested, child, context).map((one) => ({
      ...one,
      name: `${key}.${one.name}`,
      label: within(label, one.label),
    }));
  return field(readValue(key, value, child, context));
}

function readValue(key: string, node: Node | undefined, place: Place, context: FieldContext): Value | undefined {
  if (key === 'treatment') return termsValue(nodesOf(node).flatMap(treatmentsIn), place.schema);
  const types = ownValue(NAMING, key);
  if (types) return listed(nodesOf(node).map(({ text }) => named(context.names.item(types, text))));
  if (CONTROLS.has(key)) return listed(nodesOf(node).map(({ text }) => control(text, context)));
  const item = place.schema.items ? dereference(place.schema.items, place.home) : place;
  const scalar = asScalar(node);
  // One of what may be many is read as one of them.
  if (scalar) return scalarValue(scalar, item.schema, context);
  const items = asSeq(node)?.items;
  if (!items) return { ...plain(rowText(node)), isProse: true };
  const scalars = items.map(asScalar).filter((one) => one !== undefined);
  if (scalars.length === items.length)
    return listed(
      scalars.map((one) => scalarValue(one, item.schema, context)),
      item.schema['x-terms'] === undefined,
    );
  // Rows of a table, revisions, approvals: a line each.
  const rows = items.map((row) => context.names.prose(rowText(row), context.document)).filter((row) => row !== '');
  return { ...plain(rows.join('\n')), isProse: true };
}

/** The evidence cited, by title, with the place in it; undefined where none is. */
export function citations(cited: readonly EvidenceUse[], { names }: Pick<FieldContext, 'names'>): Value | undefined {
  const uses = cited.map(({ ref, at }): Value => {
    const { key, label } = names.item(['evidence'], ref.text);
    const place = at?.value.trim() ?? '';
    const say = (name: string) => (place === '' ? name : `${name}（${place}）`);
    return { key: `${key}@${place}`, text: { ja: say(label.ja), ...(label.en ? { en: say(label.en) } : {}) }, isProse: false };
  });
  return uses.length === 0 ? undefined : together(uses, false, ['\n', '\n']);
}

/** A field for each fact, in its unit. */
export function factFields(map: MapNode | undefined, { facts }: Pick<FieldContext, 'facts'>): readonly Field[] {
  return factsOf(map).map(({ key: written, node }) => {
    const { key, target, fact } = facts.keyOf(written);
    const value = fact ? facts.read(fact, node.text) : undefined;
    const unit = fact && facts.unitOf(fact);
    const isNumber =
      value?.amount !== undefined && Number.isFinite(value.amount) && unit !== undefined && value.canonical !== 'none';
    const shown = (name: 'ja' | 'en') => {
      const known = fact?.values?.find((one) => one.value === value?.canonical);
      if (known) return known[name];
      return isNumber ? `${value.canonical}${name === 'ja' ? '' : ' '}${unit[name]}` : node.text.trim();
    };
    const label = fact?.label ?? { ja: key };
    const ofTarget = (name: string) => (target === '' ? name : `${name}（${target}）`);
    return {
      name: `facts.${Facts.indexKey({ key, target })}`,
      label: { ja: ofTarget(label.ja), en: ofTarget(inLanguage(label, 'en')) },
      value: {
        key: value?.canonical ?? `? ${Facts.plain(node.text).canonical}`,
        text: { ja: shown('ja'), en: shown('en') },
        isProse: false,
      },
      weighs: 'always',
    };
  });
}

/** What a row is about, where it says so. */
export function targetField(map: MapNode | undefined): readonly Field[] {
  const target = textField(map, 'target')?.value.trim() ?? '';
  const value = { key: target.normalize('NFKC'), text: { ja: target }, isProse: true };
  return target === '' ? [] : [{ name: 'target', label: labelOf('target', {}), value }];
}

/** A field of prose that is put together elsewhere. */
export function proseField(name: string, label: Bilingual, text: string): Field {
  return { name, label, value: { ...plain(text), isProse: true } };
}

export function labelOf(key: string, schema: Schema): Bilingual {
  const described = descriptionOf(schema);
  return ownValue(LABELS, key) ?? (described.ja === '' ? { ja: key, en: key } : described);
}

function within(outer: Bilingual, inner: Bilingual): Bilingual {
  return { ja: `${outer.ja}・${inner.ja}`, en: `${inLanguage(outer, 'en')}: ${inLanguage(inner, 'en')}` };
}

/** Words of an enumeration, in whatever order; undefined where there are none. @param schema has the terms */
export function termsValue(
  words: readonly { readonly written: string; readonly value?: string | undefined }[],
  schema: Schema,
): Value | undefined {
  return listed(words.map(({ written, value }) => term(written, schema, value)));
}

function scalarValue(node: ScalarNode, schema: Schema, context: FieldContext): Value {
  if (schema['x-terms']) return term(node.text, schema);
  if (schema.pattern === DATE) return { key: dateKey(node.text), text: { ja: node.text.trim() }, isProse: false };
  if (schema.type === 'integer' || schema.type === 'boolean') {
    const text = node.text.trim().normalize('NFKC');
    return { key: text, text: { ja: text }, isProse: false };
  }
  return { ...plain(context.names.prose(tidy(node.text), context.document)), isProse: true };
}

function term(written: string, schema: Schema, known?: string): Value {
  const terms = schema['x-terms'] ?? {};
  const text = written.trim().normalize('NFKC');
  const value = known ?? Object.keys(terms).find((name) => name === text || terms[name]?.includes(text));
  return value === undefined
    ? { key: `? ${text}`, text: { ja: written.trim() }, isProse: false }
    : { key: value, text: { ja: terms[value]?.[0] ?? value, en: value }, isProse: false };
}

/** 2026年4月1日 and 2026-04-01 are one day; 2026-04 is another than 2026-04-30. */
function dateKey(written: string): string {
  const text = written.trim().normalize('NFKC');
  const parts = text.includes('年') ? (text.match(/[年月日]/g)?.length ?? 0) : text.split('-').length;
  const last = lastDayOf(text);
  return last === undefined ? `? ${text}` : `${last} ${parts}`;
}

function control(written: string, { names, document }: FieldContext): Value {
  const found = names.control(written, document);
  return named(found.key.startsWith('? ') ? names.item(['measure', 'assessed-scenario'], written) : found);
}

function named({ key, label }: { readonly key: string; readonly label: Bilingual }): Value {
  return { key, text: label, isProse: false };
}

/** Several values side by side. @param isOrdered whether it matters which stands first */
function listed(values: readonly Value[], isOrdered = false): Value | undefined {
  return values.length > 0 ? together(values, isOrdered, ['、', ', ']) : undefined;
}

/** @param between what stands between two of them in Japanese and in English */
function together(values: readonly Value[], isOrdered: boolean, between: readonly [ja: string, en: string]): Value {
  const keys = values.map(({ key }) => key);
  const text = {
    ja: values.map((one) => one.text.ja).join(between[0]),
    en: values.map((one) => inLanguage(one.text, 'en')).join(between[1]),
  };
  return { key: (isOrdered ? keys : keys.sort()).join('\n'), text, isProse: false };
}

function plain(text: string): Value {
  return { key: text, text: { ja: text }, isProse: false };
}

function nodesOf(node: Node | undefined): readonly ScalarNode[] {
  const single = asScalar(node);
  if (single) return [single];
  return (asSeq(node)?.items ?? []).map(asScalar).filter((one) => one !== undefined);
}

/** All a row says, its cells side by side. @param depth how far it is looked into: an alias may lead back */
function rowText(node: Node | undefined, depth = 8): string {
  const scalar = asScalar(node);
  if (scalar) return tidy(scalar.text).replaceAll('\n', ' ');
  if (depth === 0) return '';
  const values =
    asSeq(node)?.items ??
    asMap(node)
      ?.pairs.filter((pair) => keyText(pair) !== 'id')
      .map(({ value }) => value) ??
    [];
  return values
    .map((value) => rowText(value, depth - 1))
    .filter((text) => text !== '')
    .join(' ｜ ');
}
