/** All catalogs in force, and the crosswalk between them. */
import type { Catalog } from './catalog.ts';
import type { Control, ControlText, Relation, Resolved } from './control.ts';
import type { EditionMapping } from './edition-mapping.ts';
import type { EvidenceKind } from './evidence-kind.ts';
import { Facts } from './facts.ts';
import { Guidelines } from './guideline.ts';
import { idKey } from './id.ts';
import { Scales } from './scale.ts';

/** The author's own copy of a catalog's official wording (catalog-text/v1). */
export interface Overlay {
  /** By canonical ID. */
  readonly texts: ReadonlyMap<string, string>;
  /** The file or document it was read from. */
  readonly source?: string;
}

/** A control that names another; the relation is seen from the one named. */
export interface Citation {
  readonly control: Control;
  readonly relation: Relation;
}

/** What comes with the catalogs: what a package may say it conforms to, state as a fact, and assess risks by. */
export interface Standards {
  readonly guidelines: Guidelines;
  readonly facts: Facts;
  readonly scales: Scales;
  readonly evidenceKinds: readonly EvidenceKind[];
}

const NONE: Standards = { guidelines: new Guidelines([]), facts: new Facts([]), scales: new Scales([]), evidenceKinds: [] };

/** All catalogs in force: the bundled ones, then an author's own. Immutable. */
export class Catalogs {
  private readonly byId = new Map<string, Catalog[]>();
  private readonly byPrefix = new Map<string, Catalog>();
  /** Made when first asked for. */
  private citations: ReadonlyMap<string, readonly Citation[]> | undefined;

  /** The ID resolved last: rules ask for the control of an entry one after the other. */
  private last: { readonly typed: string; readonly own: Catalog | undefined; readonly found: Resolved | undefined } | undefined;

  constructor(
    readonly all: readonly Catalog[],
    private readonly standards: Standards = NONE,
    /** The nearest first. */
    private readonly overlays: readonly Overlay[] = [],
    /** Of editions, the nearest first. */
    readonly mappings: readonly EditionMapping[] = [],
    /** `ID@EDITION` of the editions that IDs mean by their prefix; the newest where none is named. */
    private readonly meant: readonly string[] = [],
  ) {
    for (const catalog of all) {
      const editions = this.byId.get(catalog.id);
      if (editions) editions.push(catalog);
      else this.byId.set(catalog.id, [catalog]);
    }
    for (const editions of this.byId.values()) editions.sort((a, b) => (a.data.edition < b.data.edition ? 1 : -1));
    for (const [newest] of this.byId.values()) {
      const prefix = newest?.data.prefix;
      if (newest && prefix && !this.byPrefix.has(prefix)) this.byPrefix.set(prefix, newest);
    }
    for (const reference of [...meant].reverse()) {
      const catalog = this.of(reference);
      const prefix = catalog?.data.prefix;
      if (catalog && prefix && this.byPrefix.get(prefix)?.id === catalog.id) this.byPrefix.set(prefix, catalog);
    }
  }

  get guidelines(): Guidelines {
    return this.standards.guidelines;
  }

  get facts(): Facts {
    return this.standards.facts;
  }

  get scales(): Scales {
    return this.standards.scales;
  }

  /** The kinds evidence may be of. */
  get evidenceKinds(): readonly EvidenceKind[] {
    return this.standards.evidenceKinds;
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

  /** These catalogs and others, which come last and hide none, with overlays and mappings nearer than those there are. */
  with(more: readonly Catalog[], overlays: readonly Overlay[] = [], mappings: readonly EditionMapping[] = []): Catalogs {
    if (more.length === 0 && overlays.length === 0 && mappings.length === 0) return this;
    const { all, standards, meant } = this;
    return new Catalogs([...all, ...more], standards, [...overlays, ...this.overlays], [...mappings, ...this.mappings], meant);
  }

  /** These, with IDs that carry a prefix meaning the editions named, the first first. @param references `ID@EDITION`; others count for nothing */
  meaning(references: readonly string[]): Catalogs {
    const { all, standards, overlays, mappings } = this;
    const isMeant = (reference: string) => {
      const catalog = this.of(reference);
      return !catalog?.data.prefix || this.byPrefix.get(catalog.data.prefix) === catalog;
    };
    return references.every(isMeant) ? this : new Catalogs(all, standards, overlays, mappings, references);
  }

  /** These without some of their editions. */
  without(gone: (catalog: Catalog) => boolean): Catalogs {
    const { all, standards, overlays, mappings, meant } = this;
    const left = all.filter((catalog) => !gone(catalog));
    return new Catalogs(left, standards, overlays, mappings, meant);
  }

  /**
   * What an ID means as typed. The document's `own` catalog is asked first, then the one its prefix names; an ID without prefix belongs to `own` alone.
   */
  resolve(typed: string, own?: Catalog): Resolved | undefined {
    if (typed.length > 80) return undefined;
    if (this.last?.typed !== typed || this.last.own !== own) this.last = { typed, own, found: this.resolved(typed, own) };
    return this.last.found;
  }

  private resolved(typed: string, own: Catalog | undefined): Resolved | undefined {
    const ownPrefix = own?.data.prefix;
    if (own) {
      const key = idKey(typed, ownPrefix ? [ownPrefix] : []);
      if (key.prefix || !ownPrefix || /^[0-9A-Z]?[0-9]/.test(key.number)) {
        const found = own.find(key.number);
        if (found) return found;
      }
    }
    const key = idKey(typed, this.prefixes);
    const found = this.byPrefix.get(key.prefix)?.find(key.number);
    if (found) return found;
    // One of an own catalog may be called what no grammar of IDs allows for: 共通A in a catalog of the prefix OUR.
    const control = own?.control(typed.trim());
    return control && { control, id: control.id };
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

/** The crosswalk read backwards: canonical ID → who names the control or one of its parts, in catalog order. */
function citationsIn(catalogs: Catalogs): ReadonlyMap<string, readonly Citation[]> {
  const citations = new Map<string, Citation[]>();
  const add = (control: Control, to: string, relation: Relation) => {
    const target = catalogs.resolve(to)?.control.id;
    if (target === undefined) return;
    const known = citations.get(target);
    if (!known) citations.set(target, [{ control, relation }]);
    // A control's references come one after the other.
    else if (known.at(-1)?.control !== control) known.push({ control, relation });
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
