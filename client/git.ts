/** Earlier versions of files, by VS Code's own git extension; only what is used of its interface (`vscode.git`, version 1). */
import * as vscode from 'vscode';

interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<GitApi['state']>;
  getRepository(uri: vscode.Uri): Repository | null;
}

/** A repository as the git extension has it. */
export interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly workingTreeChanges: readonly GitChange[];
    readonly untrackedChanges?: readonly GitChange[];
    readonly indexChanges: readonly GitChange[];
  };
  log(options: { maxEntries: number; path: string }): Promise<readonly Commit[]>;
  getRefs?(query: { sort: 'committerdate'; count: number }): Promise<readonly Ref[]>;
  /** What differs between the files now and a revision, untracked ones aside. */
  diffWith(revision: string): Promise<readonly GitChange[]>;
  /** A file of a revision; rejects where it has none. */
  show(revision: string, path: string): Promise<string>;
}

interface GitChange {
  readonly uri: vscode.Uri;
  readonly originalUri: vscode.Uri;
  readonly renameUri?: vscode.Uri;
  readonly status: number;
}

export interface Commit {
  readonly hash: string;
  readonly message: string;
  readonly authorDate?: Date;
}

interface Ref {
  /** 2 for a tag. */
  readonly type: number;
  readonly name?: string;
  readonly commit?: string;
}

const TAG = 2;
const UNTRACKED = 7;

/** The repository a file or folder is in; undefined where there is none, or no git. */
export async function repositoryOf(uri: vscode.Uri): Promise<Repository | undefined> {
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
  if (!extension) return undefined;
  try {
    const git = (await extension.activate()).getAPI(1);
    await initialized(git);
    return git.getRepository(uri) ?? undefined;
  } catch {
    // Switched off in the settings.
    return undefined;
  }
}

/** Just after the start of the editor, the repositories of the workspace are still being looked for. */
async function initialized({ state, onDidChangeState }: GitApi): Promise<void> {
  if (state === 'initialized') return;
  await new Promise<void>((done) => {
    const waiting = onDidChangeState(() => {
      waiting.dispose();
      done();
    });
  });
}

/** Names of tags, the newest first. */
export async function tagsOf(repository: Repository, count: number): Promise<readonly string[]> {
  const refs = (await repository.getRefs?.({ sort: 'committerdate', count: 200 }).catch(() => [])) ?? [];
  return refs.flatMap(({ type, name }) => (type === TAG && name !== undefined ? [name] : [])).slice(0, count);
}

/** The kaiji files that were others in a revision, as they were then; null for those it did not have. */
export async function filesAt(
  repository: Repository,
  revision: string,
): Promise<readonly { readonly uri: string; readonly text: string | null }[]> {
  const { workingTreeChanges, untrackedChanges = [], indexChanges } = repository.state;
  const changed = await repository.diffWith(revision);
  const untracked = [...workingTreeChanges, ...untrackedChanges].filter(({ status }) => status === UNTRACKED);
  const uris = new Map<string, vscode.Uri>();
  for (const { uri, originalUri, renameUri } of [...changed, ...indexChanges, ...untracked])
    for (const one of [uri, originalUri, renameUri]) if (one && isKaijiFile(one)) uris.set(one.toString(), one);
  return Promise.all(
    [...uris.values()].map(async (uri) => {
      const text = await repository.show(revision, uri.fsPath).catch(() => null);
      return { uri: uri.toString(), text };
    }),
  );
}

function isKaijiFile({ path }: vscode.Uri): boolean {
  return /(?:\.kaiji\.ya?ml|(?:^|\/)kaiji\.yaml)$/.test(path);
}
