/**
 * The page of a control or an outline's section: all its catalog says of it, as a read-only document of plain text. One page a control, not one a catalog: it is
 * read whole in a peek, and its name in a tab is the control's ID. What the package says of it is not on it; that stands in the package's own files.
 */
import type { Resolved } from '../catalog/control.ts';
import { type Range, Text } from '../text/text.ts';
import { controlCard } from './cards/control.ts';
import { sectionCard } from './cards/section.ts';
import { type CardContext, catalogsOf } from './cards/words.ts';
import type { CatalogAddress } from './catalog-address.ts';
import { plainText } from './plain.ts';

export { CATALOG_SCHEME, catalogUri, readCatalogUri } from './catalog-address.ts';

/** Where a page begins. */
export const PAGE_HEAD: Range = Text.of('').rangeOf(0, 0);

export interface CatalogPage {
  readonly text: string;
  /** All of it. */
  readonly whole: Range;
  /** The line to look at, without its line end: that of the part meant, else the title. */
  readonly range: Range;
}

/** The page of a control, whichever part of it is meant. */
export async function catalogPage({ control, part }: Resolved, context: Omit<CardContext, 'whole'>): Promise<CatalogPage> {
  const catalogs = catalogsOf(context);
  const page = { language: context.language, bundled: context.bundled, catalogs, page: true };
  const isSection = catalogs.homeOf(control)?.data.prefix === undefined;
  const card = await (isSection ? sectionCard(control, page) : controlCard({ control, id: control.id }, page));
  const text = Text.of(`${plainText(card)}\n`);
  const lines = text.toString().split('\n');
  const at = part ? lines.findIndex((line) => line === `・${part.id}` || line.startsWith(`・${part.id} `)) : 0;
  const line = Math.max(at, 0);
  return {
    text: text.toString(),
    whole: text.rangeOf(0, text.length),
    range: text.rangeOf(text.lineStart(line), text.lineEnd(line)),
  };
}

/** The page at an address; undefined where the catalogs in force have no such control. */
export async function catalogPageAt(
  { catalog, id }: CatalogAddress,
  context: Omit<CardContext, 'whole'>,
): Promise<CatalogPage | undefined> {
  const control = catalogsOf(context).of(catalog)?.control(id);
  return control && catalogPage({ control, id }, context);
}
