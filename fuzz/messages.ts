/**
 * Messages a client may send, each with params as the protocol has them. `$W` stands for the folder served, `$T3` for the fourth text of the session,
 * `{ word: 7 }` for the position of a word of the document it is about.
 */
import type { Random } from '../test/support/random-yaml.ts';
import { below, type Plain, pick } from './target.ts';

type Params = (random: Random) => Plain;

const FILES = [
  'checklist.kaiji.yaml',
  'kaiji.yaml',
  'evidence.kaiji.yaml',
  'statements.kaiji.yaml',
  'disclosure.kaiji.yaml',
  'new.kaiji.yaml',
];
const uri = (random: Random): string =>
  random() < 0.9
    ? `$W/${FILES[Math.floor(FILES.length * random() ** 2)]}`
    : pick(
        [
          'untitled:Untitled-1',
          '$W/sub/a.kaiji.yaml',
          '$W/証拠 %231.kaiji.yaml',
          '$W/%65vidence.kaiji.yaml',
          'vscode-vfs://github/a/b.kaiji.yaml',
          'file:///nowhere/x.kaiji.yaml',
          '$W',
          'git:/a.kaiji.yaml?ref',
        ],
        random,
      );
/** Mostly at a word of the document, by its number; now and then beyond all that is there. */
const at = (random: Random): Plain => {
  if (random() < 0.6) return { word: below(10 ** 6, random) };
  return random() < 0.7
    ? { line: below(40, random), character: below(40, random) }
    : { line: below(10 ** 6, random), character: below(2 ** 31, random) };
};
const range = (random: Random): Plain => {
  const line = below(30, random);
  return random() < 0.6
    ? { start: { line, character: below(20, random) }, end: { line: line + below(2, random), character: 20 + below(20, random) } }
    : // Backwards, or far beyond the end: such as a client asks about that has not yet heard of an edit.
      { start: at(random), end: at(random) };
};
const document = (random: Random): Plain => ({ uri: uri(random) });
const text = (random: Random): string => `$T${below(6, random)}`;
const of: Params = (random) => ({ textDocument: document(random) });
const place: Params = (random) => ({ textDocument: document(random), position: at(random) });
const stretch: Params = (random) => ({ textDocument: document(random), range: range(random) });
const address: Params = (random) => ({ uri: uri(random) });
const audience = (random: Random) => pick(['internal', 'customer'], random);

