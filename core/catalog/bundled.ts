/** The catalogs that come with Kaiji: one prebuilt index (scripts/generate.mjs), and texts read when first shown. */

import type { CatalogSource } from '../io.ts';
import type { Bilingual } from '../language.ts';
import { Catalog, type CatalogData, Catalogs, type Control, type ControlText } from './catalog.ts';
import { type Guideline, Guidelines } from './guideline.ts';

export interface EvidenceKind extends Bilingual {
  /** A dotted term: `policy.access`. */
  readonly id: string;
}

export class Bundled {
  private readonly texts = new Map<string, Promise<Readonly<Record<string, ControlText>>>>();

  private constructor(
    readonly catalogs: Catalogs,
    readonly evidenceKinds: readonly EvidenceKind[],
    private readonly source: CatalogSource,
  ) {}

  /** Reads the index; rejects where it cannot be read (a broken installation). */
  static async load(source: CatalogSource): Promise<Bundled> {
    const index = JSON.parse(await source.readIndex()) as {
      catalogs: readonly CatalogData[];
      guidelines: readonly Guideline[];
      evidenceKinds: readonly EvidenceKind[];
    };
    const catalogs = index.catalogs.map((data) => new Catalog(data));
    return new Bundled(new Catalogs(catalogs, new Guidelines(index.guidelines)), index.evidenceKinds, source);
  }

  /** The long texts of a bundled control; empty for one that has none yet, or of an author's own catalog. */
  async textOf(control: Control): Promise<ControlText> {
    const catalog = this.catalogs.of(control.catalog);
    if (!catalog) return {};
    const name = `${catalog.id}@${catalog.data.edition}`;
    let texts = this.texts.get(name);
    if (!texts) {
      texts = this.source.readTexts(name).then(
        (json) => JSON.parse(json) as Record<string, ControlText>,
        () => ({}),
      );
      this.texts.set(name, texts);
    }
    return (await texts)[control.id] ?? {};
  }
}
