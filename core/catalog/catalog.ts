/** Guidelines as data: catalogs, their controls, and the lookup from what people type to a control. */
import { distance } from 'fastest-levenshtein';
import { type Bilingual, inLanguage, type Language } from '../language.ts';
import { Guidelines } from './guideline.ts';
import { idKey, partKey, splitPart } from './id.ts';

export interface Part {
  /** As printed: `(1)`, `①`. */
  readonly id: string;
  readonly ja?: string;
  readonly en?: string;
  readonly disclose?: boolean;
}

/** Of two controls: what the first asks is the same as, less than, or more than what the second asks, or each asks something the other does not. */
export type Relation = 'equal' | 'subset' | 'superset' | 'intersects';

export interface Ref {
  readonly to: string;
  readonly relation: Relation;
}

/** A control that names another; the relation is seen from the one named. */
export interface Citation {
  readonly control: Control;
  readonly relation: Relation;
}

/** One requirement, scenario, measure or section. */
export interface Control {
  readonly id: string;
  readonly catalog: string;
  readonly category: readonly string[];
  readonly title: Bilingual;
  readonly parts: readonly Part[];
  readonly obligation: 'must' | 'should';
  readonly disclose: boolean;
  readonly evidence: readonly string[];
  readonly refs: readonly Ref[];
  readonly unresolved: readonly { readonly printed: string; readonly why: 'recommended' | 'absent' }[];
  readonly aliases: readonly string[];
  readonly group?: string;
  /** Sections of an outline: required, conditional, optional. */
  readonly required?: 'R' | 'C' | 'O';
  /** Sections of an outline: the controls the section answers. */
  readonly answers: readonly string[];
  /** Sections that render their data where they have no body. */
  readonly renders: boolean;
}

/** What a control says at length; read when first shown. */
export interface ControlText {
  readonly summary?: Bilingual;
  readonly guidance?: Bilingual;
}

/** By canonical ID. */
export type CatalogTexts = Readonly<Record<string, ControlText>>;

export interface CatalogData {
  readonly id: string;
  readonly edition: string;
  readonly prefix?: string;
  readonly complete: boolean;
  readonly noun: Bilingual;
  readonly asks: readonly string[];
  readonly title: Bilingual;
  /** English names of categories, by their Japanese ones. */
  readonly categories: Readonly<Record<string, string>>;
  readonly groups: readonly {
    readonly id: string;
    readonly number?: string;
    readonly title?: Bilingual;
    /** What holds for all controls below, and when they apply. */
    readonly preamble?: Bilingual;
    readonly condition?: Bilingual;
  }[];
  readonly controls: readonly Control[];
}

/** The author's own copy of a catalog's official wording (catalog-text/v1). */
export interface Overlay {
  /** By canonical ID. */
  readonly texts: ReadonlyMap<string, string>;
  /** The file or document it was read from. */
  readonly source?: string;
}

/** A control found, perhaps one of its parts. */
export interface Resolved {
  readonly control: Control;
  readonly part?: Part;
  /** The canonical spelling, part included: `CL-22(3)`. */
  readonly id: string;
}

export class Catalog {
  private readonly byNumber = new Map<string, Control>();
  private readonly byAlias = new Map<string, Control>();
  private readonly positions = new Map<string, number>();
  /** Of each control the keys of its number and aliases. */
  private readonly numbers: readonly (readonly string[])[];

  private loading: Promise<CatalogTexts> | undefined;
  private loaded: CatalogTexts = {};

  /** @param loadTexts what its controls say at length; asked once, when first shown */
  constructor(
    readonly data: CatalogData,
    private readonly loadTexts: () => Promise<CatalogTexts> = async () => ({}),
  ) {
    const prefixes = data.prefix ? [data.prefix] : [];
    this.numbers = data.controls.map((control, i) => {
      this.positions.set(control.id, i);
      const { number } = idKey(control.id, prefixes);
      if (!this.byNumber.has(number)) this.byNumber.set(number, control);
      const aliases = control.aliases.map((alias) => idKey(alias, prefixes).number);
      for (const key of aliases) if (!this.byAlias.has(key)) this.byAlias.set(key, control);
      return [number, ...aliases];
    });
  }

  get id(): string {
    return this.data.id;
  }

  /** What its controls say at length, by canonical ID. Empty where the texts cannot be read. */
  texts(): Promise<CatalogTexts> {
    this.loading ??= this.loadTexts()
      .catch((): CatalogTexts => ({}))
      .then((texts) => {
        this.loaded = texts;
        return texts;
      });
    return this.loading;
  }

  /** The same of one control, as far as texts have been read: for edits, which cannot wait. */
  textNow(id: string): ControlText {
    return Object.hasOwn(this.loaded, id) ? (this.loaded[id] ?? {}) : {};
  }

  /** Place of a control in catalog order, 0-based; -1 for another catalog's. */
  orderOf(id: string): number {
    return this.positions.get(id) ?? -1;
  }

  control(id: string): Control | undefined {
    const at = this.positions.get(id);
    return at === undefined ? undefined : this.data.controls[at];
  }

