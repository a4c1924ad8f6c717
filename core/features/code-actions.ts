/** Code actions: a finding's fixes, all of a rule, all that is safe, silencing, the way to the rule's documentation, the refactorings, and sorting. */
import { type CodeAction, CodeActionKind, type Diagnostic, type Range, type WorkspaceEdit } from 'vscode-languageserver-types';
import type { CheckOptions, PlacedFinding } from '../check.ts';
import { fixed, type Language, type Localized, message } from '../language.ts';
import type { KaijiFile } from '../model/document.ts';
import type { Package } from '../package/package.ts';
import type { FileEdit } from '../rules/rule.ts';
import { inOrder, type Splice, Text } from '../text/text.ts';
import { toDiagnostic } from './diagnostics.ts';
import { fixAllEdits, safeFixOf, soundFixes } from './fix-all.ts';
import { type Asking, editsOf, type Later, offersOf, refactoringsFor, selectionIn } from './refactor-actions.ts';
import type { Refactoring, Selection } from './refactorings/refactoring.ts';
import { sortEdit, sortTitle } from './sort.ts';
import { suppressionEdit, widerSuppressions } from './suppress.ts';
import { findingsByRule, findingsTouching } from './touching.ts';

/** The kind of the action that applies all safe fixes of a file: `source.fixAll.kaiji`. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.kaiji`;

/** The kind of the action that puts answers and sections in order. */
export const SORT = `${CodeActionKind.Source}.sort.kaiji`;

export interface CodeActionOptions {
  /** The findings of the file, in this version, by start. */
  readonly findings: readonly PlacedFinding[];
  /** Kinds the client asks for; those below them count. Fix-all and sorting are made only where asked for. */
  readonly only?: readonly string[] | undefined;
  readonly language: Language;
  readonly options: CheckOptions;
  /** Of the file, so that a client refuses edits of an older one. */
  readonly version?: number | undefined;
  /** The client has our commands. */
  readonly clientCommands?: boolean | undefined;
  readonly docsBase?: string | undefined;
  /** The client asks for an edit that is long in the making when its action is chosen ({@link resolveCodeAction}). */
  readonly canResolve?: boolean | undefined;
  /** The client asks by itself, at every move of the cursor: refactorings are offered where one would look for them. */
  readonly automatic?: boolean | undefined;
  /** The client shows actions that cannot be done, with the reason. */
  readonly showsDisabled?: boolean | undefined;
}

/** What an action carries from the request to its resolution. */
export interface CodeActionData {
  readonly uri: string;
  /** Fix all findings of this rule. */
  readonly rule?: string;
  readonly later?: Later;
  /** Of the file when the action was offered. */
  readonly version?: number;
}

/** So many fixes are made before they are asked for: editors ask for actions at every move of the cursor. */
const MADE_AT_ONCE = 100;

const fixAllOfRule = message<{ rule: string; count?: number }>({
  ja: ({ rule, count }) => `このファイルの同じ指摘（${rule}）${count === undefined ? '' : `${count}件`}をすべて直す`,
  en: ({ rule, count }) => `Fix all${count === undefined ? '' : ` ${count}`} findings of ${rule} in this file`,
});

const fixAllSafe = message<{ count: number }>({
  ja: ({ count }) => `判断のいらない指摘 ${count}件をすべて直す`,
  en: ({ count }) => `Apply all ${count} safe fixes`,
});

const silenceEntry = message<{ rule: string }>({
  ja: ({ rule }) => `この項目の指摘（${rule}）をすべて抑止する（理由を書く）`,
  en: ({ rule }) => `Silence ${rule} for this entry, with a reason`,
});

const silenceDocument = message<{ rule: string }>({
  ja: ({ rule }) => `この文書の指摘（${rule}）をすべて抑止する（理由を書く）`,
  en: ({ rule }) => `Silence ${rule} for this document, with a reason`,
});

const cannot = fixed(
  '前後の書き方（アンカー、コメントの位置など）のため、このままでは自動で書き換えられません。',
  'The text around it is written in a way (anchors, comments) that does not allow this.',
);

const silence = message<{ rule: string }>({
  ja: ({ rule }) => `この行の指摘（${rule}）を抑止する（理由を書く）`,
  en: ({ rule }) => `Silence ${rule} for this line, with a reason`,
});

const explain = message<{ rule: string }>({
  ja: ({ rule }) => `${rule} の説明を開く`,
  en: ({ rule }) => `Open the documentation of ${rule}`,
});

