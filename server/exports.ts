/** Requests about what is handed over. What writes it is loaded with the first. */

import { base64Of, bytesOf } from '../convert/base64.ts';
import { fixed, type Localized } from '../core/language.ts';
import {
  type ExportAnswer,
  type ExportParams,
  exportRequest,
  type FormsAnswer,
  type FormsParams,
  formsRequest,
} from './protocol/exports.ts';
import type { Refused } from './protocol/refused.ts';
import type { Session } from './session.ts';

const failed = fixed(
  'Kaijiの不具合により、書き出せませんでした。コマンド「出力パネルを表示する」で記録を確かめるか、別の形式で試してください。',
  'Kaiji failed while exporting. See the log (command "Show Output"), and try another format.',
);

const noPackage = fixed(
  'Kaijiの文書ではないため、書き出せません。書き出す文書を開いてから、もう一度実行してください。',
  'This is no Kaiji document. Open the document to export, then run the command again.',
);

export function registerExportRequests(session: Session): void {
  const { connection, configuration, host } = session;

  connection.onRequest(formsRequest, ({ uri }: FormsParams) =>
    session.guarded<FormsAnswer>(
      'forms',
      () => ({ forms: [] }),
      async () => {
        const { formChoices } = await host.loadExporter();
        const snapshot = await session.snapshot(uri);
        if (!snapshot) return { forms: [] };
        return { forms: formChoices(snapshot.whole, new Set([snapshot.file.uri]), await configuration.language(uri)) };
      },
    ),
  );

  connection.onRequest<ExportAnswer | Refused, void>(
    exportRequest,
    async ({ uri, form, to, audience, template, overwrite = false }: ExportParams) => {
      const language = await configuration.language(uri);
      const refuse = (why: Localized): Refused => ({ refused: why(language) });
      return session.guarded<ExportAnswer | Refused>(
        'export',
        () => refuse(failed),
        async () => {
          const { ExportError, exportPackage, exportReport, openFindings } = await host.loadExporter();
          const snapshot = await session.snapshot(uri);
          if (!snapshot) return refuse(noPackage);
          const { whole, file, options } = snapshot;
          try {
            const made = await exportPackage(whole, {
              form,
              to,
              audience,
              overwrite,
              language,
              date: options.date,
              uris: new Set([file.uri]),
              readPicture: (picture) => host.io.readBytes(picture, whole.uri),
              ...(template ? { template: { file: template.file, bytes: bytesOf(template.bytes) } } : {}),
            });
            const check = await snapshot.check();
            const open = openFindings(made.printed(), (one) => check.findingsOf(one));
            const problems = [...(open ? [open.text] : []), ...made.problems].map((problem) => problem(language));
            return {
              file: made.file,
              bytes: base64Of(made.bytes),
              problems,
              findings: open?.count ?? 0,
              report: problems.length > 0 ? exportReport(made.file, problems, language) : '',
              ...(made.done ? { done: made.done(language) } : {}),
            };
          } catch (error) {
            if (error instanceof ExportError) return refuse(error.text);
            throw error;
          }
        },
        uri,
      );
    },
  );
}
