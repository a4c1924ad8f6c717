/** The catalogs that come with Kaiji: one prebuilt index (scripts/generate.mjs), and texts read when first shown. */

import type { CatalogSource } from '../io.ts';
import type { Bilingual } from '../language.ts';
import { Catalog } from './catalog.ts';
import { Catalogs } from './catalogs.ts';
import type { EvidenceKind } from './evidence-kind.ts';
import { type Fact, Facts } from './facts.ts';
import { Glossary, type GlossaryData } from './glossary.ts';
import { type Guideline, Guidelines } from './guideline.ts';
import { loadCatalog, type RawCatalog } from './load.ts';
import { type ScaleData, Scales } from './scale.ts';
import { textsFrom } from './texts-file.ts';

export class Bundled {
  private loading: Promise<Glossary> | undefined;
  private pages: Promise<Readonly<Record<string, Bilingual>>> | undefined;

  private constructor(
    readonly catalogs: Catalogs,
    readonly evidenceKinds: readonly EvidenceKind[],
    private readonly source: CatalogSource,
  ) {}

  /** The terms of the field; read when first asked for, empty where they cannot be. */
  glossary(): Promise<Glossary> {
    this.loading ??= this.source
      .readTexts('glossary')
      .then((json) => new Glossary(JSON.parse(json) as GlossaryData))
      .catch(() => new Glossary({ terms: [] }));
    return this.loading;
  }

  /**
   * The page of a rule by its code, in Markdown; undefined where it has none or it cannot be read. The pages are read when the first is asked for.
   */
  async ruleDocs(code: string): Promise<Bilingual | undefined> {
    this.pages ??= this.source
      .readTexts('rules')
      .then((json) => JSON.parse(json) as Readonly<Record<string, Bilingual>>)
      .catch(() => ({}));
    const pages = await this.pages;
    return Object.hasOwn(pages, code) ? pages[code] : undefined;
  }

  /** Reads the index; rejects where it cannot be read (a broken installation). */
  static async load(source: CatalogSource): Promise<Bundled> {
    const index = JSON.parse(await source.readIndex()) as {
      catalogs: readonly RawCatalog[];
      guidelines: readonly Guideline[];
      evidenceKinds: readonly EvidenceKind[];
      facts: readonly Fact[];
      scales: readonly ScaleData[];
    };
    const catalogs = index.catalogs.map((raw) => {
      const { data } = loadCatalog(raw);
      const name = `${data.id}@${data.edition}`;
      return new Catalog(data, async () => textsFrom(await source.readTexts(name)));
    });
    const standards = {
      guidelines: new Guidelines(index.guidelines),
      facts: new Facts(index.facts),
      scales: new Scales(index.scales),
      evidenceKinds: index.evidenceKinds,
    };
    return new Bundled(new Catalogs(catalogs, standards), index.evidenceKinds, source);
  }
}