  /** Whether the form has this column (`status`, `evidence`, `locator`, `judgement`). A catalog that names none asks for none. */
  asks(column: string): boolean {
    return this.data.asks.includes(column);
  }

  /** Categories in catalog order, each with its controls. The last level of `category` is its name. */
  categories(): ReadonlyMap<string, readonly Control[]> {
    const result = new Map<string, Control[]>();
    for (const control of this.data.controls) {
      const name = categoryOf(control);
      const list = result.get(name);
      if (list) list.push(control);
      else result.set(name, [control]);
    }
    return result;
  }

  /** By the number part of a key (id.ts): a control, one of its parts, or an alias of one. */
  find(number: string): Resolved | undefined {
    const control = this.byNumber.get(number);
    if (control) return { control, id: control.id };
    const split = splitPart(number);
    const whole = split && (this.byNumber.get(split.number) ?? this.byAlias.get(split.number));
    const part = split && whole?.parts.find((candidate) => partKey(candidate.id) === split.part);
    if (whole && part) return { control: whole, part, id: `${whole.id}${part.id}` };
    const alias = this.byAlias.get(number);
    return alias && { control: alias, id: alias.id };
  }

  /** The control of a canonical ID, also where the ID names one of its parts. */
  controlOf(id: string): Control | undefined {
    return this.control(id) ?? this.find(idKey(id, this.data.prefix ? [this.data.prefix] : []).number)?.control;
  }

  /** Controls below a number that is none itself: `2.6.14`, `2.5.2(1)`, `7.6.14`, `3.2.3(2)`; in catalog order. */
  below(typed: string): readonly Control[] {
    const stem = idKey(typed, this.data.prefix ? [this.data.prefix] : []).number;
    if (stem === '') return [];
    // 7.6.1 is not above 7.6.14; what follows a bracket is always below it.
    const isBelow = (number: string) =>
      number.startsWith(stem) && (stem.endsWith(')') || /^[^0-9.]/.test(number.slice(stem.length)));
    return this.data.controls.filter((_, i) => this.numbers[i]?.some(isBelow));
  }

  /** Canonical IDs an ID as typed may mean, in catalog order: several only where it is an alias shared by controls. Empty where it means none. */
  homonymsOf(typed: string): readonly string[] {
    const prefixes = this.data.prefix ? [this.data.prefix] : [];
    const { number } = idKey(typed, prefixes);
    const found = this.find(number);
    if (!found) return [];
    const isAlias = !this.byNumber.has(number) && this.byAlias.get(number) === found.control;
    if (!isAlias) return [found.id];
    return this.data.controls.filter((_, i) => this.numbers[i]?.includes(number, 1)).map(({ id }) => id);
  }
}

/** The category as one name: `サービス仕様 › 記録（ログ）`. */
export function categoryOf(control: Control): string {
  return control.category.join(' › ');
}

/** The category in both languages, as far as its catalog has them. */
export function categoryName(control: Control, catalog: Catalog | undefined): Bilingual {
  const names = catalog?.data.categories ?? {};
  const english = control.category.flatMap((name) => (Object.hasOwn(names, name) ? (names[name] ?? []) : []));
  const group = catalog?.data.groups.find(({ id }) => id === control.group)?.title?.en;
  const en = english.length === control.category.length && english.length > 0 ? english.join(' › ') : group;
  return { ja: categoryOf(control), ...(en === undefined ? {} : { en }) };
}

/** `253 確認項目`, `253 check items`: how many controls a catalog has, by its own name for them. */
export function controlCount({ controls, noun }: CatalogData, language: Language): string {
  const plural = language === 'en' && controls.length !== 1 ? 's' : '';
  return `${controls.length} ${inLanguage(noun, language)}${plural}`;
}

/** All catalogs in force: the bundled ones, then an author's own. Immutable. */
export class Catalogs {
  private readonly byId = new Map<string, Catalog[]>();
  private readonly byPrefix = new Map<string, Catalog>();
  /** Made when first asked for. */
  private citations: ReadonlyMap<string, readonly Citation[]> | undefined;

  /** @param guidelines what a package may say it conforms to */
  constructor(
    readonly all: readonly Catalog[],
    readonly guidelines: Guidelines = new Guidelines([]),
    /** The nearest first. */
    private readonly overlays: readonly Overlay[] = [],
  ) {
    for (const catalog of all) {
      const editions = this.byId.get(catalog.id);
      if (editions) editions.push(catalog);
      else this.byId.set(catalog.id, [catalog]);
      const { prefix } = catalog.data;
      if (prefix && !this.byPrefix.has(prefix)) this.byPrefix.set(prefix, catalog);
    }
    for (const editions of this.byId.values()) editions.sort((a, b) => (a.data.edition < b.data.edition ? 1 : -1));
  }

  get prefixes(): Iterable<string> {
    return this.byPrefix.keys();
  }

