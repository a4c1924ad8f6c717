/** Requests beyond LSP (protocol/), for our own client and for scripts. */

import { ErrorCodes, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import { controlCount } from '../core/catalog/catalog.ts';
import type { Catalogs } from '../core/catalog/catalogs.ts';
import { ruleNamed } from '../core/check.ts';
import { inLanguage } from '../core/language.ts';
import { coverageOf } from '../core/package/coverage.ts';
import { canonicalUri } from '../core/package/uri.ts';
import type { ScaffoldKind } from '../core/scaffold/document.ts';
import type { ClauseContext } from './clauses.ts';
import {
  type CheckFolderAnswer,
  type CheckFolderParams,
  checkFolderRequest,
  type SlowCheckAnswer,
  type SlowCheckParams,
  slowCheckRequest,
} from './protocol/check.ts';
import {
  type CatalogPageParams,
  type ClauseAnswer,
  type ClauseParams,
  catalogPageRequest,
  clauseRequest,
  type ExplainParams,
  explainRequest,
  type SearchAnswer,
  type SearchParams,
  searchRequest,
} from './protocol/clauses.ts';
import { type CoverageAnswer, type CoverageParams, coverageRequest } from './protocol/coverage.ts';
import {
  type ViewNodesAnswer,
  type ViewNodesParams,
  type ViewPlaceAnswer,
  type ViewPlaceParams,
  type ViewTargetAnswer,
  type ViewTargetParams,
  viewNodesRequest,
  viewPlaceRequest,
  viewTargetRequest,
} from './protocol/coverage-view.ts';
import {
  type Choices,
  type ChoicesParams,
  choicesRequest,
  type NewDocument,
  type NewDocumentParams,
  newDocumentRequest,
  type ScaffoldParams,
  scaffoldRequest,
} from './protocol/documents.ts';
import {
  type NewPackageParams,
  newPackageRequest,
  type PackageSheetsParams,
  packageSheetsRequest,
} from './protocol/new-package.ts';
import { type PasteAnswer, type PasteParams, pasteRequest } from './protocol/paste.ts';
import type { Session } from './session.ts';

export function registerRequests(session: Session): void {
  const { connection, configuration, host } = session;

  connection.onRequest(coverageRequest, ({ uri }: CoverageParams) =>
    session.guarded<CoverageAnswer | null>(
      'coverage',
      () => null,
      async () => {
        const snapshot = await session.snapshot(uri);
        const coverage = snapshot && coverageOf(snapshot.whole).find((one) => one.uri === snapshot.file.uri);
        if (!coverage) return null;
        const { catalog, controls, answered, withEvidence, notApplicable } = coverage;
        return { catalog, controls, answered, withEvidence, notApplicable };
      },
    ),
  );

  connection.onRequest(slowCheckRequest, ({ uri }: SlowCheckParams) =>
    session.guarded<SlowCheckAnswer | null>(
      'slow-check',
      () => null,
      async () => {
        const { slowCheck } = await host.loadAnswers();
        const snapshot = await session.snapshot(uri);
        return snapshot ? slowCheck(snapshot, configuration.options.slowCheck) : null;
      },
    ),
  );

  connection.onRequest(checkFolderRequest, async ({ folder }: CheckFolderParams, token): Promise<CheckFolderAnswer> => {
    // It would be listed, be noted as what cannot be read, and be in the way of all that is listed later.
    if (typeof folder !== 'string')
      throw new ResponseError(ErrorCodes.InvalidParams, `${checkFolderRequest}: "folder" is no URI`);
    const { checkFolder } = await host.loadAnswers();
    const { workspace } = await session.ready();
    // What is open counts as it is typed, even where it was never saved.
    const uris = [...(await workspace.filesIn(canonicalUri(folder))), ...session.documents.uris];
    return checkFolder(folder, { uris, snapshot: (uri) => session.snapshot(uri) }, token);
  });

  connection.onRequest(scaffoldRequest, ({ uri, what }: ScaffoldParams) =>
    session.guarded<WorkspaceEdit | null>(
      'scaffold',
      () => null,
      async () => {
        const { fixAllEdits, outwardEdit, readScaffoldTexts, toWorkspaceEdit } = await host.loadAnswers();
        const snapshot = await session.snapshot(uri);
        if (!snapshot) return null;
        const isAnnex = snapshot.file.documents.some(({ kind }) => kind === 'risks');
        const rule = what === 'sections' ? 'missing-section' : isAnnex ? 'missing-scenario' : 'missing-control';
        await readScaffoldTexts(snapshot.whole, [rule]);
        // Regardless of severities and suppressions: the command was asked for by name.
        const findings = (await snapshot.check()).findingsOf(snapshot.file.uri);
        const { edits } = fixAllEdits(snapshot.whole, findings, snapshot.options, {
          rule,
          scaffold: true,
        });
        return edits.length === 0 ? null : outwardEdit(toWorkspaceEdit(edits, snapshot.whole), snapshot.whole, session);
      },
    ),
  );

  connection.onRequest(
    newDocumentRequest,
    async ({ kind, catalog, service, provider, uri }: NewDocumentParams): Promise<NewDocument> => {
      const { readOutlineTexts, scaffold } = await host.loadAnswers();
      const catalogs = await catalogsBeside(uri, session);
      await readOutlineTexts(catalogs);
      return scaffold(kind as ScaffoldKind, {
        catalogs,
        language: await configuration.language(uri),
        ...(catalog === undefined ? {} : { catalog }),
        ...(service === undefined ? {} : { service }),
        ...(provider === undefined ? {} : { provider }),
      });
    },
  );

  connection.onRequest(choicesRequest, async (parameters: ChoicesParams | undefined): Promise<Choices> => {
    const { offeredCatalogs, scaffoldKinds, scaffoldLabel } = await host.loadAnswers();
    const language = await configuration.language(parameters?.uri);
    const { all } = await catalogsBeside(parameters?.uri, session);
    return {
      kinds: scaffoldKinds.map((id) => ({
        id,
        label: scaffoldLabel(id)(language),
        catalogs: offeredCatalogs(id, all).map(({ data }) => ({
          id: data.id,
          label: inLanguage(data.title, language),
          detail: controlCount(data, language),
        })),
      })),
    };
  });

  connection.onRequest(packageSheetsRequest, async ({ uri }: PackageSheetsParams) => {
    const { sheetChoices } = await host.loadAnswers();
    return sheetChoices(await catalogsBeside(uri, session), await configuration.language(uri));
  });

  connection.onRequest(newPackageRequest, async (parameters: NewPackageParams) => {
    const { newPackage } = await host.loadAnswers();
    const { uri } = parameters;
    return newPackage(parameters, await catalogsBeside(uri, session), await configuration.language(uri));
  });

  connection.onRequest(searchRequest, (parameters: SearchParams) =>
    session.guarded<SearchAnswer>(
      'search',
      () => ({ hits: [], more: 0 }),
      async () => (await host.loadAnswers()).search(parameters, await contextAt(parameters.uri, session)),
    ),
  );

  connection.onRequest(clauseRequest, (parameters: ClauseParams) =>
    session.guarded<ClauseAnswer | null>(
      'clause',
      () => null,
      async () => (await host.loadAnswers()).clause(parameters, await contextAt(parameters.uri, session)),
    ),
  );

  connection.onRequest(catalogPageRequest, ({ uri }: CatalogPageParams) =>
    session.guarded<string | null>(
      'catalog page',
      () => null,
      async () => {
        const { catalogPageAt, readCatalogUri } = await host.loadAnswers();
        const address = readCatalogUri(uri);
        if (!address) return null;
        const { language, bundled, catalogs } = await contextAt(address.about, session);
        return (await catalogPageAt(address, { language, bundled, catalogs }))?.text ?? null;
      },
    ),
  );

  connection.onRequest(viewNodesRequest, (parameters: ViewNodesParams, token) =>
    session.guarded<ViewNodesAnswer>(
      'view nodes',
      () => ({ children: {} }),
      async () => (await host.loadAnswers()).viewNodes(parameters, session, token),
    ),
  );

  connection.onRequest<ViewTargetAnswer | null, void>(viewTargetRequest, (parameters: ViewTargetParams) =>
    session.guarded<ViewTargetAnswer | null>(
      'view target',
      () => null,
      async () => (await host.loadAnswers()).viewTarget(parameters, session),
    ),
  );

  connection.onRequest(viewPlaceRequest, (parameters: ViewPlaceParams) =>
    session.guarded<ViewPlaceAnswer | null>(
      'view place',
      () => null,
      async () => (await host.loadAnswers()).viewPlace(parameters, session),
    ),
  );

  connection.onRequest(pasteRequest, ({ uri, range, text }: PasteParams) =>
    session.guarded<PasteAnswer | null>(
      'paste',
      () => null,
      async () => {
        const { pasted } = await host.loadAnswers();
        const snapshot = await session.snapshot(uri);
        const edits = snapshot && pasted(snapshot.file, range, text);
        return edits ? { edits } : null;
      },
    ),
  );

  connection.onRequest(explainRequest, async ({ code }: ExplainParams): Promise<string | null> => {
    const rule = ruleNamed(code);
    if (!rule) return null;
    const language = await configuration.language();
    const docs = await (await session.ready()).bundled.ruleDocs(rule.code);
    return `# ${rule.code}\n\n${rule.summary(language)}\n${docs ? `\n${inLanguage(docs, language).trim()}\n` : ''}`;
  });
}

/** Of clauses, where a request comes from. */
async function contextAt(uri: string | undefined, session: Session): Promise<ClauseContext> {
  const { bundled } = await session.ready();
  const language = await session.configuration.language(uri);
  return { language, bundled, whole: await session.packageOf(uri), catalogs: await session.catalogsAt(uri) };
}

/** The catalogs a document that is still to be made will see at its place. */
async function catalogsBeside(uri: string | undefined, session: Session): Promise<Catalogs> {
  const { workspace } = await session.ready();
  return uri === undefined ? workspace.sharedCatalogs() : (await workspace.packageOf(uri)).catalogs;
}
