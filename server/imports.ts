/** Requests about sheets to import. What reads them is loaded with the first. */
import { controlCount } from '../core/catalog/catalog.ts';
import { fixed, inLanguage } from '../core/language.ts';
import type { ImportContext } from './import-context.ts';
import type { Importer } from './importer.ts';
import {
  type CatalogsAnswer,
  type CatalogsParams,
  catalogsRequest,
  type ImportSheetAnswer,
  type ImportSheetParams,
  importSheetRequest,
  type NewCatalogAnswer,
  type NewCatalogParams,
  newCatalogRequest,
} from './protocol/catalogs.ts';
import {
  type ImportDocumentAnswer,
  type ImportDocumentParams,
  type ImportKindsAnswer,
  type ImportKindsParams,
  importDocumentRequest,
  importKindsRequest,
} from './protocol/imports.ts';
import type { Refused } from './protocol/refused.ts';
import {
  type CloseSheetParams,
  closeSheetNotification,
  type FileParams,
  type OpenSheetAnswer,
  openSheetRequest,
  type SheetsAnswer,
  sheetsRequest,
  type WholeFile,
} from './protocol/sheets.ts';
import type { Session } from './session.ts';

const failed = fixed(
  'Kaijiの不具合により、ファイルを読み取れませんでした。コマンド「出力パネルを表示する」で記録を確かめるか、別の形式（CSVなど）で試してください。',
  'Kaiji failed while reading the file. See the log (command "Show Output"), and try another format (CSV).',
);

export function registerImportRequests(session: Session): void {
  const { connection, configuration, host } = session;
  let loading: Promise<Importer> | undefined;
  const importer = () => {
    loading ??= host.loadImporter();
    return loading;
  };
  const contextAt = async (uri: string | undefined): Promise<ImportContext> => {
    const { bundled } = await session.ready();
    const [catalogs, language] = [await session.catalogsAt(uri), await configuration.language(uri)];
    const whole = await session.packageOf(uri);
    return { catalogs, language, evidenceKinds: bundled.evidenceKinds, ...(whole ? { whole } : {}) };
  };
  /** A failure of ours is noted, and refused like any other, with what to do. */
  const refusing = async <T>(read: () => Promise<T | Refused>): Promise<T | Refused> => {
    const language = await configuration.language();
    return session.guarded<T | Refused>('import', () => ({ refused: failed(language) }), read);
  };

  connection.onRequest(catalogsRequest, async ({ uri }: CatalogsParams): Promise<CatalogsAnswer> => {
    const { catalogs, language } = await contextAt(uri);
    const named = catalogs.all.filter(({ data }) => data.prefix !== undefined);
    return {
      catalogs: named.map((catalog) => {
        const { id, edition, title } = catalog.data;
        return {
          id: catalogs.of(id) === catalog ? id : `${id}@${edition}`,
          label: inLanguage(title, language),
          detail: controlCount(catalog.data, language),
        };
      }),
      ...(host.userCatalogs === undefined ? {} : { userFolder: host.userCatalogs }),
    };
  });
  connection.onRequest<OpenSheetAnswer | Refused, void>(openSheetRequest, (file: WholeFile) =>
    refusing(async () => (await importer()).openSheet(file, await configuration.language())),
  );
  connection.onNotification(closeSheetNotification, async (parameters: CloseSheetParams) =>
    (await loading)?.closeSheet(parameters),
  );
  connection.onRequest<SheetsAnswer | Refused, void>(sheetsRequest, (parameters: FileParams) =>
    refusing(async () => (await importer()).sheets(parameters, await configuration.language())),
  );
  connection.onRequest<NewCatalogAnswer, void>(newCatalogRequest, async (parameters: NewCatalogParams) =>
    (await importer()).newCatalog(parameters, await contextAt(parameters.uri)),
  );
  connection.onRequest<ImportSheetAnswer | Refused, void>(importSheetRequest, (parameters: ImportSheetParams) =>
    refusing(async () => (await importer()).importSheet(parameters, await contextAt(parameters.uri))),
  );
  connection.onRequest<ImportKindsAnswer | Refused, void>(importKindsRequest, (parameters: ImportKindsParams) =>
    refusing(async () => (await importer()).importKinds(parameters, await contextAt(parameters.uri))),
  );
  connection.onRequest<ImportDocumentAnswer | Refused, void>(importDocumentRequest, (parameters: ImportDocumentParams) =>
    refusing(async () => (await importer()).importDocument(parameters, await contextAt(parameters.uri))),
  );
}
