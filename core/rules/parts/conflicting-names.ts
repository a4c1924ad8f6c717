/** Of `conflicting-facts`: documents that call the service or its provider otherwise than the manifest does. */
import type { Catalogs } from '../../catalog/catalogs.ts';
import { fixed, type Localized, message } from '../../language.ts';
import type { Entry } from '../../model/document.ts';
import { areDifferent, areSame, type Called, type NameAt, namesIn } from '../../model/service-names.ts';
import type { Site } from '../../package/index.ts';
import { replaceNode, scalarSource } from '../../yaml/edit.ts';
import type { EntryContext, FileEdit, Finding, Fix, FixContext } from '../rule.ts';

const differs = message<{ what: Called; here: string; there: string }>({
  ja: ({ what, here, there }) =>
    `${WHAT[what]('ja')}が、ここでは「${here}」、kaiji.yaml では「${there}」です。正しいほうにそろえてください。`,
  en: ({ what, here, there }) => `${WHAT[what]('en')} is "${here}" here and "${there}" in kaiji.yaml. Decide which is right.`,
});
const WHAT: Readonly<Record<Called, Localized>> = {
  service: fixed('サービス名', 'The name of the service'),
  provider: fixed('提供事業者の名称', 'The name of the provider'),
};
const named = fixed('kaiji.yaml の名称', 'The name in kaiji.yaml');
const takeHere = message<string>({
  ja: (name) => `ここを「${name}」にする（kaiji.yaml にそろえる）`,
  en: (name) => `Write "${name}" here, as in kaiji.yaml`,
});
const takeAll = message<{ name: string; count: number }>({
  ja: ({ name, count }) => `名称の違う${count}か所を「${name}」にする`,
  en: ({ name, count }) => `Write "${name}" in the ${count} places that differ`,
});
const takeThere = message<{ name: string; more: number }>({
  ja: ({ name, more }) => `kaiji.yaml を「${name}」にする${more > 0 ? `（同じ名称のほかの${more}か所も）` : ''}`,
  en: ({ name, more }) => `Write "${name}" in kaiji.yaml${more > 0 ? `, and in ${more} more that agree with it` : ''}`,
});

/** A name and the place it stands at. */
interface Named extends NameAt {
  readonly site: Pick<Site, 'document' | 'entry'>;
}

/** What an entry calls otherwise than the manifest. */
export function* conflictingNames(entry: Entry, { catalogs, lookup }: EntryContext): Generator<Finding> {
  if (entry.document.kind === 'package') return;
  for (const one of namesIn(entry, catalogs)) {
    const right = inManifest(lookup('called', one.what), one.what, catalogs);
    if (!right || !areDifferent(one.name, right.name)) continue;
    yield {
      at: one.node,
      message: differs({ what: one.what, here: one.name, there: right.name }),
      related: [{ uri: right.site.document.file.uri, at: right.node, message: named }],
      data: { called: one },
    };
  }
}

/** The manifest's name for this place, or for all that differ, or this one for all. Which is right only a person knows. */
export function fixesOfName(one: NameAt, { package: whole, file }: FixContext): readonly Fix[] {
  const { catalogs } = whole;
  const sites = whole.lookup('called', one.what).filter(({ document }) => whole.files.get(document.file.uri) === document.file);
  const right = inManifest(sites, one.what, catalogs);
  if (!right) return [];
  const all = sites.flatMap((site) => namedAt(site, one.what, catalogs));
  const here = all.filter(({ node }) => node === one.node);
  const wrong = all.filter(({ name }) => areDifferent(name, right.name));
  // Those that say what the manifest says follow it, what a longer official name says beside it stays.
  const followers = all.filter(({ name }) => areSame(name, right.name) || name.includes(right.name));
  const followed = (name: string) => (name.includes(right.name) ? name.replace(right.name, () => one.name) : one.name);
  return [
    { title: takeHere(right.name), edits: renamed(here, () => right.name, file.uri), preferred: true },
    ...(wrong.length > 1
      ? [{ title: takeAll({ name: right.name, count: wrong.length }), edits: renamed(wrong, () => right.name, file.uri) }]
      : []),
    {
      title: takeThere({ name: one.name, more: followers.length - 1 }),
      edits: renamed(followers, followed, file.uri),
    },
  ];
}

function inManifest(sites: readonly Site[], what: Called, catalogs: Catalogs): Named | undefined {
  const site = sites.find(({ document }) => document.kind === 'package');
  return site && namedAt(site, what, catalogs)[0];
}

function namedAt(site: Site, what: Called, catalogs: Catalogs): readonly Named[] {
  return [...namesIn(site.entry, catalogs)]
    .filter((one) => one.what === what && one.node === site.node)
    .map((one) => ({ ...one, site }));
}

function renamed(places: readonly Named[], to: (name: string) => string, first: string): readonly FileEdit[] {
  const files = new Set(places.map(({ site }) => site.document.file));
  return [...files]
    .sort((a, b) => Number(b.uri === first) - Number(a.uri === first))
    .map((file) => ({
      uri: file.uri,
      splices: places
        .filter(({ site }) => site.document.file === file)
        .map(({ node, name, before, behind }) => replaceNode(file, node, scalarSource(before + to(name) + behind, true))),
    }));
}
