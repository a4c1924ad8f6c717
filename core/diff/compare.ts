/** The fields of items that are the same thing, held against each other; and what came and went. */
import { factsIn } from '../prose/facts-in-text.ts';
import type { Change, Changed, FieldOf, Subject } from './change.ts';
import type { Field, Item, Names, Value } from './item.ts';
import { matched, type Pair } from './matching.ts';
import { Readers } from './readers.ts';
import type { Reading } from './reading.ts';
import { markedChanges } from './words.ts';

/** What is compared. */
export interface Compared {
  readonly before: Reading;
  readonly after: Reading;
  readonly names: { readonly old: Names; readonly now: Names };
  /** The items changes are told of. */
  readonly told: readonly Pair[];
}

/** How much is done by whom, the most first: what stands further back is less. Where nothing is said, an answer claims that it is done. */
const STATUSES: readonly (string | undefined)[] = [
  'implemented',
  undefined,
  'alternative',
  'partial',
  'planned',
  'not-applicable',
];
/** Agreed to again where they come or go. */
const AGREED_TYPES: ReadonlySet<string> = new Set(['party', 'guideline', 'scenario', 'treatment']);
/** What a document without a title says is no news when it comes or goes. */
const NO_NEWS: ReadonlySet<string> = new Set(['catalog', 'outline', 'scale']);

export class Comparison {
  private readonly readers: Readers;
  /** Answers and statements whose own changes are told: what takes its words from them need not tell them again. */
  private readonly sources: ReadonlySet<string>;

  constructor(private readonly compared: Compared) {
    const { before, after, names, told } = compared;
    this.readers = new Readers([
      { items: before.items, names: names.old },
      { items: after.items, names: names.now },
    ]);
    const sourcesOf = (item: Item | undefined, side: Names) =>
      item
        ? [...this.readers.sourcesOf(item, side), ...item.children.flatMap((child) => this.readers.sourcesOf(child, side, item))]
        : [];
    this.sources = new Set(told.flatMap(({ old, now }) => [...sourcesOf(old, names.old), ...sourcesOf(now, names.now)]));
  }

  /** In document order; what states one fact in several places is told once. */
  changes(): readonly Change[] {
    return factsOnce(this.compared.told.flatMap((pair) => this.ofPair(pair, undefined)));
  }

  private ofPair({ old, now }: Pair, within: Item | undefined): readonly Change[] {
    if (old && now) return old.isImplied && now.isImplied ? [] : this.ofBoth(old, now, within);
    const item = now ?? old;
    if (!item || item.isImplied) return [];
    const names = this.compared.names[now ? 'now' : 'old'];
    const fields = allFields(item, names);
    if (isHeader(item) && fields.every(({ name }) => NO_NEWS.has(name))) return [];
    const children =
      item.type === 'package'
        ? item.children.flatMap((child) =>
            this.ofPair(now ? { old: undefined, now: child } : { old: child, now: undefined }, item),
          )
        : [];
    return [
      {
        is: now ? 'added' : 'removed',
        item,
        within,
        fields,
        reagree: isAgreed(item, fields, now !== undefined),
        also: this.alsoReading(item, names),
      },
      ...children,
    ];
  }

  private ofBoth(old: Item, now: Item, within: Item | undefined): readonly Change[] {
    const { names } = this.compared;
    const [before, after] = [old.fields(names.old), now.fields(names.now)];
    const byName = new Map(before.map((field) => [field.name, field]));
    const order = new Set([...after.map(({ name }) => name), ...byName.keys()]);
    const own = [...order].flatMap((name) => {
      const field = after.find((one) => one.name === name);
      return this.ofField(byName.get(name), field, { item: now, within });
    });
    const pairs = matched(old.children, now.children);
    const below = pairs.map((pair) => this.ofPair(pair, now));
    const isWhole = pairs.length > 1 && pairs.every((pair) => pair.old && pair.now);
    return [...own, ...(isWhole ? lifted(below, now) : below.flat())];
  }

  private ofField(old: Field | undefined, now: Field | undefined, subject: Subject): readonly Changed[] {
    const field = now ?? old;
    if (!field || old?.value.key === now?.value.key) return [];
    const values =
      old?.value.pieces && now?.value.pieces ? this.ownWords(old.value, now.value) : { old: old?.value, now: now?.value };
    if (!values) return [];
    const isProse = values.old?.isProse && values.now?.isProse;
    return [
      {
        is: 'changed',
        ...subject,
        field: field.name,
        label: field.label,
        old: values.old?.text,
        now: values.now?.text,
        words: isProse ? markedChanges(values.old?.text.ja ?? '', values.now?.text.ja ?? '') : undefined,
        reagree:
          isReagreed(field, old?.value.key, now?.value.key) ||
          subject.item.type === 'party' ||
          (isProse === true && this.statesOtherFacts(values.old?.text.ja ?? '', values.now?.text.ja ?? '')),
        also: READ.has(field.name) ? this.alsoReading(subject.item, this.compared.names.now, subject.within) : [],
      },
    ];
  }

