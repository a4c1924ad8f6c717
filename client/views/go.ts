/** Where a node of our views leads: its place in a document, or the entry made there for it. */
import * as vscode from 'vscode';
import type { Range } from 'vscode-languageclient';
import {
  type ViewName,
  type ViewTargetAnswer,
  type ViewTargetParams,
  viewTargetRequest,
} from '../../server/protocol/coverage-view.ts';
import { sayError } from '../refused.ts';
import type { Server } from '../server.ts';

/** Which node, and how it is gone to. */
export interface Wanted {
  readonly view: ViewName;
  readonly id: string;
  /** Make an entry where there is none. */
  readonly make: boolean;
  /** Where the author goes on writing in the entry, rather than its ID. */
  readonly toWrite: boolean;
}

/**
 * Goes to the entry of a node.
 * @returns false where there is none, and none was to be made or could be made; the last was said, with the way out
 */
export async function goTo(server: Server, { view, id, make, toWrite }: Wanted): Promise<boolean> {
  const { client } = server;
  const { protocol2CodeConverter: converter } = client;
  const target = (where: Partial<ViewTargetParams>) =>
    client.sendRequest<ViewTargetAnswer | null>(viewTargetRequest, { view, id, ...where } satisfies ViewTargetParams);
  const found = await target({ toWrite });
  if (!found) return false;
  if ('range' in found) return show(server, found);
  if ('refused' in found) return make && notMade(found.refused);
  if (!make) return false;
  const document = await vscode.workspace.openTextDocument(converter.asUri(found.uri));
  const { version } = document;
  // Asked again now that the editor has it: the edit is for the text that is there.
  const made = await target({});
  if (made && 'range' in made) return show(server, made);
  if (made && 'refused' in made) return notMade(made.refused);
  const isDone =
    made !== null &&
    document.version === version &&
    (await vscode.workspace.applyEdit(await converter.asWorkspaceEdit(made.edit)));
  if (!isDone) {
    void sayError(vscode.l10n.t('The entry could not be added. Try again.'));
    return false;
  }
  const place = await target({ toWrite: true });
  return place !== null && 'range' in place && show(server, place);
}

/** Says why no entry can be made, with the way out. */
function notMade(why: string): false {
  void sayError(why, {
    title: vscode.l10n.t('Show the findings'),
    run: () => vscode.commands.executeCommand('workbench.actions.view.problems'),
  });
  return false;
}

async function show({ client }: Server, { uri, range }: { readonly uri: string; readonly range: Range }): Promise<boolean> {
  const { protocol2CodeConverter: converter } = client;
  await vscode.window.showTextDocument(converter.asUri(uri), { selection: converter.asRange(range) });
  return true;
}
