/** LSP's language features, each one pure function of core on a snapshot. */
import {
  type CancellationToken,
  CreateFile,
  type Location,
  type LocationLink,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { Bundled } from '../core/catalog/bundled.ts';
import type { CodeActionData, CodeActionOptions } from '../core/features/code-actions.ts';
import type { LensData } from '../core/features/code-lens.ts';
import type * as Answers from './answers.ts';
import { SHOW_REFERENCES } from './protocol.ts';
import type { Session, Snapshot } from './session.ts';

/** Registers every feature on the session's connection. */
export function registerFeatures(session: Session): void {
  const { connection, documents, configuration, host } = session;
  /** Where the newest completion list came from: its items are resolved against the same package, in the same language. */
  let completing: Pick<Snapshot, 'whole' | 'language'> | undefined;

  /** Runs `feature` on the snapshot a request is about; a request overtaken by an edit, or cancelled, says so. */
  async function answer<T>(
    name: string,
    uri: string,
    token: CancellationToken,
    fallback: T,
    feature: (answers: typeof Answers, snapshot: Snapshot, bundled: Bundled) => T | Promise<T>,
  ): Promise<T> {
    const asked = documents.get(uri)?.version;
    return session.guarded(
      name,
      () => fallback,
      async () => {
        const [{ bundled }, answers] = await Promise.all([session.ready(), host.loadAnswers()]);
        const snapshot = await session.snapshot(uri);
        if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
        if (documents.get(uri)?.version !== asked) throw new ResponseError(LSPErrorCodes.ContentModified, 'the document changed');
        const result = snapshot ? await feature(answers, snapshot, bundled) : fallback;
        // A feature may read something first: what it then says of an older version would stand in the wrong places.
        if (documents.get(uri)?.version !== asked) throw new ResponseError(LSPErrorCodes.ContentModified, 'the document changed');
        return result;
      },
      uri,
    );
  }
  const offsetOf = ({ file }: Snapshot, { position }: TextDocumentPositionParams) => file.text.offsetAt(position);

  connection.onCompletion((parameters, token) =>
    answer('completion', parameters.textDocument.uri, token, null, ({ completionAt }, snapshot, { evidenceKinds }) => {
      completing = { whole: snapshot.whole, language: snapshot.language };
      const options = { ...configuration.client, language: snapshot.language, evidenceKinds };
      return completionAt(snapshot.whole, snapshot.file, offsetOf(snapshot, parameters), options);
    }),
  );
  connection.onCompletionResolve((item) =>
    session.guarded(
      'completion resolve',
      () => item,
      async () => {
        const [{ bundled }, { resolveCompletion }] = await Promise.all([session.ready(), host.loadAnswers()]);
        return resolveCompletion(item, { bundled, ...(completing ?? { language: await configuration.language() }) });
      },
    ),
  );
  connection.onHover((parameters, token) =>
    answer('hover', parameters.textDocument.uri, token, null, async ({ hoverAt }, snapshot, bundled) => {
      const options = { language: snapshot.language, bundled, clauseLink: configuration.clauseLink };
      return (await hoverAt(snapshot.whole, snapshot.file, offsetOf(snapshot, parameters), options)) ?? null;
    }),
  );
  connection.languages.inlayHint.on((parameters, token) =>
    answer(
      'inlay hints',
      parameters.textDocument.uri,
      token,
      null,
      async ({ inlayHintsIn }, { whole, file, language }, bundled) =>
        inlayHintsIn(whole, file, parameters.range, {
          language,
          bundled,
          hidden: await configuration.hiddenHints(parameters.textDocument.uri),
          failed: (name, error) => session.fail(name, error, file.uri),
        }),
    ),
  );
  connection.onDefinition((parameters, token) =>
    answer<LocationLink[] | Location[] | null>(
      'definition',
      parameters.textDocument.uri,
      token,
      null,
      ({ definitionAt }, snapshot) => {
        const found = definitionAt(snapshot.whole, snapshot.file, offsetOf(snapshot, parameters));
        const links = found?.map((link) => ({ ...link, targetUri: documents.spelling(link.targetUri) }));
        if (!links || configuration.client.definitionLinks) return links ?? null;
        return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
      },
    ),
  );
  connection.onDocumentSymbol((parameters, token) =>
    answer('document symbols', parameters.textDocument.uri, token, null, ({ documentSymbols }, { whole, file, language }) =>
      documentSymbols(whole, file, { language }),
    ),
  );
  connection.onFoldingRanges((parameters, token) =>
    answer('folding', parameters.textDocument.uri, token, null, ({ foldingRanges }, { file }) => foldingRanges(file)),
  );
  connection.onCodeLens((parameters, token) =>
    answer('code lens', parameters.textDocument.uri, token, [], async ({ codeLenses }, { whole, file }) => {
      const isOn = await configuration.lenses(file.uri);
      return codeLenses(whole, file, isOn, (name, error) => session.fail(name, error, file.uri));
    }),
  );
  connection.onCodeLensResolve((lens) =>
    session.guarded(
      'code lens resolve',
      () => lens,
      async () => {
        const { resolveCodeLens, silentLens } = await host.loadAnswers();
        const snapshot = await session.snapshot((lens.data as LensData).uri);
        // A lens that stays without a command is shown as an error.
        if (!snapshot) return silentLens(lens);
        const showCommand = configuration.options.commands === true ? SHOW_REFERENCES : undefined;
        const spelling = (uri: string) => documents.spelling(uri);
        return resolveCodeLens(lens, snapshot.whole, { language: snapshot.language, showCommand, spelling });
      },
    ),
  );
  /** What code actions are made with. */
  const actionOptions = ({ file, check, language, options }: Snapshot): CodeActionOptions => ({
    findings: check.findingsOf(file.uri),
    language,
    options: { ...options, failed: (name, error) => session.fail(name, error, file.uri) },
    version: documents.get(file.uri)?.version,
    clientCommands: configuration.options.commands === true,
    docsBase: configuration.options.docsBase,
    canResolve: configuration.client.resolvesActions && configuration.client.createFiles,
  });
  connection.onCodeAction((parameters, token) =>
    answer(
      'code actions',
      parameters.textDocument.uri,
      token,
      null,
      async ({ codeActionsAt, findingsTouching, outwardEdit, readScaffoldTexts }, snapshot) => {
        const { whole, file } = snapshot;
        const asked = { ...actionOptions(snapshot), only: parameters.context.only };
        const [from, to] = [file.text.offsetAt(parameters.range.start), file.text.offsetAt(parameters.range.end)];
        await readScaffoldTexts(
          whole,
          findingsTouching(asked.findings, from, to).map(({ rule }) => rule),
        );
        const actions = codeActionsAt(whole, file, parameters.range, asked);
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
        const resolved = resolveCodeAction(snapshot.whole, snapshot.file, action, actionOptions(snapshot));
        return resolved.edit ? { ...resolved, edit: outwardEdit(resolved.edit, snapshot.whole, session) } : resolved;
      },
    ),
  );
}
