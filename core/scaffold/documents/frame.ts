/** What every new document is made from: names, words in one language, and the pieces several kinds share. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Catalogs } from '../../catalog/catalogs.ts';
import type { Found } from '../../catalog/guideline.ts';
import type { Language, Localized } from '../../language.ts';

/** One kind of document that can be made anew. */
export interface Template {
  /** What a person chooses it by. */
  readonly label: Localized;
  /** What it is for, in a sentence, for who chooses the first time; absent of what nobody chooses. */
  readonly purpose?: Localized;
  /** Whether most packages have one. */
  readonly isUsual?: boolean;
  /** The catalog it is about where none is named. */
  readonly standard?: string;
  /** Whether it can be about a catalog or outline; absent where it is about none. */
  readonly fits?: (catalog: Catalog) => boolean;
  /** Of those, the ones a person is asked to choose among, where there are several; absent where nobody is asked. */
  readonly offers?: (catalog: Catalog) => boolean;
  /** The document, without line ends. Throws RangeError where `catalog` names none. */
  readonly lines: (frame: Frame) => readonly string[];
}

export interface ScaffoldOptions {
  readonly catalogs: Catalogs;
  /** The catalog a checklist answers, an annex treats or a statement satisfies, the outline a disclosure follows: ID or ID@EDITION. */
  readonly catalog?: string;
  /** Name of the service. */
  readonly service?: string;
  /** Name of the company that provides it. */
  readonly provider?: string;
  /** Of comments and placeholders; Japanese where absent. */
  readonly language?: Language;
}

/** Takes the Japanese and the English, gives the one wanted. */
export type Words = (ja: string, en: string) => string;

export interface Frame extends ScaffoldOptions {
  readonly text: Words;
  readonly service: string;
  readonly provider: string;
  readonly language: Language;
}

/** The options, with names and words where they say none. */
export function frameOf(options: ScaffoldOptions): Frame {
  const text: Words = options.language === 'en' ? (_, en) => en : (ja) => ja;
  return {
    ...options,
    text,
    service: oneLine(options.service) || text('●●クラウドサービス', '●● Cloud Service'),
    provider: oneLine(options.provider) || text('株式会社●●', '●● Inc.'),
    language: options.language ?? 'ja',
  };
}

/** Names come from the outside and go into block scalars too, which a line end would break. Spaces within, full-width ones too, are part of a name. */
function oneLine(name = ''): string {
  return name
    .split(/[\p{Cc}\p{Zl}\p{Zp}]+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

/** The guidelines a new package names, in the editions in force: that for providers, then that for hospitals. */
export function named({ guidelines }: Catalogs): readonly Found[] {
  return ['mic-meti', 'mhlw'].flatMap((id) => {
    const guideline = guidelines.guideline(id);
    const edition = guideline?.editions.find(({ successor }) => successor === undefined);
    return guideline && edition ? [{ guideline, edition }] : [];
  });
}

/** An item of a list below the root: the dash before its first line, the others below that. */
export function itemLines(lines: readonly string[]): readonly string[] {
  return lines.map((line, i) => (line === '' ? '' : `${i === 0 ? '  - ' : '    '}${line}`));
}

/** Throws RangeError where there is no such catalog. */
export function catalogNamed(catalogs: Catalogs, reference: string): Catalog {
  const found = catalogs.of(reference);
  if (!found) throw new RangeError(`unknown catalog: ${reference}`);
  return found;
}
