/** Reads a package as {@link Item items}, in the order of its documents. */

import type { Bilingual } from '../language.ts';
import { catalogOf } from '../model/checklist.ts';
import { outlineOf } from '../model/disclosure.ts';
import type { Entry, KaijiDocument } from '../model/document.ts';
import { itemsOf, mapField, textField, titleField } from '../model/field.ts';
import { toJson } from '../model/json.ts';
import { placeOf } from '../model/prose.ts';
import { scenarioCatalogOf } from '../model/risks.ts';
import { entrySequences, type KindName, kindTitle } from '../model/schema.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { ownValue } from '../text/own-value.ts';
import { asMap, asScalar, type MapNode } from '../yaml/tree.ts';
import { answerItem, impliedAnswers } from './answer-item.ts';
import { EffectiveAnswers } from './effective-answer.ts';
import { type FieldContext, fieldsOf } from './fields.ts';
import type { Field, Item, ItemType, Names } from './item.ts';
import { itemOf } from './make-item.ts';
import { scenarioItem } from './scenario-item.ts';
import { sectionItems } from './section-item.ts';

/** A package read. */
export interface Reading {
  readonly whole: Package;
  /** In document order: as a reader takes up the documents, then by path; sections before those in them. */
  readonly items: readonly Item[];
  readonly answers: EffectiveAnswers;
}

/** What the entries of a sequence are, where their fields are read by the schema alone. */
const ENTRIES: Readonly<Record<string, ItemType>> = {
  evidence: 'evidence',
  statements: 'statement',
  parties: 'party',
  roles: 'role',
  terms: 'term',
  contacts: 'contact',
  tables: 'table',
  assets: 'asset',
  threats: 'threat',
  vulnerabilities: 'vulnerability',
  scenarios: 'assessed-scenario',
  measures: 'measure',
};

/** In which order a reader takes up the documents; others follow. */
const KINDS: readonly KindName[] = ['package', 'disclosure', 'checklist', 'statements', 'risks', 'assessment', 'evidence'];

/** What counts of a package that is extended, where this one makes use of it. */
const EXTENDED: ReadonlySet<string> = new Set(['evidence', 'statements', 'parties', 'roles']);
/** How Kaiji itself is set up: nothing a reader sees. */
const SETTINGS = ['language', 'rules', 'baseline'];
const NEVER_READ: ReadonlySet<string> = new Set(['kaiji', 'id', ...SETTINGS]);

/** Reads a package, with what it takes from those it builds on. */
export function readPackage(whole: Package): Reading {
  const answers = new EffectiveAnswers(whole);
  const rank = ({ kind }: KaijiDocument) => (kind && KINDS.includes(kind) ? KINDS.indexOf(kind) : KINDS.length);
  const documents = [...whole.documents].sort((a, b) => rank(a) - rank(b));
  const own = documents.flatMap((document) => [headerItem(whole, document), ...entryItems(whole, document, answers)]);
  return { whole, items: [...own, ...impliedAnswers(whole, answers), ...extended(whole), ...ofPlatforms(whole)], answers };
}

function entryItems(whole: Package, document: KaijiDocument, answers: EffectiveAnswers): readonly Item[] {
  return document.entries.flatMap((entry): readonly Item[] => {
    const map = asMap(entry.node);
    if (!map) return [];
    if (entry.sequence === 'sections') return sectionItems(whole, entry, map);
    if (entry.sequence === 'answers') return [answerItem(whole, entry, map, answers)];
    if (entry.sequence === 'scenarios' && document.kind === 'risks') return [scenarioItem(whole, entry, map)];
    return [plainItem(whole, entry, map)];
  });
}

/** An entry whose fields are those of its schema. */
function plainItem(whole: Package, { document, sequence }: Entry, map: MapNode, id = textField(map, 'id')?.value): Item {
  const place = document.kind && placeOf(document.kind, sequence);
  const named = textField(map, 'control');
  const own = ownCatalog(document, whole.catalogs);
  const control = named && (whole.catalogs.resolve(named.value, own)?.id ?? named.value.trim());
  return itemOf({
    type: ENTRIES[sequence] ?? 'definition',
    id: (id ?? control ?? '').trim(),
    key: textField(map, 'term')?.value.trim() ?? '',
    title: titleOf(map) ?? { ja: '' },
    document,
    node: map,
    text: ['text', 'means', 'duties', 'description'].flatMap((key) => textField(map, key)?.value ?? []).join('\n'),
    fields: (names) => (place ? fieldsOf(map, place, { document, facts: whole.catalogs.facts, names }, NEVER_READ) : []),
  });
}