/** What can be asked, with params as the protocol has them. */
export const requests: Readonly<Record<string, Params>> = {
  'textDocument/completion': place,
  'textDocument/hover': place,
  'textDocument/definition': place,
  'textDocument/typeDefinition': place,
  'textDocument/implementation': place,
  'textDocument/documentHighlight': place,
  'textDocument/signatureHelp': place,
  'textDocument/prepareRename': place,
  'textDocument/prepareTypeHierarchy': place,
  'textDocument/references': (random) => ({ ...(place(random) as object), context: { includeDeclaration: random() < 0.5 } }),
  'textDocument/rename': (random) => ({
    ...(place(random) as object),
    newName: pick(['ev-new', 'CL-94', '', '新しい', 'a b', '\n'], random),
  }),
  'textDocument/selectionRange': (random) => ({ textDocument: document(random), positions: [at(random), at(random)] }),
  'textDocument/documentSymbol': of,
  'textDocument/foldingRange': of,
  'textDocument/documentLink': of,
  'textDocument/codeLens': of,
  'textDocument/semanticTokens/full': of,
  'textDocument/semanticTokens/full/delta': (random) => ({
    textDocument: document(random),
    previousResultId: pick(['', '1', 'x'], random),
  }),
  'textDocument/semanticTokens/range': stretch,
  'textDocument/inlayHint': stretch,
  'textDocument/codeAction': (random) => ({ ...(stretch(random) as object), context: { diagnostics: [] } }),
  'textDocument/formatting': (random) => ({ textDocument: document(random), options: { tabSize: 2, insertSpaces: true } }),
  'textDocument/rangeFormatting': (random) => ({ ...(stretch(random) as object), options: { tabSize: 2, insertSpaces: true } }),
  'textDocument/onTypeFormatting': (random) => ({
    ...(place(random) as object),
    ch: pick(['\n', '：', '　', 'x'], random),
    options: { tabSize: 2, insertSpaces: true },
  }),
  'textDocument/diagnostic': of,
  'workspace/diagnostic': (random) => ({ previousResultIds: random() < 0.5 ? [] : [{ uri: uri(random), value: 'x' }] }),
  'workspace/symbol': (random) => ({ query: pick(['', 'CL', 'ev', '規程', '\\', '['], random) }),
  'workspace/willRenameFiles': (random) => ({ files: [{ oldUri: uri(random), newUri: uri(random) }] }),
  'kaiji/coverage': address,
  'kaiji/slowCheck': address,
  'kaiji/checkFolder': (random) => ({ folder: pick(['$W', '$W/none', 'file:///nowhere'], random) }),
  'kaiji/scaffold': (random) => ({ uri: uri(random), what: pick(['sections', 'controls'], random) }),
  'kaiji/newDocument': (random) => ({
    kind: pick(['checklist', 'evidence', 'disclosure', 'package', 'risks'], random),
    uri: uri(random),
    service: 'x',
  }),
  'kaiji/choices': address,
  'kaiji/packageSheets': address,
  'kaiji/newPackage': (random) => ({
    service: pick(['', 'x: "y', '例示'], random),
    provider: '例示',
    sheets: ['medcloud-checklist'],
    uri: uri(random),
  }),
  'kaiji/search': (random) => ({
    words: pick(['', 'CL-94', 'ぱすわーど', '[', '\u0000', 'x'.repeat(5000)], random),
    uri: uri(random),
    most: 5,
  }),
  'kaiji/clause': (random) => ({ id: pick(['CL-94', 'cl94', 'x', '', '__proto__'], random), uri: uri(random) }),
  'kaiji/catalogPage': (random) => ({
    uri: pick(
      [
        'kaiji-catalog:/medcloud-checklist@2023/CL-94',
        'kaiji-catalog:/x/y',
        'x',
        'kaiji-catalog:/medcloud-checklist/CL-94?$W/kaiji.yaml',
      ],
      random,
    ),
  }),
  'kaiji/explain': (random) => ({ code: pick(['missing-evidence', 'x', '__proto__'], random) }),
  'kaiji/view/nodes': (random) => ({
    view: pick(['coverage', 'evidence'], random),
    roots: true,
    of: [],
    filters: random() < 0.5 ? [] : ['unanswered'],
    words: pick(['', 'CL'], random),
  }),
  'kaiji/view/place': (random) => ({ view: pick(['coverage', 'evidence'], random), uri: uri(random), position: at(random) }),
  'kaiji/view/target': (random) => ({
    view: pick(['coverage', 'evidence'], random),
    id: pick(['x', '', '$W'], random),
    toWrite: random() < 0.5,
  }),
  'kaiji/preview': (random) => ({
    preview: pick(['a', 'b'], random),
    uri: uri(random),
    audience: audience(random),
    revision: below(3, random),
    findings: random() < 0.5,
  }),
  'kaiji/dashboard': (random) => ({
    dashboard: pick(['a', 'b'], random),
    revision: below(3, random),
    ...(random() < 0.5 ? { uri: '$W' } : {}),
  }),
  'kaiji/dashboard/places': (random) => ({
    dashboard: pick(['a', 'b'], random),
    section: pick(['', 'x'], random),
    place: below(9, random),
  }),
  'kaiji/dashboard/file': (random) => ({ to: pick(['html', 'svg'], random), ...(random() < 0.5 ? { uri: '$W' } : {}) }),
  'kaiji/diff': (random) => ({
    to: pick(['md', 'html'], random),
    old: { uri: '$W', label: 'a', was: [{ uri: uri(random), text: random() < 0.5 ? null : text(random) }] },
    now: { uri: '$W', label: 'b' },
  }),
  'kaiji/forms': address,
  'kaiji/export': (random) => ({
    uri: uri(random),
    form: pick(['checklist', 'disclosure', 'x'], random),
    to: pick(['html', 'md', 'csv', 'docx', 'xlsx'], random),
    audience: audience(random),
  }),
  'kaiji/openSheet': () => ({ file: 'a.csv', bytes: Buffer.from('番号,回答\n94,はい\n').toString('base64') }),
  'kaiji/sheets': (random) => ({ file: 'a.csv', handle: below(4, random) }),
  'kaiji/importKinds': (random) => ({ file: 'a.csv', handle: below(4, random), uri: uri(random) }),
  'kaiji/importDocument': (random) => ({
    file: 'a.csv',
    handle: below(4, random),
    kind: pick(['checklist', 'risks', 'evidence'], random),
    uri: uri(random),
  }),
  'kaiji/catalogs': address,
  'kaiji/paste': (random) => ({ uri: uri(random), range: range(random), text: '一行目\n二行目' }),
};

const edit = (random: Random): Plain =>
  random() < 0.9
    ? {
        range: range(random),
        text: pick(['', 'a', '\n', '  - control: CL-7\n', '：', '"', '𠮷', '\r', '[', text(random)], random),
      }
    : { text: text(random) };

/** What can be told, likewise; but of documents that are not open, and in versions that are not the next. */
export const notifications: Readonly<Record<string, Params>> = {
  'textDocument/didOpen': (random) => ({
    textDocument: { uri: uri(random), languageId: 'kaiji', version: below(5, random), text: text(random) },
  }),
  'textDocument/didChange': (random) => ({
    textDocument: { uri: uri(random), version: below(50, random) - 5 },
    contentChanges: Array.from({ length: below(4, random) }, () => edit(random)),
  }),
  'textDocument/didClose': of,
  'textDocument/didSave': of,
  'workspace/didChangeWatchedFiles': (random) => ({
    changes: Array.from({ length: below(4, random) }, () => ({ uri: uri(random), type: 1 + below(3, random) })),
  }),
  'workspace/didCreateFiles': (random) => ({ files: [{ uri: uri(random) }] }),
  'workspace/didDeleteFiles': (random) => ({ files: [{ uri: uri(random) }] }),
  'workspace/didRenameFiles': (random) => ({ files: [{ oldUri: uri(random), newUri: uri(random) }] }),
  'workspace/didChangeWorkspaceFolders': (random) => {
    const folders = () =>
      random() < 0.5 ? [] : [{ uri: pick(['$W', '$W/', '$W/sub', 'file:///nowhere', 'untitled:x'], random), name: 'x' }];
    return { event: { added: folders(), removed: folders() } };
  },
  'kaiji/preview/closed': () => ({ preview: 'a' }),
  'kaiji/dashboard/closed': () => ({ dashboard: 'a' }),
  'kaiji/closeSheet': () => ({ handle: 1 }),
  '$/setTrace': () => ({ value: 'verbose' }),
  'x/unknown': () => ({}),
};
