/** Text of several lines pasted into an answer: the server says what it becomes. VS Code asks extensions about pastes from 1.97 on; before, it is pasted as it is. */
import * as vscode from 'vscode';
import { type PasteAnswer, type PasteParams, pasteRequest } from '../server/protocol/paste.ts';
import { SERVED, type Server } from './server.ts';

/** What VS Code 1.97 added, as far as it is used here. */
interface PasteApi {
  readonly languages: {
    registerDocumentPasteEditProvider?(
      selector: vscode.DocumentSelector,
      provider: PasteProvider,
      metadata: { readonly providedPasteEditKinds: readonly unknown[]; readonly pasteMimeTypes: readonly string[] },
    ): vscode.Disposable;
  };
  readonly DocumentDropOrPasteEditKind?: { readonly Text: { append(...parts: string[]): unknown } };
  readonly DocumentPasteEdit?: new (text: string, title: string, kind: unknown) => { additionalEdit?: vscode.WorkspaceEdit };
}

interface PasteProvider {
  provideDocumentPasteEdits(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    pasted: vscode.DataTransfer,
    context: unknown,
    token: vscode.CancellationToken,
  ): Promise<unknown[] | undefined>;
}

const TEXT = 'text/plain';

/** Indents what is pasted; nothing where VS Code cannot ask. */
export function registerPaste({ client }: Server): readonly vscode.Disposable[] {
  const { languages, DocumentDropOrPasteEditKind: kinds, DocumentPasteEdit: Edit } = vscode as unknown as PasteApi;
  if (!languages.registerDocumentPasteEditProvider || !kinds?.Text || !Edit) return [];
  const kind = kinds.Text.append('kaiji');
  const provider: PasteProvider = {
    async provideDocumentPasteEdits(document, ranges, pasted, _context, token) {
      const [range] = ranges;
      const text = await pasted.get(TEXT)?.asString();
      // Several cursors each take a line of their own.
      if (!range || ranges.length > 1 || !text || !/[\r\n]/.test(text) || !client.isRunning()) return undefined;
      const asked: PasteParams = {
        uri: document.uri.toString(),
        range: client.code2ProtocolConverter.asRange(range),
        text,
      };
      const became = await client.sendRequest<PasteAnswer | null>(pasteRequest, asked, token);
      if (!became) return undefined;
      // VS Code would indent what is inserted once more: the edit beside is all there is.
      const edit = new Edit('', vscode.l10n.t('Paste indented, as part of the text'), kind);
      edit.additionalEdit = new vscode.WorkspaceEdit();
      edit.additionalEdit.set(document.uri, await client.protocol2CodeConverter.asTextEdits([...became.edits]));
      return [edit];
    },
  };
  try {
    return [
      languages.registerDocumentPasteEditProvider(SERVED, provider, { providedPasteEditKinds: [kind], pasteMimeTypes: [TEXT] }),
    ];
  } catch {
    // Where it is a proposal still, as in 1.91, it is there and refuses.
    return [];
  }
}
