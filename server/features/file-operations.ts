import type { FileOperationRegistrationOptions, WorkspaceEdit } from 'vscode-languageserver';
import type { Feature } from './feature.ts';

/** Evidence is files of any name, and folders: whether a rename concerns anything is told by what the packages say. */
const EVERYTHING: FileOperationRegistrationOptions = { filters: [{ pattern: { glob: '**' } }] };

/** Renaming and moving files in the editor; what has come, gone or moved then is told to the session (server.ts). */
export const fileOperations: Feature = {
  capabilities: {
    workspace: {
      fileOperations: { willRename: EVERYTHING, didRename: EVERYTHING, didCreate: EVERYTHING, didDelete: EVERYTHING },
    },
  },
  register(session) {
    const { connection, folders, host } = session;
    connection.workspace.onWillRenameFiles(({ files }) =>
      session.guarded<WorkspaceEdit | null>(
        'renaming files',
        () => null,
        async () => {
          const [{ workspace }, answers] = await Promise.all([session.ready(), host.loadAnswers()]);
          const moves = new answers.Moves(files);
          const { packages, homeAfter } = await answers.concernedBy(moves, workspace, folders);
          const edits = packages.map((whole) => {
            const edit = answers.toWorkspaceEdit(answers.fileMoveEdits(whole, moves, homeAfter), whole);
            return answers.outwardEdit(edit, whole, session);
          });
          return answers.together(edits);
        },
      ),
    );
  },
};