  /** Of an answer that takes words from elsewhere those that are told here; undefined where all that changed is told there. */
  private ownWords(old: Value, now: Value): { readonly old: Value; readonly now: Value } | undefined {
    const [before, after] = [old.pieces ?? [], now.pieces ?? []];
    const isSame = before.length === after.length && before.every(({ source }, i) => source === after[i]?.source);
    const differing = isSame ? before.filter(({ text }, i) => text !== after[i]?.text) : [];
    if (!isSame || differing.some(({ source }) => source !== '' && !this.sources.has(source))) return { old, now };
    const own = differing.find(({ source }) => source === '');
    const other = own && after[before.indexOf(own)];
    const worded = (value: Value, text: string): Value => ({ ...value, text: { ja: text } });
    return own && other ? { old: worded(old, own.text), now: worded(now, other.text) } : undefined;
  }

  /** Whether two texts state one fact differently: パスワードは90日ごと, 180日ごと. */
  private statesOtherFacts(old: string, now: string): boolean {
    const { facts } = this.compared.after.whole.catalogs;
    const before = new Map(factsIn(old, facts).map(({ fact, value }) => [fact.key, value.canonical]));
    return factsIn(now, facts).some(({ fact, value }) => before.has(fact.key) && before.get(fact.key) !== value.canonical);
  }

  private alsoReading(item: Item, names: Names, within?: Item): readonly Subject[] {
    if (item.type !== 'statement' && item.type !== 'answer' && item.type !== 'part') return [];
    return this.readers.of(this.readers.sourcesOf(item, names, within)).filter((one) => one.item !== item && one.item !== within);
  }
}

/** Fields in which the words of an answer or a statement stand. */
const READ: ReadonlySet<string> = new Set(['answer', 'text']);

function isHeader({ type }: Item): boolean {
  return ['document', 'disclosure', 'checklist', 'annex', 'risk-assessment'].includes(type);
}

/** Those of an item and of what is below it. */
function allFields(item: Item, names: Names): readonly FieldOf[] {
  const of = (one: Item, part: Item | undefined) =>
    one.fields(names).map(({ name, label, value, weighs }) => ({ name, label, value, weighs, of: part }));
  return [...of(item, undefined), ...(item.type === 'package' ? [] : item.children.flatMap((child) => of(child, child)))];
}

function isReagreed({ weighs }: Field, old: string | undefined, now: string | undefined): boolean {
  if (weighs === 'lower') return STATUSES.indexOf(now) > STATUSES.indexOf(old) && now !== undefined;
  if (weighs === 'appearing') return old === undefined;
  return weighs === 'always';
}

/** What comes is agreed to where it lays something on others or states what is kept to; what goes, where it did. */
function isAgreed({ type }: Item, fields: readonly (FieldOf & Pick<Field, 'weighs'>)[], isNew: boolean): boolean {
  if (AGREED_TYPES.has(type)) return true;
  return fields.some(({ name, weighs, value }) => {
    // An answer that said something was done is withdrawn.
    if (weighs === 'lower') return !isNew && STATUSES.indexOf(value.key) < STATUSES.indexOf('planned');
    if (weighs !== 'always') return false;
    return !(isNew && name === 'responsibility' && value.key === 'provider');
  });
}

/** What changed alike in every row is told of the whole. */
function lifted(below: readonly (readonly Change[])[], whole: Item): readonly Change[] {
  const same = (a: Change, b: Change) =>
    a.is === 'changed' && b.is === 'changed' && a.field === b.field && a.old?.ja === b.old?.ja && a.now?.ja === b.now?.ja;
  const [first = []] = below;
  const common = first.filter((one) => below.every((changes) => changes.some((other) => same(one, other))));
  const isCommon = (one: Change) => common.some((other) => same(one, other));
  return [
    ...common.map((one) => ({ ...one, item: whole, within: undefined })),
    ...below.flatMap((changes) => changes.filter((one) => !isCommon(one))),
  ];
}

/** One fact that changes from one value to another in several places is one change. */
function factsOnce(changes: readonly Change[]): readonly Change[] {
  const first = new Map<string, number>();
  const told: Change[] = [];
  for (const change of changes) {
    const key =
      change.is === 'changed' && change.field.startsWith('facts.')
        ? [change.field, change.old?.ja ?? '', change.now?.ja ?? ''].join('\n')
        : '';
    const at = first.get(key);
    const known = at === undefined ? undefined : told[at];
    if (key !== '' && at !== undefined && known)
      told[at] = { ...known, also: [...known.also, { item: change.item, within: change.within }] };
    else {
      if (key !== '') first.set(key, told.length);
      told.push(change);
    }
  }
  return told;
}
