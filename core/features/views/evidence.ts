/** The view of the evidence register: packages, what each has registered, and what cites it. What needs to be seen to stands first. */
import { inLanguage, type Language } from '../../language.ts';
import { evidenceItem } from '../../model/evidence.ts';
import type { Site } from '../../package/index.ts';
import { ownCatalog } from '../../package/index.ts';
import { packageName } from '../../package/name.ts';
import type { Package } from '../../package/package.ts';
import { fileName } from '../../package/uri.ts';
import { type RegisterEntry, type RegisteredEvidence, registered, registerOf } from '../../report/evidence.ts';
import { nameOfEntry } from '../cards/words.ts';
import { locatedAt } from '../document-links.ts';
import { byEntry } from '../lenses/used-by.ts';
import { targetTitle } from '../target-title.ts';
import { nodeId, partsOfId, STATES, type ViewNode, type ViewState } from './node.ts';

export interface EvidenceAsked {
  readonly language: Language;
  /** Today, `YYYY-MM-DD`. */
  readonly date: string;
  /** Whether it is said that a file is not there (setting `kaiji.evidence.checkFiles`). */
  readonly checkFiles: boolean;
}

/** An entry of a register in the view. */
interface Listed {
  readonly id: string;
  readonly entry: RegisterEntry;
  readonly said: RegisteredEvidence;
  readonly state: ViewState;
  readonly cited: readonly Site[];
}

/** The package; nothing where it has registered nothing. */
export function evidenceRoots(whole: Package, asked: EvidenceAsked): readonly ViewNode[] {
  const all = listedIn(whole, asked);
  if (all.length === 0) return [];
  const { language } = asked;
  const ja = language === 'ja';
  const some = (state: ViewState, japanese: string, english: string) => {
    const count = all.filter((one) => statesOf(one.said).includes(state)).length;
    return count === 0 ? [] : [ja ? `${japanese} ${count}件` : `${count} ${english}`];
  };
  const counts = [
    ja ? `${all.length}件` : `${all.length} registered`,
    ...some('expired', '期限切れ', 'expired'),
    ...some('expiring', '期限間近', 'expiring'),
    ...some('missing', 'ファイルなし', 'without their file'),
    ...some('unused', '未使用', 'unused'),
  ];
  const label = packageName(whole);
  return [
    {
      id: nodeId(whole.uri),
      kind: 'package',
      label,
      description: counts.join(ja ? '・' : ' · '),
      tooltip: [label, fileName(whole.uri), ...counts].join('\n'),
      spoken: [label, ...counts].join(', '),
      hasChildren: true,
      shown: all.length,
    },
  ];
}

/** What a node holds; undefined where there is no such node any more. */
export function evidenceChildren(whole: Package, id: string, asked: EvidenceAsked): readonly ViewNode[] | undefined {
  const all = listedIn(whole, asked);
  if (partsOfId(id).length === 1) {
    if (all.length === 0) return undefined;
    const order = (one: Listed) => STATES.indexOf(one.state);
    const left = ({ said, state }: Listed) => (state === 'expired' || state === 'expiring' ? (said.daysLeft ?? 0) : 0);
    return all.toSorted((a, b) => order(a) - order(b) || left(a) - left(b)).map((one) => entryNode(whole, one, asked));
  }
  const listed = all.find((one) => one.id === id);
  return listed && citationsOf(listed).map(({ id: own, site }) => citationNode(whole, own, site, asked));
}

/** Where a node leads: an entry of the register, or the place that cites it. */
export function evidenceSite(whole: Package, id: string, date: string): Pick<Site, 'document' | 'node'> | undefined {
  for (const listed of listedIn(whole, { date, checkFiles: true })) {
    const { entry } = listed;
    if (listed.id === id) return { document: entry.document, node: evidenceItem(entry.map).id?.node ?? entry.map };
    if (id.startsWith(`${listed.id}\n`)) return citationsOf(listed).find((one) => one.id === id)?.site;
  }
  return undefined;
}

/** The ids from the top of the view down to an entry of a register. */
export function evidencePath(whole: Package, entry: Pick<RegisterEntry, 'map'>, date: string): readonly string[] | undefined {
  const listed = listedIn(whole, { date, checkFiles: true }).find((one) => one.entry.map === entry.map);
  return listed && [nodeId(whole.uri), listed.id];
}