/** @param range of `file`; findings it touches count */
export function codeActionsAt(whole: Package, file: KaijiFile, range: Range, asked: CodeActionOptions): CodeAction[] {
  const { findings, only } = asked;
  const [from, to] = [file.text.offsetAt(range.start), file.text.offsetAt(range.end)];
  const touched = findingsTouching(findings, from, to);
  const producers: (() => readonly CodeAction[])[] = [];
  if (wants(only, CodeActionKind.QuickFix)) {
    const seen = [...new Set(touched.map(({ rule }) => rule))];
    producers.push(
      ...touched.map((finding) => () => fixActions(whole, finding, asked)),
      ...seen.map((rule) => () => ruleActions(whole, rule, touched, asked)),
      ...touched.map((finding) => () => silenceActions(whole, file, finding, asked)),
      ...seen.map((rule) => () => widerActions(whole, file, rule, touched, asked)),
      ...seen.map((rule) => () => explainActions(whole, rule, touched, asked)),
    );
  }
  const selection = selectionIn(whole, file, from, to);
  if (selection) {
    const asking = { automatic: asked.automatic === true, canResolve: asked.canResolve === true };
    const wanted = refactoringsFor(selection, asking).filter(({ kind }) => wants(only, kind));
    producers.push(...wanted.map((refactoring) => () => refactorActions(selection, refactoring, asking, asked)));
  }
  if (only && wants(only, FIX_ALL)) producers.push(() => fixAllActions(whole, asked));
  if (only && wants(only, SORT)) producers.push(() => sortActions(whole, file, asked));
  const actions = producers.flatMap((produce) => {
    try {
      return produce();
    } catch (error) {
      asked.options.failed?.('code actions', error);
      return [];
    }
  });
  // A rule may offer itself what is offered for every rule, or by a refactoring.
  const made = new Set<string>();
  return actions.filter(({ kind, edit }) => {
    const key = `${kind?.startsWith(CodeActionKind.Source) ? kind : ''} ${JSON.stringify(edit)}`;
    const first = edit === undefined || !made.has(key);
    made.add(key);
    return first;
  });
}

/** Edits as LSP wants them. A file the package does not have is made. */
export function toWorkspaceEdit(
  edits: readonly FileEdit[],
  whole: Package,
  versionOf: (uri: string) => number | null = () => null,
): WorkspaceEdit {
  const documentChanges: NonNullable<WorkspaceEdit['documentChanges']> = [];
  for (const { uri, splices } of edits) {
    const text = whole.files.get(uri)?.text;
    if (!text) documentChanges.push({ kind: 'create', uri, options: { ignoreIfExists: true } });
    const base = text ?? Text.of('');
    documentChanges.push({
      textDocument: { uri, version: versionOf(uri) },
      edits: inOrder(splices).map(({ start, end, text: newText }) => ({ range: base.rangeOf(start, end), newText })),
    });
  }
  return { documentChanges };
}

function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

function fixActions(whole: Package, finding: PlacedFinding, asked: CodeActionOptions): CodeAction[] {
  return soundFixes(finding, whole, asked.options).map(({ title, edits, preferred }) => ({
    title: title(asked.language),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(finding, whole, asked)],
    ...(preferred ? { isPreferred: true } : {}),
    edit: editOf(edits, whole, finding.file, asked),
  }));
}

function ruleActions(whole: Package, rule: string, touched: readonly PlacedFinding[], asked: CodeActionOptions): CodeAction[] {
  const { findings, language, options, canResolve } = asked;
  const own = findingsByRule(findings).get(rule) ?? [];
  const here = touched.filter((finding) => finding.rule === rule);
  const [first] = here;
  if (own.length < 2 || !first || !safeFixOf(first, whole, options)) return [];
  const action = { kind: CodeActionKind.QuickFix, diagnostics: here.map((finding) => diagnosticOf(finding, whole, asked)) };
  if (canResolve && own.length > MADE_AT_ONCE)
    return [{ title: fixAllOfRule({ rule })(language), ...action, data: { uri: first.file.uri, rule } satisfies CodeActionData }];
  const { edits, applied } = fixAllEdits(whole, own, options, { rule });
  if (applied < 2) return [];
  return [{ title: fixAllOfRule({ rule, count: applied })(language), ...action, edit: editOf(edits, whole, first.file, asked) }];
}

