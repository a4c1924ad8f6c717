/** What a reference means, whoever makes it: a role's value or `[[…]]`. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Control, Resolved } from '../catalog/control.ts';
import { catalogFrom } from '../model/catalog.ts';
import type { KaijiDocument } from '../model/document.ts';
import { entryOf } from '../model/entry-at.ts';
import { isOwnScenario } from '../model/risks.ts';
import { ownCatalog, type Table } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { mentionedControl } from '../package/tables/mentions.ts';
import type { Found } from './node-at.ts';
import { controlRoles, roleOf } from './role.ts';

export type Target =
  | { readonly is: 'control'; readonly resolved: Resolved }
  | { readonly is: 'section'; readonly key: string }
  | { readonly is: 'evidence' | 'statement' | 'platform' | 'asset' | 'threat' | 'vulnerability' | 'other'; readonly id: string }
  /** A measure of an assessment: `id` as the table of measures has it. */
  | { readonly is: 'measure'; readonly id: string; readonly resolved: Resolved | undefined };

/** The target of what stands at a place; undefined where it refers to nothing known. */
export function targetAt(whole: Package, found: Found): Target | undefined {
  const own = ownCatalog(found.document, whole.catalogs);
  if (found.link) return linkTarget(whole, found.link.target, own);
  if (found.isKey) {
    // A sub-item's key names a part of the control its entry answers.
    if (found.document.kind !== 'checklist' || found.path.at(-2) !== 'parts') return undefined;
    const entry = entryOf(found.document, String(found.path[0]), Number(found.path[1]));
    const control =
      entry?.node.kind === 'map'
        ? entry.node.pairs.find(({ key }) => key.kind === 'scalar' && key.text === 'control')?.value
        : undefined;
    if (control?.kind !== 'scalar') return undefined;
    const resolved = whole.catalogs.resolve(`${control.text}(${found.node.text.replace(/^[(（]|[)）]$/g, '')})`, own);
    return resolved?.part && { is: 'control', resolved };
  }
  const { text } = found.node;
  const role = roleOf(found.document.kind, found.path);
  const isMeasureControl = found.document.kind === 'assessment' && role === 'control-ref';
  if (role === 'measure' || role === 'measure-id' || isMeasureControl) return measureTarget(whole, text, !isMeasureControl);
  if (controlRoles.has(role)) {
    const resolved = whole.catalogs.resolve(text, own);
    if (resolved) return { is: 'control', resolved };
    // A scenario of one's own is described where it stands.
    return found.document.kind === 'risks' && isOwnScenario(text) ? { is: 'other', id: text } : undefined;
  }
  switch (role) {
    case 'evidence':
    case 'evidence-id':
      return { is: 'evidence', id: text };
    case 'statement':
    case 'statement-id':
      return { is: 'statement', id: text };
    case 'control-id': {
      const catalog = catalogFrom(found.document);
      const control = catalog?.control(text);
      return control && { is: 'control', resolved: { control, id: control.id } };
    }
    case 'role':
    case 'own-id':
      return { is: 'other', id: text.trim() };
    case 'from':
      return { is: text.includes('#') ? 'platform' : 'other', id: text };
    case 'section':
    case 'also':
      return { is: 'section', key: text };
    case 'asset':
    case 'asset-id':
      return { is: 'asset', id: text };
    case 'threat':
    case 'threat-id':
      return { is: 'threat', id: text };
    case 'vulnerability':
    case 'vulnerability-id':
      return { is: 'vulnerability', id: text };
    default:
      return undefined;
  }
}

/** A measure of the package's own before a control of that name. */
function measureTarget(whole: Package, text: string, mayBeOwn: boolean): Target | undefined {
  if (mayBeOwn && whole.lookup('measures', text).length > 0 && whole.catalogs.resolve(text)?.id !== text)
    return { is: 'measure', id: text, resolved: undefined };
  const resolved = whole.catalogs.resolve(text);
  return resolved && { is: 'measure', id: resolved.id, resolved };
}

/** What a `[[…]]` means. @param own the catalog or outline of the document it stands in */
export function linkTarget(whole: Package, target: string, own: Catalog | undefined): Target {
  const resolved = mentionedControl(target, whole.catalogs, own);
  if (resolved) return { is: 'control', resolved };
  if (whole.lookup('evidence', target).length > 0) return { is: 'evidence', id: target };
  if (whole.lookup('statements', target).length > 0) return { is: 'statement', id: target };
  if (whole.lookup('sections', target).length > 0 || outlineSection(whole, target)) return { is: 'section', key: target };
  return { is: 'other', id: target };
}

/** The tables in which what a target names is listed under its id. */
export const LISTED_IN = {
  evidence: 'evidence',
  statement: 'statements',
  platform: 'platforms',
  asset: 'assets',
  threat: 'threats',
  vulnerability: 'vulnerabilities',
  measure: 'measures',
  other: 'targets',
} as const satisfies Readonly<Record<Exclude<Target['is'], 'control' | 'section'>, Table>>;

/** The control, section, scenario or measure of a catalog that a target of a document is. */
export function resolvedTarget(
  whole: Package,
  target: Target | undefined,
  document: KaijiDocument | undefined,
): Resolved | undefined {
  if (target?.is === 'control' || target?.is === 'measure') return target.resolved;
  if (target?.is !== 'section') return undefined;
  const own = document && ownCatalog(document, whole.catalogs);
  const control = own?.control(target.key) ?? outlineSection(whole, target.key);
  return control && { control, id: control.id };
}

/** The section of an outline in force. */
export function outlineSection(whole: Package, key: string): Control | undefined {
  for (const outline of outlinesOf(whole)) {
    const control = outline.control(key);
    if (control) return control;
  }
  return undefined;
}

/** The outlines the package's disclosures follow; where it has none, those there are. */
export function outlinesOf(whole: Package): readonly Catalog[] {
  const followed = [...whole.keys('disclosures')].flatMap((id) => whole.catalogs.of(id) ?? []);
  return followed.length > 0 ? followed : whole.catalogs.all.filter(({ data }) => data.prefix === undefined);
}
