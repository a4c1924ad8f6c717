/** Texts of files as an edit leaves them. */
import { type TextDocumentEdit, TextEdit, type WorkspaceEdit } from 'vscode-languageserver-types';
import type { KaijiFile } from '../../core/model/document.ts';

/** @returns by URI, the files the edit touches only */
export function edited(
  { documentChanges = [] }: WorkspaceEdit,
  fileAt: (uri: string) => KaijiFile | undefined,
): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const { textDocument, edits } of documentChanges as TextDocumentEdit[]) {
    const text = fileAt(textDocument.uri)?.text;
    if (!text) throw new Error(`an edit of ${textDocument.uri}, which is not there`);
    const splices = edits.filter(TextEdit.is).map(({ range, newText }) => ({
      start: text.offsetAt(range.start),
      end: text.offsetAt(range.end),
      text: newText,
    }));
    result.set(textDocument.uri, text.spliceAll(splices).toString());
  }
  return result;
}