  /** By `ID` (the newest edition) or `ID@EDITION`. */
  of(reference: string): Catalog | undefined {
    const [id, edition] = reference.trim().split('@') as [string, string?];
    const editions = this.byId.get(id);
    return edition === undefined ? editions?.[0] : editions?.find((catalog) => catalog.data.edition === edition);
  }

  /** These catalogs and others, which come last and hide none, with overlays nearer than those there are. */
  with(more: readonly Catalog[], overlays: readonly Overlay[] = []): Catalogs {
    if (more.length === 0 && overlays.length === 0) return this;
    return new Catalogs([...this.all, ...more], this.guidelines, [...overlays, ...this.overlays]);
  }

  /**
   * What an ID means as typed. The document's `own` catalog is asked first, then the one its prefix names; an ID without prefix belongs to `own` alone.
   */
  resolve(typed: string, own?: Catalog): Resolved | undefined {
    if (typed.length > 80) return undefined;
    const ownPrefix = own?.data.prefix;
    if (own) {
      const key = idKey(typed, ownPrefix ? [ownPrefix] : []);
      if (key.prefix || !ownPrefix || /^[0-9A-Z]?[0-9]/.test(key.number)) {
        const found = own.find(key.number);
        if (found) return found;
      }
    }
    const key = idKey(typed, this.prefixes);
    const catalog = this.byPrefix.get(key.prefix);
    return catalog?.find(key.number);
  }

  /** The official wording of a control, from the author's own copy (catalog-text/v1); the first overlay that has it. */
  official(id: string): { readonly text: string; readonly source?: string } | undefined {
    for (const { texts, source } of this.overlays) {
      const text = texts.get(id);
      if (text !== undefined) return { text, ...(source === undefined ? {} : { source }) };
    }
    return undefined;
  }

  /** The catalog a control is of, in its own edition. */
  homeOf(control: Control): Catalog | undefined {
    return this.byId.get(control.catalog)?.find((catalog) => catalog.control(control.id) === control);
  }

  /** What a control says at length, if it was read already. */
  textNow(control: Control): ControlText {
    return this.homeOf(control)?.textNow(control.id) ?? {};
  }

  /** What a control says at length; empty where nothing is written. */
  async textOf(control: Control): Promise<ControlText> {
    const texts = await this.homeOf(control)?.texts();
    return texts && Object.hasOwn(texts, control.id) ? (texts[control.id] ?? {}) : {};
  }

  /** Who names this control or one of its parts in `refs` or `answers`, of any catalog; in catalog order. */
  citing(id: string): readonly Citation[] {
    this.citations ??= citationsIn(this);
    return this.citations.get(id) ?? [];
  }

  /** The catalog whose prefix an ID carries, whether or not it has the control. */
  catalogOf(typed: string): Catalog | undefined {
    return this.byPrefix.get(idKey(typed, this.prefixes).prefix);
  }
}

/** The crosswalk read backwards. */
function citationsIn(catalogs: Catalogs): ReadonlyMap<string, readonly Citation[]> {
  const citations = new Map<string, Citation[]>();
  const add = (control: Control, to: string, relation: Relation) => {
    const target = catalogs.resolve(to)?.control.id;
    if (target === undefined) return;
    const known = citations.get(target);
    if (!known) citations.set(target, [{ control, relation }]);
    else if (!known.some((citation) => citation.control === control)) known.push({ control, relation });
  };
  for (const { data } of catalogs.all) {
    for (const control of data.controls) {
      for (const { to, relation } of control.refs) add(control, to, INVERSE[relation]);
      for (const to of control.answers) add(control, to, 'intersects');
    }
  }
  return citations;
}

const INVERSE: Readonly<Record<Relation, Relation>> = {
  equal: 'equal',
  subset: 'superset',
  superset: 'subset',
  intersects: 'intersects',
};

/**
 * The `count` candidates nearest to `typed`, width and case aside: nearest first, of equals those that begin alike.
 * @param limitOf the length of what is typed → how many characters may differ; half of it and one where absent
 */
export function nearest(
  typed: string,
  candidates: Iterable<string>,
  count = 3,
  limitOf: (length: number) => number = (length) => Math.floor(length / 2) + 1,
): string[] {
  const wanted = plain(typed.slice(0, 80));
  const limit = limitOf(wanted.length);
  const scored: { readonly candidate: string; readonly score: number; readonly start: number }[] = [];
  for (const candidate of candidates) {
    const value = plain(candidate);
    if (Math.abs(value.length - wanted.length) > limit) continue;
    const score = distance(wanted, value);
    if (score <= limit) scored.push({ candidate, score, start: alike(wanted, value) });
  }
  return scored
    .sort((a, b) => a.score - b.score || b.start - a.start)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** Width and case aside. Most names are ASCII, which has one width. */
function plain(text: string): string {
  return (/[^ -~]/.test(text) ? text.normalize('NFKC') : text).toLowerCase();
}

/** How many characters two names have in common at their start. */
function alike(wanted: string, value: string): number {
  let at = 0;
  while (at < wanted.length && wanted[at] === value[at]) at++;
  return at;
}
