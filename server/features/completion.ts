import { CompletionItemTag, InsertTextMode } from 'vscode-languageserver';
import type { Snapshot } from '../session.ts';
import { type Feature, offsetOf } from './feature.ts';

export const completion: Feature = {
  capabilities: {
    completionProvider: {
      triggerCharacters: ['-', ' ', ':', '[', ',', '.', '('],
      resolveProvider: true,
      completionItem: { labelDetailsSupport: true },
    },
  },
  register(session, answer) {
    const { connection, configuration, host } = session;
    const { completionItem } = configuration.client.textDocument?.completion ?? {};
    const keepsIndentation = completionItem?.insertTextModeSupport?.valueSet.includes(InsertTextMode.asIs) === true;
    const abilities = {
      keepsIndentation,
      snippets: completionItem?.snippetSupport === true,
      severalLines: completionItem?.snippetSupport === true || keepsIndentation,
      insertReplace: completionItem?.insertReplaceSupport === true,
      labelDetails: completionItem?.labelDetailsSupport === true,
      deprecatedItems: completionItem?.tagSupport?.valueSet.includes(CompletionItemTag.Deprecated) === true,
    };
    /** Where the newest list came from: its items are resolved against the same package, in the same language. */
    let completing: Pick<Snapshot, 'whole' | 'language'> | undefined;
    connection.onCompletion((asked, token) =>
      answer('completion', asked, token, null, async ({ completionAt }, snapshot, bundled) => {
        completing = { whole: snapshot.whole, language: snapshot.language };
        const { evidenceKinds } = bundled;
        const options = {
          ...abilities,
          language: snapshot.language,
          evidenceKinds,
          glossary: await bundled.glossary(),
          editorCommands: configuration.options.commands === true,
        };
        return completionAt(snapshot.whole, snapshot.file, offsetOf(snapshot, asked), options);
      }),
    );
    connection.onCompletionResolve((item) =>
      session.guarded(
        'completion resolve',
        () => item,
        async () => {
          const [{ bundled }, { readable, resolveCompletion }] = await Promise.all([session.ready(), host.loadAnswers()]);
          const resolved = await resolveCompletion(item, {
            bundled,
            ...(completing ?? { language: await configuration.language() }),
          });
          const { documentation } = resolved;
          return documentation
            ? { ...resolved, documentation: readable(documentation, completionItem?.documentationFormat) }
            : resolved;
        },
      ),
    );
  },
};
