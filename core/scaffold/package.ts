/** A new package, whole: the sheets a person chose, with the same names in each and references that lead from one to another. */
import type { Catalog } from '../catalog/catalog.ts';
import { controlCount } from '../catalog/catalog.ts';
import { inLanguage, type Language } from '../language.ts';
import {
  offeredCatalogs,
  type Scaffold,
  type ScaffoldKind,
  type ScaffoldOptions,
  scaffold,
  scaffoldKinds,
  templateOf,
} from './document.ts';

/** A document a new package may have. */
export interface Sheet {
  /** Of its catalog where the kind has a choice of them (`medcloud-checklist`), else of its kind (`evidence`). */
  readonly id: string;
  readonly kind: ScaffoldKind;
  readonly catalog?: Catalog;
  /** Whether most packages have it. */
  readonly isUsual: boolean;
}

/** What a sheet is called, what it is, and what it is for. */
export interface SheetWords {
  readonly label: string;
  readonly description: string;
  readonly purpose: string;
}

export interface NewPackage {
  /** The manifest first, then the sheets as they are offered. */
  readonly files: readonly Scaffold[];
  readonly begin: Place;
}

/** Where to write first, in one line of a file: 0-based, UTF-16, half-open; empty where nothing stands there yet. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** The sheets a package can be made of, as they are offered; IDs are unique. */
export function packageSheets(catalogs: readonly Catalog[]): readonly Sheet[] {
  const sheets = new Map<string, Sheet>();
  for (const kind of scaffoldKinds) {
    if (kind === 'package') continue;
    const { standard, isUsual = false } = templateOf(kind);
    const offered = offeredCatalogs(kind, catalogs);
    const ofKind: readonly Sheet[] =
      offered.length === 0
        ? [{ id: kind, kind, isUsual }]
        : offered.map((catalog) => ({ id: catalog.data.id, kind, catalog, isUsual: isUsual && catalog.data.id === standard }));
    for (const sheet of ofKind) if (!sheets.has(sheet.id)) sheets.set(sheet.id, sheet);
  }
  return [...sheets.values()];
}

/** What a sheet is called where it is offered, how large it is and what it is for. */
export function sheetWords({ kind, catalog }: Sheet, language: Language): SheetWords {
  const { label, purpose } = templateOf(kind);
  const name = label(language);
  return {
    label: catalog ? inLanguage(catalog.data.title, language) : name,
    description: catalog ? `${name} · ${controlCount(catalog.data, language)}` : '',
    purpose: purpose?.(language) ?? '',
  };
}

/**
 * The files of a new package.
 * @param chosen of {@link packageSheets}; at least one
 */
export function scaffoldPackage(chosen: readonly Sheet[], options: Omit<ScaffoldOptions, 'catalog'>): NewPackage {
  const sheets = chosen.map((sheet) => ({
    ...scaffold(sheet.kind, { ...options, ...catalogFor(sheet, chosen) }),
    path: pathOf(sheet),
  }));
  const [first] = sheets;
  if (!first) throw new RangeError('a package without sheets');
  return { files: [scaffold('package', options), ...sheets], begin: firstBlank(first) };
}

/** Common answers are examples for a sheet that is there. */
function catalogFor({ kind, catalog }: Sheet, chosen: readonly Sheet[]): Pick<ScaffoldOptions, 'catalog'> {
  const about = kind === 'statements' ? chosen.find((sheet) => sheet.kind === 'checklist')?.catalog : catalog;
  return about ? { catalog: about.data.id } : {};
}

/** `checklist.kaiji.yaml` is the one most packages have, `checklist-meti-processor.kaiji.yaml` another: a name says the same whatever else was chosen. */
function pathOf({ kind, catalog }: Sheet): string {
  const { standard } = templateOf(kind);
  const isOne = catalog === undefined || catalog.data.id === standard;
  return `${isOne ? kind : `${kind}-${catalog.data.id}`}.kaiji.yaml`;
}

/** What scaffolds leave to be written: a blank, an answer, a status or parties before the comment that lists the terms. */
const BLANK = /●●|未記入|(?<=^\s*status: )(?=#)|(?<=^\s*parties: )\[\]/;

/** The first place to write in a scaffold; its first entry where every value is an example. */
function firstBlank({ path, text }: Scaffold): Place {
  const lines = text.split('\n');
  const line = lines.findIndex((one) => !/^\s*#/.test(one) && BLANK.test(one));
  const found = BLANK.exec(lines[line] ?? '');
  if (found) return { path, line, start: found.index, end: found.index + found[0].length };
  const entry = Math.max(
    0,
    lines.findIndex((one) => one.startsWith('  - ')),
  );
  const start = /^(?: {2}- )?[\w-]+: /.exec(lines[entry] ?? '')?.[0].length ?? 0;
  return { path, line: entry, start, end: (lines[entry] ?? '').length };
}
