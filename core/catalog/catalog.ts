/** One guideline as data: its controls, and the lookup from what people type to a control. */
import { type Bilingual, inLanguage, type Language } from '../language.ts';
import { type CatalogTexts, type Control, type ControlText, categoryOf, type Resolved } from './control.ts';
import { idKey, partKey, splitPart } from './id.ts';

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

/** From what is typed to a control. */
interface Lookup {
  readonly byNumber: ReadonlyMap<string, Control>;
  readonly byAlias: ReadonlyMap<string, Control>;
  /** Places in catalog order, 0-based, by canonical ID. */
  readonly positions: ReadonlyMap<string, number>;
  /** Of each control the keys of its number and aliases. */
  readonly numbers: readonly (readonly string[])[];
}

export class Catalog {
  /** Made when first asked for: most packages use one catalog of six. */
  private made: Lookup | undefined;

  private byCategory: ReadonlyMap<string, readonly Control[]> | undefined;

  private loading: Promise<CatalogTexts> | undefined;
  private loaded: CatalogTexts = {};

  /** @param loadTexts what its controls say at length; asked once, when first shown */
  constructor(
    readonly data: CatalogData,
    private readonly loadTexts: () => Promise<CatalogTexts> = async () => ({}),
  ) {}

  private get lookup(): Lookup {
    this.made ??= lookupIn(this.data);
    return this.made;
  }

  /** `ID@EDITION`: what names this edition and no other. */
  get reference(): string {
    return `${this.data.id}@${this.data.edition}`;
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
    return this.lookup.positions.get(id) ?? -1;
  }

  control(id: string): Control | undefined {
    const at = this.lookup.positions.get(id);
    return at === undefined ? undefined : this.data.controls[at];
  }

  /** Whether the form has this column (`status`, `evidence`, `locator`, `judgement`). A catalog that names none asks for none. */
  asks(column: string): boolean {
    return this.data.asks.includes(column);
  }

  /** Categories in catalog order, each with its controls; the whole path names one (`categoryOf`). Made when first asked for. */
  categories(): ReadonlyMap<string, readonly Control[]> {
    this.byCategory ??= byCategory(this.data.controls);
    return this.byCategory;
  }

  /** By the number part of a key (id.ts): a control, one of its parts, or an alias of one. */
  find(number: string): Resolved | undefined {
    const { byNumber, byAlias } = this.lookup;
    const control = byNumber.get(number);
    if (control) return { control, id: control.id };
    const split = splitPart(number);
    const whole = split && (byNumber.get(split.number) ?? byAlias.get(split.number));
    const part = split && whole?.parts.find((candidate) => partKey(candidate.id) === split.part);
    if (whole && part) return { control: whole, part, id: `${whole.id}${part.id}` };
    const alias = byAlias.get(number);
    return alias && { control: alias, id: alias.id };
  }

  /** The control of a canonical ID, also where the ID names one of its parts. */
  controlOf(id: string): Control | undefined {
    return this.resolvedOf(id)?.control;
  }

  /** The control of a canonical ID, with the part where the ID names one. */
  resolvedOf(id: string): Resolved | undefined {
    const control = this.control(id);
    return control ? { control, id } : this.find(idKey(id, this.data.prefix ? [this.data.prefix] : []).number);
  }

  /** Controls below a number that is none itself: `2.6.14`, `2.5.2(1)`, `7.6.14`, `3.2.3(2)`; in catalog order. */
  below(typed: string): readonly Control[] {
    const { numbers } = this.lookup;
    const stem = idKey(typed, this.data.prefix ? [this.data.prefix] : []).number;
    if (stem === '') return [];
    // 7.6.1 is not above 7.6.14; what follows a bracket is always below it.
    const isBelow = (number: string) =>
      number.startsWith(stem) && (stem.endsWith(')') || /^[^0-9.]/.test(number.slice(stem.length)));
    return this.data.controls.filter((_, i) => numbers[i]?.some(isBelow));
  }

  /** Canonical IDs an ID as typed may mean, in catalog order: several only where it is an alias shared by controls. Empty where it means none. */
  homonymsOf(typed: string): readonly string[] {
    const prefixes = this.data.prefix ? [this.data.prefix] : [];
    const { number } = idKey(typed, prefixes);
    const found = this.find(number);
    if (!found) return [];
    const { byNumber, byAlias, numbers } = this.lookup;
    const isAlias = !byNumber.has(number) && byAlias.get(number) === found.control;
    if (!isAlias) return [found.id];
    return this.data.controls.filter((_, i) => numbers[i]?.includes(number, 1)).map(({ id }) => id);
  }
}

function lookupIn({ prefix, controls }: CatalogData): Lookup {
  const byNumber = new Map<string, Control>();
  const byAlias = new Map<string, Control>();
  const positions = new Map<string, number>();
  const prefixes = prefix ? [prefix] : [];
  const numbers = controls.map((control, i) => {
    positions.set(control.id, i);
    const { number } = idKey(control.id, prefixes);
    if (!byNumber.has(number)) byNumber.set(number, control);
    const aliases = control.aliases.map((alias) => idKey(alias, prefixes).number);
    for (const key of aliases) if (!byAlias.has(key)) byAlias.set(key, control);
    return [number, ...aliases];
  });
  return { byNumber, byAlias, positions, numbers };
}

function byCategory(controls: readonly Control[]): ReadonlyMap<string, readonly Control[]> {
  const categories = new Map<string, Control[]>();
  for (const control of controls) {
    const name = categoryOf(control);
    const list = categories.get(name);
    if (list) list.push(control);
    else categories.set(name, [control]);
  }
  return categories;
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
