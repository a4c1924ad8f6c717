/** What changed since a revision, or against another folder or file: chosen, compared by the server, shown as a page, saved as a document. */
import * as vscode from 'vscode';
import { bytesOf } from '../../convert/base64.ts';
import { type DiffAnswer, type DiffParams, type DiffSide, diffRequest } from '../../server/protocol/diff.ts';
import type { Refused } from '../../server/protocol/refused.ts';
import { packageFolder } from '../choose-target.ts';
import { filesAt, type Repository, repositoryOf, tagsOf } from '../git.ts';
import { refused } from '../refused.ts';
import type { ReportPage } from '../report-page.ts';
import { activeKaijiUri, type Server } from '../server.ts';
import { whileWaiting } from '../waiting.ts';
import { tellWritten, writeFile } from '../written.ts';

/** How many commits and tags are offered. */
const OFFERED = 20;

export function registerDiffCommand(server: Server, pages: ReportPage): vscode.Disposable {
  return vscode.commands.registerCommand('kaiji.diff', (uri?: unknown) =>
    diff(server, pages, uri instanceof vscode.Uri ? uri : undefined),
  );
}

async function diff({ client }: Server, pages: ReportPage, asked: vscode.Uri | undefined): Promise<void> {
  const subject = asked ? subjectOf(asked) : await subjectAtHand();
  if (!subject) return;
  const name = nameOf(subject);
  const old = await chooseOld(subject, name);
  if (!old) return;
  const sides = { old, now: { uri: subject.toString(), label: name } };
  const compare = (to: DiffParams['to']) =>
    whileWaiting(vscode.l10n.t('Comparing {0}…', name), () =>
      client.sendRequest<DiffAnswer | Refused>(diffRequest, { to, ...sides } satisfies DiffParams),
    );
  const answer = await compare('md');
  if (refused(answer)) return;
  await pages.open(`${answer.name} ${name.replaceAll('/', '-')}`, answer.content);
  const save = vscode.l10n.t('Save as…');
  const told =
    answer.changes === 0
      ? vscode.l10n.t('Nothing changed between {0} and {1}.', old.label, name)
      : answer.reagree === 0
        ? vscode.l10n.t('{0} changes, none to be agreed to again with the medical institution.', answer.changes)
        : vscode.l10n.t('{0} changes, {1} to be agreed to again with the medical institution.', answer.changes, answer.reagree);
  if ((await vscode.window.showInformationMessage(told, ...(answer.changes === 0 ? [] : [save]))) === save)
    await saveAs(answer, subject, compare);
}

/** Its path in the workspace, or the name of the workspace's own folder. */
function nameOf(subject: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(subject);
  return folder?.uri.toString() === subject.toString() ? folder.name : vscode.workspace.asRelativePath(subject);
}

/** A manifest stands for its package. */
function subjectOf(uri: vscode.Uri): vscode.Uri {
  return uri.path.endsWith('/kaiji.yaml') ? vscode.Uri.joinPath(uri, '..') : uri;
}

/** The package of the document at hand, else the document; asked for where there is none. */
async function subjectAtHand(): Promise<vscode.Uri | undefined> {
  const active = activeKaijiUri();
  if (active !== undefined) {
    const document = vscode.Uri.parse(active);
    return (await packageFolder(document)) ?? document;
  }
  return chooseOther(vscode.l10n.t('Which folder has the newer version?'), true, undefined);
}

interface Row extends vscode.QuickPickItem {
  readonly choose?: () => Promise<DiffSide | undefined>;
}

