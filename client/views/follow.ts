/** The entry that the cursor is in is the one selected in our views, as far as they are seen. */
import * as vscode from 'vscode';
import {
  type ViewName,
  type ViewPlaceAnswer,
  type ViewPlaceParams,
  viewPlaceRequest,
} from '../../server/protocol/coverage-view.ts';
import { isServed, type Server } from '../server.ts';
import type { PackageTree } from './package-tree.ts';

/** Where the cursor was last, and as far as it is known, how far the entry around it reaches. */
interface Place {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly range: vscode.Range;
}

/** Follows the cursor in the active editor. @param name of the view */
export function follow({ client }: Server, tree: PackageTree, name: ViewName): vscode.Disposable {
  let known: Place | undefined;
  /** The node last gone to: who folds it away while writing there is let alone. */
  let followed: string | undefined;
  /** What the cursor is in may be told of later: a package that was just made. */
  let isMissing = false;
  let isAsking = false;
  let isBehind = false;

  const isKnown = (document: vscode.TextDocument, position: vscode.Position) =>
    known?.document === document && known.version === document.version && known.range.contains(position);

  const look = async () => {
    const editor = vscode.window.activeTextEditor;
    if (!tree.view.visible || !client.isRunning() || !editor || !isServed(editor.document)) return;
    const { document } = editor;
    const position = editor.selection.active;
    if (isKnown(document, position)) return;
    const { version } = document;
    const answer = await client
      .sendRequest<ViewPlaceAnswer | null>(viewPlaceRequest, {
        view: name,
        uri: document.uri.toString(),
        position: client.code2ProtocolConverter.asPosition(position),
      } satisfies ViewPlaceParams)
      .catch(() => null);
    known = {
      document,
      version,
      range: answer ? client.protocol2CodeConverter.asRange(answer.range) : new vscode.Range(position, position),
    };
    const id = answer?.path.at(-1);
    isMissing = answer !== null && id !== followed && !(await tree.reveal(answer.path));
    if (!isMissing) followed = id;
  };

  /** One question at a time; where the cursor goes meanwhile, only the last place counts. */
  const follow = async () => {
    isBehind = true;
    if (isAsking) return;
    isAsking = true;
    try {
      while (isBehind) {
        isBehind = false;
        await look();
      }
    } finally {
      isAsking = false;
    }
  };

  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(follow),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) void follow();
    }),
    tree.onDidAnswer(() => {
      if (!isMissing) return;
      isMissing = false;
      known = undefined;
      void follow();
    }),
    tree.view.onDidChangeVisibility(() => {
      known = undefined;
      followed = undefined;
      void follow();
    }),
  );
}
