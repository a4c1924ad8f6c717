/** What every source of completions is given, and how its candidates become LSP items. */
import {
  type CompletionItem,
  type CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver-types';
import type { Catalog } from '../../catalog/catalog.ts';
import type { EvidenceKind } from '../../catalog/evidence-kind.ts';
import type { Glossary } from '../../catalog/glossary.ts';
import type { Language } from '../../language.ts';
import type { KaijiDocument, KaijiFile } from '../../model/document.ts';
import type { KindName } from '../../model/schema.ts';
import type { Package } from '../../package/package.ts';
import type { Cursor } from '../cursor.ts';

export interface CompletionOptions {
  /** Of titles and descriptions. */
  readonly language: Language;
  readonly evidenceKinds: readonly EvidenceKind[];
  /** Finds controls by readings and other names too. */
  readonly glossary?: Glossary;
  /** What the client can take; true where absent. */
  readonly snippets?: boolean;
  /** Text of several lines, where it takes no snippets: Neovim 0.7 makes one line of it, with NUL for each break. */
  readonly severalLines?: boolean;
  /** Inserts lines as they are; one that does not puts the indentation of the line it inserts into before each (Neovim from 0.10). */
  readonly keepsIndentation?: boolean;
  readonly insertReplace?: boolean;
  readonly labelDetails?: boolean;
  readonly deprecatedItems?: boolean;
  /** The client has VS Code's commands: what belongs behind a key is shown as soon as the key is there. False where absent. */
  readonly editorCommands?: boolean;
}

export interface Place {
  readonly whole: Package;
  readonly file: KaijiFile;
  readonly cursor: Cursor;
  readonly document: KaijiDocument | undefined;
  readonly kind: KindName | undefined;
  /** Of the document. */
  readonly own: Catalog | undefined;
  readonly options: CompletionOptions;
  /** Where the value or the mapping being completed stands. */
  readonly path: readonly (string | number)[];
  /** What has to stand around what is inserted: a missing space, dash or pair of brackets. */
  readonly before: string;
  readonly after: string;
  /** Column of the keys of a mapping inserted here. */
  readonly column: number;
  /** Behind `[[`. */
  readonly link: boolean;
}

export interface Candidate {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** Beside the label: a title. */
  readonly title?: string;
  readonly detail?: string;
  /** What is inserted; the label where absent. Further lines are indented already. */
  readonly insert?: string;
  readonly snippet?: boolean;
  /** Ascending; equal ranks keep their order. */
  readonly rank: number;
  /** We matched it ourselves: the client shall not filter by its label. */
  readonly matched?: boolean;
  readonly data?: CardData;
  readonly preselect?: boolean;
  /** Superseded by another: still there for those who have it. */
  readonly deprecated?: boolean;
  /** What to show next: what may follow, or what the value may be. */
  readonly next?: keyof typeof NEXT;
}

const NEXT = { suggest: 'editor.action.triggerSuggest', signature: 'editor.action.triggerParameterHints' } as const;

/** Which card (cards/) documents an item; read by `resolveCompletion`. */
export interface CardData {
  readonly card:
    | 'control'
    | 'section'
    | 'rule'
    | 'fact'
    | 'guideline'
    | 'evidence'
    | 'statement'
    | 'asset'
    | 'threat'
    | 'vulnerability';
  readonly id: string;
  readonly catalog?: string;
}

/** Candidates, best first, as items with sort texts that keep their order. */
export function itemsOf(place: Place, candidates: readonly Candidate[]): CompletionItem[] {
  const { file, cursor, before, after, options } = place;
  const range = {
    insert: file.text.rangeOf(cursor.start, cursor.empty ? cursor.end : cursor.offset),
    replace: file.text.rangeOf(cursor.start, Math.max(cursor.end, cursor.offset)),
  };
  const { eol } = file.text;
  const { line } = range.insert.start;
  const indentation = eol + (/^ */.exec(file.text.slice(file.text.lineStart(line), cursor.start))?.[0] ?? '');
  return candidates.map((candidate, i): CompletionItem => {
    const { label, kind, title, detail, insert = label, snippet, matched, data, preselect, deprecated, next } = candidate;
    // Without a title an ID says little.
    const plainLabels = options.labelDetails === false;
    const details = [plainLabels ? title : undefined, detail].filter(Boolean).join('　');
    const isSnippet = snippet === true && options.snippets !== false;
    const inserted = snippet && !isSnippet ? plain(insert, options) : insert;
    const text = `${before}${options.keepsIndentation === false ? inserted.replaceAll(indentation, eol) : inserted}${after}`;
    return {
      label,
      kind,
      ...(title && !plainLabels ? { labelDetails: { description: title } } : {}),
      ...(details ? { detail: details } : {}),
      sortText: String(i).padStart(4, '0'),
      // VS Code keeps an item only if this matches what stands in the replaced range: full-width digits match nothing else.
      ...(matched && cursor.typed !== '' ? { filterText: cursor.typed } : {}),
      textEdit: { newText: text, ...(options.insertReplace === false ? { range: range.replace } : range) },
      insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      ...(/[\r\n]/.test(text) && options.keepsIndentation !== false ? { insertTextMode: InsertTextMode.asIs } : {}),
      ...(preselect ? { preselect } : {}),
      ...(deprecated && options.deprecatedItems !== false ? { tags: [CompletionItemTag.Deprecated] } : {}),
      ...(data ? { data } : {}),
      ...(next && options.editorCommands ? { command: { title: '', command: NEXT[next] } } : {}),
    };
  });
}

/** Text as it stands in a snippet. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A snippet for a client without them; where it takes one line only, the first, which is the id or key. */
function plain(snippet: string, { severalLines }: CompletionOptions): string {
  const text = withoutStops(snippet);
  return severalLines === false ? (text.split(/[\r\n]/, 1)[0] ?? '') : text;
}

/** A snippet as plain text: stops and choices empty, placeholders kept. */
function withoutStops(snippet: string): string {
  return snippet.replace(/\\([\\$}])|\$\{\d+\|(?:\\.|[^|\\])*\|\}|\$\d+|\$\{\d+\}|\$\{\d+:|\}/g, '$1');
}

/** A choice of a snippet: `${1|対応済,対象外|}`. */
export function snippetChoice(stop: number, values: readonly string[]): string {
  return `\${${stop}|${values.map((value) => value.replace(/[\\,|$}]/g, '\\$&')).join(',')}|}`;
}

/** Lines put together for insertion: the first where the cursor is, the others at `column`. */
export function insertedLines({ file }: Place, lines: readonly string[], column: number): string {
  return lines.map((line, i) => (i === 0 || line === '' ? line : ' '.repeat(column) + line)).join(file.text.eol);
}
