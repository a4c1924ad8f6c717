import {
  CodeActionKind,
  CodeActionTriggerKind,
  CreateFile,
  LSPErrorCodes,
  MessageType,
  ResponseError,
} from 'vscode-languageserver';
import type { CodeActionData, CodeActionOptions } from '../../core/features/code-actions.ts';
import type { Snapshot } from '../session.ts';
import { type Feature, resolved } from './feature.ts';

export const codeActions: Feature = {
  capabilities: {
    codeActionProvider: {
      // Those of core/features/code-actions.ts, which is loaded with the first request.
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.RefactorExtract,
        CodeActionKind.RefactorInline,
        'refactor.move',
        CodeActionKind.RefactorRewrite,
        `${CodeActionKind.SourceFixAll}.kaiji`,
        `${CodeActionKind.Source}.sort.kaiji`,
      ],
      resolveProvider: true,
    },
  },
  register(session, answer) {
    const { connection, configuration, documents } = session;
    const { codeAction } = configuration.client.textDocument ?? {};
    const { workspaceEdit } = configuration.client.workspace ?? {};
    const createsFiles = workspaceEdit?.documentChanges === true && workspaceEdit.resourceOperations?.includes('create') === true;
    const resolvesEdits = codeAction?.dataSupport === true && codeAction.resolveSupport?.properties.includes('edit') === true;
    /** What code actions are made with. */
    const optionsOf = async ({ file, check, language, options }: Snapshot): Promise<CodeActionOptions> => ({
      findings: (await check()).findingsOf(file.uri),
      language,
      options: { ...options, failed: (name, error) => session.fail(name, error, file.uri) },
      version: documents.get(file.uri)?.version,
      clientCommands: configuration.options.commands === true,
      docsBase: configuration.options.docsBase,
      showsDisabled: codeAction?.disabledSupport,
      canResolve: resolvesEdits && createsFiles,
    });
    connection.onCodeAction((asked, token) =>
      answer(
        'code actions',
        asked,
        token,
        null,
        async ({ codeActionsAt, findingsTouching, outwardEdit, readScaffoldTexts }, snapshot) => {
          const { whole, file } = snapshot;
          const options = {
            ...(await optionsOf(snapshot)),
            only: asked.context.only,
            automatic: asked.context.triggerKind === CodeActionTriggerKind.Automatic,
          };
          const [from, to] = [file.text.offsetAt(asked.range.start), file.text.offsetAt(asked.range.end)];
          await readScaffoldTexts(
            whole,
            findingsTouching(options.findings, from, to).map(({ rule }) => rule),
          );
          const actions = codeActionsAt(whole, file, asked.range, options);
          const possible = actions.filter(({ edit }) => createsFiles || !edit?.documentChanges?.some(CreateFile.is));
          return possible.map((action) => (action.edit ? { ...action, edit: outwardEdit(action.edit, whole, session) } : action));
        },
      ),
    );
    connection.onCodeActionResolve((action) =>
      resolved(session, 'code action resolve', action, async (answers, snapshot) => {
        const { outwardEdit, readScaffoldTexts, resolveCodeAction } = answers;
        const { whole, file } = snapshot;
        const { rule, version } = action.data as CodeActionData;
        await readScaffoldTexts(whole, rule === undefined ? [] : [rule]);
        const options = await optionsOf(snapshot);
        if (version !== undefined && version !== options.version)
          throw new ResponseError(LSPErrorCodes.ContentModified, 'the document changed');
        const made = resolveCodeAction(whole, file, action, options);
        if (made.disabled) {
          const said = { type: MessageType.Warning, message: `${made.title}: ${made.disabled.reason}` };
          void connection.sendNotification('window/showMessage', said);
        }
        return made.edit ? { ...made, edit: outwardEdit(made.edit, whole, session) } : made;
      }),
    );
  },
};
