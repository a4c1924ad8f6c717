import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Refused } from '../../core/features/rename.ts';
import type { Language } from '../../core/language.ts';
import { type Feature, offsetOf } from './feature.ts';

/** What a rename gives, or the error that says why there is none. */
function granted<T extends object>(result: T | Refused, language: Language): T {
  if ('refused' in result) throw new ResponseError(LSPErrorCodes.RequestFailed, result.refused(language));
  return result;
}

export const rename: Feature = {
  capabilities: ({ configuration }) => ({
    renameProvider: configuration.client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
  }),
  register(session, answer) {
    const { connection } = session;
    connection.onPrepareRename((asked, token) =>
      answer('prepare rename', asked, token, null, ({ prepareRename }, snapshot) =>
        granted(prepareRename(snapshot.whole, snapshot.file, offsetOf(snapshot, asked)), snapshot.language),
      ),
    );
    connection.onRenameRequest((asked, token) =>
      answer('rename', asked, token, null, async ({ outwardEdit, rename }, snapshot) => {
        const { whole, file, language } = snapshot;
        const packages = await session.related(whole);
        const edit = granted(rename(whole, file, offsetOf(snapshot, asked), packages, asked.newName), language);
        const fileAt = (uri: string) => packages.find(({ files }) => files.has(uri))?.files.get(uri);
        return outwardEdit(edit, { fileAt }, session);
      }),
    );
  },
};
