/** Renaming an id wherever it is named. What guidelines and outlines number and name keeps its name. */
import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { fixed, type Localized, message } from '../language.ts';
import type { KaijiFile } from '../model/document.ts';
import { idNouns, type Named } from '../model/id-nouns.ts';
import { entrySequences, schemaAt } from '../model/schema.ts';
import type { Package } from '../package/package.ts';
import { fileName } from '../package/uri.ts';
import { OWN_SECTION } from '../rules/shared/outline.ts';
import { occurrencesOf } from './occurrences.ts';
import { definition, homeOf, MENTIONED, type Subject, type SubjectAt, type SubjectKind, subjectAt } from './subject.ts';
import { outlineSection } from './target.ts';

/** Why something is not renamed, and what to do instead. */
export interface Refused {
  readonly refused: Localized;
}

const nothingHere = fixed(
  'ここには、名前を変えられるIDがありません。エビデンス・共通回答・節・資産などのIDにカーソルを置いてください。',
  'There is no ID here that can be renamed. Put the cursor on the ID of evidence, a statement, a section, an asset or the like.',
);

const isControl = message<{ id: string }>({
  ja: ({ id }) => `${id} はカタログの項目IDなので、名前を変えられません。別の項目を指すときは、ここのIDを書き換えてください。`,
  en: ({ id }) => `${id} is the ID of a control of a catalog and cannot be renamed. To mean another control, change the ID here.`,
});

const isOutlineKey = message<{ id: string }>({
  ja: ({ id }) =>
    `「${id}」は章立てで決まっている節のキーなので、名前を変えられません。見出しを変えるには title に書いてください。独自の節のキーは ${OWN_SECTION} で始めます。`,
  en: ({ id }) =>
    `"${id}" is a key of the outline and cannot be renamed. To change the heading, write a title. Keys of sections of your own begin with ${OWN_SECTION}`,
});

const isNoKey = message<{ id: string }>({
  ja: ({ id }) =>
    `「${id}」は章立てにない節のキーなので、名前を変えられません。章立てのキーに直すか、独自の節なら ${OWN_SECTION} で始めてください。`,
  en: ({ id }) =>
    `"${id}" is no key of the outline and cannot be renamed. Write one of its keys, or begin with ${OWN_SECTION} for a section of your own.`,
});

const isFact = message<{ id: string }>({
  ja: ({ id }) =>
    `「${id}」は仕様値のキーなので、まとめて変えられません。別の仕様値にするときは、値を書いた所ごとにキーを書き換えてください。`,
  en: ({ id }) => `"${id}" is the key of a fact and cannot be renamed. To state another fact, change the key where it is stated.`,
});

const isCatalog = message<{ id: string }>({
  ja: ({ id }) => `「${id}」はカタログのIDなので、名前を変えられません。別のカタログを使うときは、ここのIDを書き換えてください。`,
  en: ({ id }) => `"${id}" is the ID of a catalog and cannot be renamed. To use another catalog, change the ID here.`,
});

const notDefined = message<{ id: string }>({
  ja: ({ id }) =>
    `「${id}」は、このパッケージのどこにも定義されていないので、名前を変えられません。先に定義を書くか、ここのIDを直してください。`,
  en: ({ id }) => `"${id}" is defined nowhere in this package and cannot be renamed. Define it first, or correct the ID here.`,
});

const notAnId = message<{ id: string }>({
  ja: ({ id }) =>
    `「${id}」はIDに使えません。半角の英小文字で始め、英小文字・数字・ハイフンだけで書いてください（例 ev-account-policy）。`,
  en: ({ id }) =>
    `"${id}" cannot be an ID. Begin with a lower-case letter and use lower-case letters, digits and hyphens only, as in ev-account-policy.`,
});

const notAnOwnKey = message<{ id: string }>({
  ja: ({ id }) =>
    `「${id}」は独自のキーに使えません。${OWN_SECTION} で始め、空白や記号を入れずに書いてください（例 x.local-topic）。`,
  en: ({ id }) =>
    `"${id}" cannot be a key of your own. Begin with ${OWN_SECTION} and use neither spaces nor signs, as in x.local-topic.`,
});

const taken = message<{ id: string; what: SubjectKind; path: string; line: number }>({
  ja: ({ id, what, path, line }) =>
    `「${id}」は、すでに${nounOf(what).ja}に使われています（${path} の${line}行目）。別の名前にしてください。`,
  en: ({ id, what, path, line }) => `"${id}" is in use already (${nounOf(what).en}: ${path}, line ${line}). Choose another name.`,
});

const takenByControl = message<{ id: string; control: string }>({
  ja: ({ id, control }) => `「${id}」は項目 ${control} のことと読まれるため、IDに使えません。別の名前にしてください。`,
  en: ({ id, control }) => `"${id}" would be read as the control ${control}. Choose another name.`,
});

