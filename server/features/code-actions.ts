import { CodeActionKind, CreateFile } from 'vscode-languageserver';
import type { CodeActionData, CodeActionOptions } from '../../core/features/code-actions.ts';
import type { Snapshot } from '../session.ts';
import type { Feature } from './feature.ts';

export const codeActions: Feature = {
  capabilities: {
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, `${CodeActionKind.SourceFixAll}.kaiji`],
      resolveProvider: true,
    },
  },
  register(session, answer) {
    const { connection, configuration, documents, host } = session;
    /** What code actions are made with. */
    const optionsOf = async ({ file, check, language, options }: Snapshot): Promise<CodeActionOptions> => ({
      findings: (await check()).findingsOf(file.uri),
      language,
      options: { ...options, failed: (name, error) => session.fail(name, error, file.uri) },
      version: documents.get(file.uri)?.version,
      clientCommands: configuration.options.commands === true,
      docsBase: configuration.options.docsBase,
      canResolve: configuration.client.resolvesActions && configuration.client.createFiles,
    });
    connection.onCodeAction((asked, token) =>
      answer(
        'code actions',
        asked,
        token,
        null,
        async ({ codeActionsAt, findingsTouching, outwardEdit, readScaffoldTexts }, snapshot) => {
          const { whole, file } = snapshot;
          const options = { ...(await optionsOf(snapshot)), only: asked.context.only };
          const [from, to] = [file.text.offsetAt(asked.range.start), file.text.offsetAt(asked.range.end)];
          await readScaffoldTexts(
            whole,
            findingsTouching(options.findings, from, to).map(({ rule }) => rule),
          );
          const actions = codeActionsAt(whole, file, asked.range, options);
          const possible = actions.filter(
            ({ edit }) => configuration.client.createFiles || !edit?.documentChanges?.some(CreateFile.is),
          );
          return possible.map((action) => (action.edit ? { ...action, edit: outwardEdit(action.edit, whole, session) } : action));
        },
      ),
    );
    connection.onCodeActionResolve((action) =>
      session.guarded(
        'code action resolve',
        () => action,
        async () => {
          const { outwardEdit, readScaffoldTexts, resolveCodeAction } = await host.loadAnswers();
          const { uri, rule } = (action.data ?? {}) as Partial<CodeActionData>;
          const snapshot = uri === undefined || rule === undefined ? undefined : await session.snapshot(uri);
          if (!snapshot || rule === undefined) return action;
          await readScaffoldTexts(snapshot.whole, [rule]);
          const resolved = resolveCodeAction(snapshot.whole, snapshot.file, action, await optionsOf(snapshot));
          return resolved.edit ? { ...resolved, edit: outwardEdit(resolved.edit, snapshot.whole, session) } : resolved;
        },
      ),
    );
  },
};