/** In a catalog titles are in two languages. */
function titleOf(map: MapNode): Bilingual | undefined {
  const written = titleField(map)?.value.trim();
  const both = mapField(map, 'title');
  const [ja, en] = [textField(both, 'ja')?.value, textField(both, 'en')?.value];
  return written !== undefined ? { ja: written } : both && { ja: ja ?? '', ...(en === undefined ? {} : { en }) };
}

/** A document as a whole: everything but its entries. */
function headerItem(whole: Package, document: KaijiDocument): Item {
  const { kind, root, file } = document;
  const context = (names: Names): FieldContext => ({ document, facts: whole.catalogs.facts, names });
  const skip = new Set([
    ...NEVER_READ,
    ...(kind ? entrySequences(kind) : []),
    ...CHOSEN,
    ...(kind === 'package' ? ['guidelines'] : []),
  ]);
  const fields = (names: Names): readonly Field[] => {
    const place = kind && placeOf(kind, '');
    // What no kind is known of is compared as a whole.
    if (!place) return [{ name: 'text', label: { ja: '内容', en: 'Content' }, value: { ...sourceOf(document), isProse: true } }];
    const read = fieldsOf(root, place, context(names), skip);
    const chosen = chosenBy(whole, document);
    return [...read, ...(chosen ? [chosen] : []), ...threshold(root)];
  };
  const own = whole.uri === file.uri ? '' : decodeURIComponent(file.uri.slice(whole.uri.length + 1));
  return itemOf({
    type: kind === 'package' ? 'package' : (HEADERS[kind ?? ''] ?? 'document'),
    id: kind === 'package' ? 'package' : `${own}#${file.documents.indexOf(document)}`,
    key: kind === 'package' ? '' : `${kind ?? ''} ${chosenBy(whole, document)?.value.key.split('@')[0] ?? ''}`,
    title: kind === 'package' ? { ja: '' } : { ja: textField(root, 'title')?.value.trim() || own || fileTitle(document) },
    document,
    node: document.kindNode ?? document.root,
    text: '',
    children: kind === 'package' ? guidelineItems(whole, document) : [],
    fields,
  });
}

const HEADERS: Readonly<Record<string, ItemType>> = {
  disclosure: 'disclosure',
  checklist: 'checklist',
  risks: 'annex',
  assessment: 'risk-assessment',
};
/** What a document is about has a default, and `threshold` two forms: they are compared by what they mean. */
const CHOSEN = ['catalog', 'outline', 'scale', 'threshold'];

function fileTitle({ kind }: KaijiDocument): string {
  return kind ? kindTitle(kind) : '';
}

function sourceOf({ file, yaml }: KaijiDocument): { readonly key: string; readonly text: Bilingual } {
  const next = file.tree.documents[file.tree.documents.indexOf(yaml) + 1];
  const start = file.tree.startOf(yaml.block) + yaml.start;
  const text = file.text.slice(start, next ? file.tree.startOf(next.block) + next.start : file.text.length).trim();
  // Spaces and comments say nothing, as far as it can be told what does.
  const key = yaml.root && file.tree.faulty.length === 0 ? JSON.stringify(toJson(yaml.root)) : text;
  return { key, text: { ja: text } };
}

/** The catalog, outline or scale a document is about. */
function chosenBy(whole: Package, document: KaijiDocument): Field | undefined {
  const { kind, root } = document;
  const written =
    kind === 'checklist' || kind === 'catalog-text'
      ? catalogOf(document)?.value
      : kind === 'risks'
        ? scenarioCatalogOf(document)
        : kind === 'disclosure'
          ? outlineOf(document)
          : kind === 'assessment'
            ? (textField(root, 'scale')?.value ?? 'oq-2021')
            : undefined;
  if (written === undefined) return undefined;
  const found = whole.catalogs.of(written);
  const key = found ? found.reference : written.trim();
  const label =
    kind === 'disclosure'
      ? { ja: '章立て', en: 'Outline' }
      : kind === 'assessment'
        ? { ja: '評価基準', en: 'Scale' }
        : { ja: 'カタログ', en: 'Catalog' };
  return {
    name: kind === 'disclosure' ? 'outline' : kind === 'assessment' ? 'scale' : 'catalog',
    label,
    value: { key, text: { ja: key }, isProse: false },
  };
}