/** The action with its edit, where it was left to be made; with the reason where it turns out that it cannot be. */
export function resolveCodeAction(whole: Package, file: KaijiFile, action: CodeAction, asked: CodeActionOptions): CodeAction {
  const { rule, later } = action.data as CodeActionData;
  if (later) {
    const edits = editsOf(whole, file, later);
    return edits
      ? { ...action, edit: editOf(edits, whole, file, asked) }
      : { ...action, disabled: { reason: cannot(asked.language) } };
  }
  if (rule === undefined) return action;
  const { edits } = fixAllEdits(whole, findingsByRule(asked.findings).get(rule) ?? [], asked.options, { rule });
  return { ...action, edit: editOf(edits, whole, file, asked) };
}

function fixAllActions(whole: Package, asked: CodeActionOptions): CodeAction[] {
  const { findings, language, options } = asked;
  const { edits, applied } = fixAllEdits(whole, findings, options);
  const file = findings[0]?.file;
  if (applied === 0 || !file) return [];
  return [{ title: fixAllSafe({ count: applied })(language), kind: FIX_ALL, edit: editOf(edits, whole, file, asked) }];
}

function sortActions(whole: Package, file: KaijiFile, asked: CodeActionOptions): CodeAction[] {
  const edit = sortEdit(whole, file);
  return edit ? [{ title: sortTitle(asked.language), kind: SORT, edit: editOf([edit], whole, file, asked) }] : [];
}

function refactorActions(selection: Selection, refactoring: Refactoring, asking: Asking, asked: CodeActionOptions): CodeAction[] {
  const { whole, file } = selection;
  const { language, version, showsDisabled } = asked;
  return offersOf(refactoring, selection, asking).flatMap(({ title, edits, later, disabled }): CodeAction[] => {
    const action = { title: title(language), kind: refactoring.kind };
    if (edits) return [{ ...action, edit: editOf(edits, whole, file, asked) }];
    if (later) {
      const data: CodeActionData = { uri: file.uri, later, ...(version === undefined ? {} : { version }) };
      return [{ ...action, data }];
    }
    return disabled && showsDisabled && !asking.automatic ? [{ ...action, disabled: { reason: disabled(language) } }] : [];
  });
}

function silenceActions(whole: Package, file: KaijiFile, finding: PlacedFinding, asked: CodeActionOptions): CodeAction[] {
  const splice = suppressionEdit(file, finding);
  if (!splice) return [];
  return [
    {
      title: silence({ rule: finding.rule })(asked.language),
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticOf(finding, whole, asked)],
      edit: editOf([{ uri: file.uri, splices: [splice] }], whole, file, asked),
    },
  ];
}

/** For more than a line: once a rule, where its findings are more than those of the line. */
function widerActions(
  whole: Package,
  file: KaijiFile,
  rule: string,
  touched: readonly PlacedFinding[],
  asked: CodeActionOptions,
): CodeAction[] {
  const finding = touched.find((one) => one.rule === rule);
  if (!finding) return [];
  const { entry, document } = widerSuppressions(file, finding, asked.findings);
  const diagnostics = [diagnosticOf(finding, whole, asked)];
  const action = (title: Localized, splice: Splice): CodeAction => ({
    title: title(asked.language),
    kind: CodeActionKind.QuickFix,
    diagnostics,
    edit: editOf([{ uri: file.uri, splices: [splice] }], whole, file, asked),
  });
  return [
    ...(entry ? [action(silenceEntry({ rule }), entry)] : []),
    ...(document ? [action(silenceDocument({ rule }), document)] : []),
  ];
}

function explainActions(whole: Package, rule: string, touched: readonly PlacedFinding[], asked: CodeActionOptions): CodeAction[] {
  if (!asked.clientCommands) return [];
  const title = explain({ rule })(asked.language);
  const diagnostics = touched.filter((finding) => finding.rule === rule).map((finding) => diagnosticOf(finding, whole, asked));
  return [
    { title, kind: CodeActionKind.QuickFix, diagnostics, command: { title, command: 'kaiji.explainRule', arguments: [rule] } },
  ];
}

function diagnosticOf(finding: PlacedFinding, whole: Package, { language, docsBase }: CodeActionOptions): Diagnostic {
  return toDiagnostic(finding, whole, { language, docsBase });
}

function editOf(edits: readonly FileEdit[], whole: Package, { uri }: KaijiFile, { version }: CodeActionOptions): WorkspaceEdit {
  return toWorkspaceEdit(edits, whole, (one) => (one === uri && version !== undefined && version >= 0 ? version : null));
}