async function chooseOld(subject: vscode.Uri, name: string): Promise<DiffSide | undefined> {
  const repository = await repositoryOf(subject);
  const isFile = isDocument(subject);
  const other = async (): Promise<DiffSide | undefined> => {
    const uri = await chooseOther(vscode.l10n.t('Where is the older version?'), !isFile, subject);
    return uri && { uri: uri.toString(), label: nameOf(uri) };
  };
  const elsewhere: Row = isFile
    ? { label: `$(file) ${vscode.l10n.t('Another file…')}`, choose: other }
    : { label: `$(folder) ${vscode.l10n.t('Another folder…')}`, choose: other };
  const row = await vscode.window.showQuickPick([...(repository ? await revisions(repository, subject) : []), elsewhere], {
    title: vscode.l10n.t('Compare {0} with which older version?', name),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return row?.choose?.();
}

/** Where the package stood last, its tags, and the commits that touched it. */
async function revisions(repository: Repository, subject: vscode.Uri): Promise<readonly Row[]> {
  const [tags, commits] = await Promise.all([
    tagsOf(repository, OFFERED),
    repository.log({ maxEntries: OFFERED, path: subject.fsPath }).catch(() => []),
  ]);
  const day = (date: Date | undefined) => date?.toLocaleDateString(vscode.env.language) ?? '';
  const choose = (revision: string, label: string) => async (): Promise<DiffSide> => ({
    uri: subject.toString(),
    label,
    was: await filesAt(repository, revision),
  });
  const separator = (label: string): Row => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const head: Row = {
    label: `$(git-commit) ${vscode.l10n.t('The last commit')}`,
    description: 'HEAD',
    choose: choose('HEAD', vscode.l10n.t('The last commit')),
  };
  return [
    ...(commits.length > 0 ? [head] : []),
    ...(tags.length > 0 ? [separator(vscode.l10n.t('Tags'))] : []),
    ...tags.map((tag): Row => ({ label: `$(tag) ${tag}`, choose: choose(tag, tag) })),
    ...(commits.length > 0 ? [separator(vscode.l10n.t('Commits'))] : []),
    ...commits.map(({ hash, message, authorDate }): Row => {
      const [subjectLine = ''] = message.split('\n');
      const which = [day(authorDate), hash.slice(0, 8)].filter(Boolean).join(' ');
      return { label: `$(git-commit) ${subjectLine}`, description: which, choose: choose(hash, `${subjectLine} (${which})`) };
    }),
    separator(''),
  ];
}

async function chooseOther(title: string, isFolder: boolean, beside: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const near = beside ? vscode.Uri.joinPath(beside, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  const [uri] =
    (await vscode.window.showOpenDialog({
      title,
      canSelectFolders: isFolder,
      canSelectFiles: !isFolder,
      openLabel: vscode.l10n.t('Compare'),
      ...(near ? { defaultUri: near } : {}),
      ...(isFolder ? {} : { filters: { Kaiji: ['yaml', 'yml'] } }),
    })) ?? [];
  return uri;
}

/** The formats of a comparison to be handed over, by their endings. */
const FORMATS = { docx: 'Word', html: 'HTML', md: 'Markdown' } as const;

/** Asks in which format and where to. */
async function saveAs(
  { name }: DiffAnswer,
  subject: vscode.Uri,
  compare: (to: DiffParams['to']) => Thenable<DiffAnswer | Refused>,
): Promise<void> {
  const formats = Object.keys(FORMATS) as (keyof typeof FORMATS)[];
  const rows = formats.map((to) => ({ label: FORMATS[to], description: `.${to}`, to }));
  const format = await vscode.window.showQuickPick(rows, { title: vscode.l10n.t('In which format?'), ignoreFocusOut: true });
  if (!format) return;
  const { to } = format;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Where should it be kept?'),
    defaultUri: vscode.Uri.joinPath(subject, isDocument(subject) ? '..' : '', `${name}.${to}`),
    filters: { [FORMATS[to]]: [to] },
  });
  if (!target) return;
  const answer = await compare(to);
  if (refused(answer)) return;
  if (await writeFile(target, to === 'docx' ? bytesOf(answer.content) : answer.content)) await tellWritten(target);
}

function isDocument({ path }: vscode.Uri): boolean {
  return /\.ya?ml$/.test(path);
}