const takenByList = message<{ id: string }>({
  ja: ({ id }) => `「${id}」は一覧の名前（[[${id}]]）なので、IDに使えません。別の名前にしてください。`,
  en: ({ id }) => `"${id}" is the name of a list ([[${id}]]). Choose another name.`,
});

function nounOf(what: SubjectKind): { readonly ja: string; readonly en: string } {
  if (what === 'section-keys') return idNouns.sections;
  return what === 'own-scenarios' ? idNouns.scenarios : idNouns[what as Named];
}

/**
 * What a rename would rename.
 * @param offset in `file`, UTF-16
 * @returns the range of the id alone, and the id
 */
export function prepareRename(
  whole: Package,
  file: KaijiFile,
  offset: number,
): { readonly range: Range; readonly placeholder: string } | Refused {
  const at = renamable(whole, file, offset);
  return 'refused' in at ? at : { range: file.text.rangeOf(at.span.start, at.span.end), placeholder: at.subject.id };
}

/**
 * The edits that give what stands at a place another id: exactly its characters, wherever it is defined and named.
 * @param packages those in which it may be named, `whole` included
 * @param typed the new id; full-width letters count as plain ones
 */
export function rename(
  whole: Package,
  file: KaijiFile,
  offset: number,
  packages: readonly Package[],
  typed: string,
): WorkspaceEdit | Refused {
  const at = renamable(whole, file, offset);
  if ('refused' in at) return at;
  const { subject } = at;
  const id = typed.normalize('NFKC').trim();
  if (id === subject.id) return { documentChanges: [] };
  const refused = malformed(subject.is, id) ?? clash(subject, id, whole, packages);
  if (refused) return { refused };
  const edits = new Map<KaijiFile, TextEdit[]>();
  for (const { file: one, start, end } of occurrencesOf(subject, whole, packages)) {
    const own = edits.get(one) ?? [];
    edits.set(one, own);
    own.push({ range: one.text.rangeOf(start, end), newText: id });
  }
  return {
    documentChanges: [...edits].map(([{ uri }, own]) => ({ textDocument: { uri, version: null }, edits: own })),
  };
}

function renamable(whole: Package, file: KaijiFile, offset: number): SubjectAt | Refused {
  const at = subjectAt(whole, file, offset);
  if (!at) return { refused: nothingHere };
  const { is, id, home } = at.subject;
  if (is === 'controls') return { refused: isControl({ id }) };
  if (is === 'facts') return { refused: isFact({ id: file.text.slice(at.span.start, at.span.end) }) };
  if (is === 'catalogs') return { refused: isCatalog({ id }) };
  if (isOwnKey(is) && !id.startsWith(OWN_SECTION))
    return {
      refused: is !== 'section-keys' ? isControl({ id }) : outlineSection(whole, id) ? isOutlineKey({ id }) : isNoKey({ id }),
    };
  return home === undefined ? { refused: notDefined({ id }) } : at;
}

/** Keys an author makes up in place of those of a catalog. */
function isOwnKey(is: SubjectKind): boolean {
  return is === 'section-keys' || is === 'own-scenarios';
}

/** Parts of letters, digits, hyphens; whatever else would need quotes in YAML or end a reference. */
const OWN_KEY = /^x(?:\.[\p{L}\p{M}\p{N}_-]+)+$/u;

/** Longer ones no reference can name. */
const LONGEST = 100;

function malformed(is: SubjectKind, id: string): Localized | undefined {
  if (isOwnKey(is)) return OWN_KEY.test(id) && id.length <= LONGEST ? undefined : notAnOwnKey({ id });
  const pattern = schemaAt('evidence', ['evidence', 0, 'id'])?.pattern ?? '';
  return new RegExp(pattern).test(id) && id.length <= LONGEST ? undefined : notAnId({ id });
}

/** What has the new id already, wherever the old one is seen. Ids of other kinds count: `[[…]]` could mean either. */
function clash(subject: Subject, id: string, whole: Package, packages: readonly Package[]): Localized | undefined {
  const control = whole.catalogs.resolve(id);
  if (control) return takenByControl({ id, control: control.id });
  if (entrySequences('disclosure').includes(id)) return takenByList({ id });
  for (const one of packages) {
    const isSeen = homeOf(one, subject.is, subject.id)?.uri === subject.home;
    for (const what of isSeen ? MENTIONED : []) {
      const [table, key] = definition(what, id);
      const site = homeOf(one, what, id)?.index.lookup(table, key)[0];
      if (!site) continue;
      const { file } = site.document;
      const line = file.text.lineAt(file.tree.spanOf(site.node).start) + 1;
      return taken({ id, what, path: pathFrom(whole, file), line });
    }
  }
  return undefined;
}

/** A file as people name it who look at a package: by its path there; of another package, with the folder it is in. */
function pathFrom({ uri: home }: Package, { uri }: KaijiFile): string {
  const path = uri.startsWith(`${home}/`) ? uri.slice(home.length + 1).split('/') : uri.split('/').slice(-2);
  return path.map(fileName).join('/');
}
