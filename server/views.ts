/** Answers for the views of packages: coverage and evidence (protocol/coverage-view.ts). */
import { type CancellationToken, ResponseError } from 'vscode-languageserver';
import type { Catalog } from '../core/catalog/catalog.ts';
import type { Control } from '../core/catalog/control.ts';
import type { Glossary } from '../core/catalog/glossary.ts';
import { findIn } from '../core/catalog/search.ts';
import { toWorkspaceEdit } from '../core/features/code-actions.ts';
import { coverageChildren, coverageRoots } from '../core/features/views/coverage.ts';
import { evidenceChildren, evidenceRoots, evidenceSite } from '../core/features/views/evidence.ts';
import { packageOfNode, shownNode, type ViewNode } from '../core/features/views/node.ts';
import { coveragePlace, coverageTarget, evidencePlace } from '../core/features/views/target.ts';
import { ownCatalog } from '../core/package/index.ts';
import type { Package } from '../core/package/package.ts';
import { canonicalUri } from '../core/package/uri.ts';
import { readScaffoldTexts } from '../core/scaffold/texts.ts';
import { Slices } from '../core/slices.ts';
import { outwardEdit } from './outward.ts';
import { packagesOf } from './packages.ts';
import type {
  ViewName,
  ViewNodesAnswer,
  ViewNodesParams,
  ViewPlaceAnswer,
  ViewPlaceParams,
  ViewTargetAnswer,
  ViewTargetParams,
} from './protocol/coverage-view.ts';
import { mustGoOn, type WorkspaceSession } from './symbols.ts';

/** The nodes a view asks for. Of packages that nothing is asked of nothing is read; one that fails is named, and the others told all the same. */
export async function viewNodes(
  parameters: ViewNodesParams,
  session: WorkspaceSession,
  token: CancellationToken,
): Promise<ViewNodesAnswer> {
  const { view, roots, packages, of } = parameters;
  const nodesOf = await asking(parameters, session);
  const wholes = new Map<string, Package>();
  const tops: ViewNode[] = [];
  const failed = new Set<string>();
  /** One package that cannot be told of takes nothing from the others. */
  const toldOf = async <T>({ uri }: Package, tell: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await tell();
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      session.fail(`view ${view}: ${uri}`, error);
      failed.add(uri);
      return undefined;
    }
  };
  const slices = new Slices();
  /** Of fifty packages the text that is typed meanwhile is not left waiting. */
  const next = async () => {
    await slices.turn();
    mustGoOn(token);
  };
  if (roots) {
    const all = packages ? await packagesNamed(packages, session) : await packagesOf(session, token);
    for (const whole of all) {
      await next();
      wholes.set(whole.uri, whole);
      tops.push(...((await toldOf(whole, () => nodesOf(whole))) ?? []));
    }
  }
  const children: Record<string, readonly ViewNode[]> = {};
  for (const id of of) {
    await next();
    const uri = packageOfNode(id);
    const whole = wholes.get(uri) ?? (await packagesNamed([uri], session))[0];
    if (!whole) continue;
    wholes.set(uri, whole);
    const nodes = await toldOf(whole, () => nodesOf(whole, id));
    if (nodes) children[id] = nodes;
  }
  return { ...(roots ? { roots: tops } : {}), children, ...(failed.size > 0 ? { failed: [...failed] } : {}) };
}

interface Asking {
  /** What a package has at the top. */
  (whole: Package): Promise<readonly ViewNode[]>;
  /** What a node holds; undefined where it is there no more. */
  (whole: Package, id: string): Promise<readonly ViewNode[] | undefined>;
}