function listedIn(whole: Package, { date, checkFiles }: Pick<EvidenceAsked, 'date' | 'checkFiles'>): readonly Listed[] {
  const times = new Map<string, number>();
  return registerOf(whole).map((entry) => {
    const all = registered(whole, entry, date);
    const said = checkFiles || all.file !== 'missing' ? all : { ...all, file: undefined };
    const place = `${said.uri}#${entry.document.file.documents.indexOf(entry.document)}`;
    const name = nodeId(whole.uri, place, said.id);
    // Two of one id are two all the same.
    const time = times.get(name) ?? 0;
    times.set(name, time + 1);
    const cited =
      said.id === '' ? [] : byEntry([...whole.lookup('evidence-uses', said.id), ...whole.lookup('mentions', said.id)]);
    return { id: time === 0 ? name : `${name} (${time + 1})`, entry, said, state: statesOf(said)[0] ?? 'done', cited };
  });
}

/** Everything to be seen to, the gravest first. */
function statesOf({ validity, file, isUnused }: RegisteredEvidence): readonly ViewState[] {
  return [
    ...(validity === 'expired' ? (['expired'] as const) : []),
    ...(file === 'missing' ? (['missing'] as const) : []),
    ...(validity === 'expiring' ? (['expiring'] as const) : []),
    ...(isUnused ? (['unused'] as const) : []),
  ];
}

function entryNode(whole: Package, { id, entry, said, state, cited }: Listed, { language }: EvidenceAsked): ViewNode {
  const ja = language === 'ja';
  const { expires, daysLeft = 0 } = said;
  const words: Partial<Record<ViewState, string>> = {
    expired: ja ? `期限切れ（${expires}）` : `expired ${expires}`,
    expiring: ja
      ? daysLeft === 0
        ? '今日まで'
        : `期限まで${daysLeft}日`
      : daysLeft === 0
        ? 'expires today'
        : `expires in ${daysLeft} day${daysLeft === 1 ? '' : 's'}`,
    missing: ja ? 'ファイルなし' : 'file not found',
    unused: ja ? '未使用' : 'unused',
  };
  const uses = ja ? `${cited.length}か所で使用` : `cited in ${cited.length} place${cited.length === 1 ? '' : 's'}`;
  const states = statesOf(said);
  const all = [...states.map((one) => words[one] ?? ''), ...(states.includes('unused') ? [] : [uses])];
  const label = said.title || said.id;
  const location = evidenceItem(entry.map).location?.value;
  const file = location === undefined ? undefined : locatedAt(location, whole, entry.document.file);
  return {
    id,
    kind: 'evidence',
    state,
    label,
    description: all.join(ja ? '・' : ', '),
    tooltip: [`${said.id} ${said.title}`.trim(), ...(location === undefined ? [] : [location]), ...all].join('\n'),
    spoken: [label, ...all].join(', '),
    hasChildren: cited.length > 0,
    shown: 1,
    ...(said.id === '' ? {} : { copied: said.id }),
    ...(file === undefined ? {} : { file }),
  };
}

/** What cites an entry, each with an id of its own: by document and name, and by turn where a document says a name twice. */
function citationsOf({ id, cited }: Listed): readonly { readonly id: string; readonly site: Site }[] {
  const times = new Map<string, number>();
  return cited.map((site) => {
    const name = `${site.document.file.uri} ${site.entry.sequence} ${nameOfEntry(site)}`;
    const time = times.get(name) ?? 0;
    times.set(name, time + 1);
    return { id: `${id}\n${nodeId(`${name} ${time}`)}`, site };
  });
}

function citationNode(whole: Package, id: string, site: Site, { language }: EvidenceAsked): ViewNode {
  const name = nameOfEntry(site).replace(/\s+/g, ' ');
  const file = fileName(site.document.file.uri);
  const control = whole.catalogs.resolve(name, ownCatalog(site.document, whole.catalogs))?.control;
  const title = control ? inLanguage(control.title, language) : targetTitle(name, site, whole, language);
  const label = title === '' || title === name ? name : `${name} ${title}`;
  return {
    id,
    kind: 'citation',
    label,
    description: file,
    tooltip: `${label}\n${file}`,
    spoken: `${label}, ${file}`,
    hasChildren: false,
    shown: 1,
    copied: name,
  };
}