/** The line of an assessment: a number, or the number with its reason. */
function threshold(root: MapNode | undefined): readonly Field[] {
  const map = mapField(root, 'threshold');
  const level = (map ? textField(map, 'value') : textField(root, 'threshold'))?.value.trim().normalize('NFKC');
  const reason = textField(map, 'reason')?.value.trim();
  const label = { ja: '対策要否の基準値', en: 'Line' };
  return [
    ...(level ? [{ name: 'threshold', label, value: { key: level, text: { ja: level }, isProse: false } }] : []),
    ...(reason
      ? [
          {
            name: 'threshold.reason',
            label: { ja: '基準値の理由', en: 'Reason for the line' },
            value: { key: reason, text: { ja: reason }, isProse: true },
          },
        ]
      : []),
  ];
}

/** What the manifest says the service conforms to, each guideline by itself. */
function guidelineItems(whole: Package, document: KaijiDocument): readonly Item[] {
  return itemsOf(document.root, 'guidelines').flatMap((node) => {
    const map = asMap(node);
    const written = asScalar(node)?.text ?? textField(map, 'id')?.value;
    if (written === undefined) return [];
    const [name = '', printed] = written.trim().normalize('NFKC').split('@');
    const guideline = whole.catalogs.guidelines.guideline(name);
    const edition = whole.catalogs.guidelines.of(written)?.edition.edition ?? printed;
    const relation = textField(map, 'relation')?.value.trim() ?? '準拠';
    const field = (key: string, label: Bilingual, text: Bilingual): Field => ({
      name: key,
      label,
      value: { key: text.ja, text, isProse: false },
      weighs: 'always',
    });
    return [
      itemOf({
        type: 'guideline',
        id: guideline?.id ?? name,
        title: guideline?.title ?? { ja: name },
        document,
        node: map ?? node,
        fields: () => [
          ...(edition === undefined
            ? []
            : [field('edition', { ja: '版', en: 'Edition' }, { ja: `第${edition}版`, en: edition })]),
          field(
            'relation',
            { ja: '準拠・参照', en: 'Relation' },
            { ja: relation, en: ownValue(RELATIONS, relation) ?? relation },
          ),
        ],
      }),
    ];
  });
}

const RELATIONS: Readonly<Record<string, string>> = { 準拠: 'conforms', 参照: 'refers' };

/** What this package uses of the one it extends: what that changes is read here. */
function extended(whole: Package): readonly Item[] {
  const { parent, index } = whole;
  if (!parent) return [];
  const isUsed = (sequence: string, id: string, map: MapNode) => {
    if (sequence === 'evidence') return index.has('evidence-uses', id);
    if (sequence !== 'statements') return true;
    return index.has('statement-uses', id) || itemsOf(map, 'satisfies').length > 0;
  };
  const own = parent.documents.flatMap((document) =>
    document.entries.flatMap((entry) => {
      const map = asMap(entry.node);
      const id = textField(map, 'id')?.value;
      if (!map || id === undefined || !EXTENDED.has(entry.sequence)) return [];
      return isUsed(entry.sequence, id, map) ? [plainItem(parent, entry, map)] : [];
    }),
  );
  return [...own, ...extended(parent)];
}

/** The statements of platforms that answer here, as `PACKAGE#STATEMENT`. */
function ofPlatforms(whole: Package): readonly Item[] {
  const used = [...whole.index.keys('party-uses')].filter((from) => from.includes('#'));
  return used.flatMap((from) => {
    const site = whole.lookup('platforms', from)[0];
    const map = asMap(site?.entry.node);
    const [name = ''] = from.split('#');
    const platform = whole.platforms.get(name);
    return site && map && platform ? [plainItem(platform, site.entry, map, from)] : [];
  });
}