/** How the nodes a request wants are made of a package. */
async function asking({ view, filters = [], words = '' }: ViewNodesParams, session: WorkspaceSession): Promise<Asking> {
  const { configuration } = session;
  const { bundled } = await session.ready();
  const glossary = words.trim() === '' ? undefined : await bundled.glossary();
  const nodesOf = async (whole: Package, id?: string) => {
    const language = await configuration.language(whole.uri);
    const { date, override } = await configuration.checkOptions(whole.uri);
    if (view === 'evidence') {
      const asked = { language, date, checkFiles: override?.['evidence-missing-file'] !== 'off' };
      return id === undefined ? evidenceRoots(whole, asked) : evidenceChildren(whole, id, asked);
    }
    const asked = { language, date, filters, found: glossary && (await foundIn(whole, glossary, words)) };
    return id === undefined ? coverageRoots(whole, asked) : coverageChildren(whole, id, asked);
  };
  return (async (whole: Package, id?: string) => (await nodesOf(whole, id))?.map(shownNode)) as Asking;
}

/** What words last found in a catalog: packages share most of theirs. */
const found = new WeakMap<Catalog, { readonly words: string; readonly controls: Promise<ReadonlySet<Control>> }>();

/** What words find in the catalogs that documents of a package are about. */
async function foundIn(whole: Package, glossary: Glossary, words: string): Promise<ReadonlySet<Control>> {
  const { catalogs } = whole;
  const own = new Set(whole.documents.flatMap((document) => ownCatalog(document, catalogs) ?? []));
  const all = [...own].map((catalog) => {
    const known = found.get(catalog);
    if (known?.words === words) return known.controls;
    const controls = findIn([catalog], catalogs, glossary, words);
    found.set(catalog, { words, controls });
    return controls;
  });
  return new Set((await Promise.all(all)).flatMap((controls) => [...controls]));
}

/** The packages of these URIs, as far as they are there: in a folder of the client's, or with an open document. */
async function packagesNamed(uris: readonly string[], session: WorkspaceSession): Promise<readonly Package[]> {
  const { workspace } = await session.ready();
  const folders = [...session.folders].map((folder) => canonicalUri(folder).replace(/\/$/, ''));
  const wholes: Package[] = [];
  for (const uri of uris) {
    const whole = await workspace.packageAt(uri);
    const isHere = folders.some((folder) => uri === folder || uri.startsWith(`${folder}/`));
    if (whole && (isHere || session.documents.uris.some((open) => whole.files.has(open)))) wholes.push(whole);
  }
  return wholes;
}

/** Where a node leads, or the edit that makes a place to lead to. */
export async function viewTarget(
  { view, id, toWrite }: ViewTargetParams,
  session: WorkspaceSession,
): Promise<ViewTargetAnswer | null> {
  const [whole] = await packagesNamed([packageOfNode(id)], session);
  if (!whole) return null;
  const { date } = await session.configuration.checkOptions(whole.uri);
  const outward = (uri: string) => session.documents.spelling(uri);
  if (view === 'evidence') {
    const site = evidenceSite(whole, id, date);
    if (!site) return null;
    const { file } = site.document;
    const { start, end } = file.tree.spanOf(site.node);
    return { uri: outward(file.uri), range: file.text.rangeOf(start, end) };
  }
  await readScaffoldTexts(whole, ['missing-control']);
  const target = coverageTarget(whole, id, date, toWrite);
  if (!target) return null;
  if ('refused' in target) return { refused: target.refused(await session.configuration.language(whole.uri)) };
  if ('edit' in target) {
    const edit = outwardEdit(toWorkspaceEdit([target.edit], whole), whole, session);
    return { uri: outward(target.edit.uri), edit };
  }
  return { uri: outward(target.file.uri), range: target.file.text.rangeOf(target.span.start, target.span.end) };
}

/** The node a place in a document belongs to; null for none. */
export async function viewPlace(
  { view, uri, position }: ViewPlaceParams,
  session: WorkspaceSession,
): Promise<ViewPlaceAnswer | null> {
  const { workspace } = await session.ready();
  const whole = await workspace.packageOf(uri);
  const file = whole.files.get(canonicalUri(uri));
  if (!file) return null;
  const { date } = await session.configuration.checkOptions(whole.uri);
  const place = { coverage: coveragePlace, evidence: evidencePlace }[view satisfies ViewName];
  const found = place(whole, file, file.text.offsetAt(position), date);
  return found ? { path: found.path, range: file.text.rangeOf(found.span.start, found.span.end) } : null;
}
