/** The wizard for a new package: service, provider, sheets, place. Nothing is written before the last answer, and nothing over what is there. */
import * as vscode from 'vscode';
import {
  type NewPackageAnswer,
  type NewPackageParams,
  newPackageRequest,
  type PackageSheetsAnswer,
  type PackageSheetsParams,
  packageSheetsRequest,
  type SheetChoice,
} from '../../server/protocol/new-package.ts';
import { exists } from '../files.ts';
import { badFolderName, folderNameOf } from '../folder-name.ts';
import { sayError } from '../refused.ts';
import type { Server } from '../server.ts';
import { askInTurn, askOne, askSeveral, askText, type Question, type Said, type Turn } from '../wizard.ts';
import { writeTogether } from '../written.ts';

/** What the person has said so far. */
interface Known {
  readonly service: string;
  readonly provider: string;
  /** IDs; absent until they were asked for. */
  readonly sheets?: readonly string[];
  /** The folder in which, or in a folder of which, it is made. */
  readonly parent?: vscode.Uri;
  readonly place?: Place;
}

/** Where a package is written, and what. */
interface Place {
  readonly folder: vscode.Uri;
  readonly made: NewPackageAnswer;
}

/** @param chosen the folder the command was called on, in a menu */
export async function newPackage({ client }: Server, chosen: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const sheetsAt = (parent: vscode.Uri | undefined) =>
    client.sendRequest<PackageSheetsAnswer>(packageSheetsRequest, beside(parent) satisfies PackageSheetsParams);
  const filesAt = ({ service, provider, sheets = [], parent }: Known) =>
    client.sendRequest<NewPackageAnswer | null>(newPackageRequest, {
      service,
      provider,
      sheets,
      ...beside(parent),
    } satisfies NewPackageParams);
  const folders = vscode.workspace.workspaceFolders ?? [];
  const parent = chosen ?? (folders.length === 1 ? folders[0]?.uri : undefined);
  const questions: readonly Question<Known>[] = [
    askService,
    askProvider,
    async (known, turn) => askSheets(known, turn, (await sheetsAt(known.parent)).sheets),
    ...(parent ? [] : [askParent]),
    (known, turn) => askFolder(known, turn, filesAt),
  ];
  const known = await askInTurn(vscode.l10n.t('New package'), questions, {
    service: '',
    provider: '',
    ...(parent ? { parent } : {}),
  });
  if (!known?.place || !(await write(known.place))) return undefined;
  await showBeginning(known.place);
  return known.place.folder;
}

const askService: Question<Known> = async (known, turn) => {
  const said = await askText(turn, {
    prompt: vscode.l10n.t('Name of the service'),
    placeholder: vscode.l10n.t('Example Cloud Records'),
    value: known.service,
    validate: (name) =>
      name === '' ? mistake(vscode.l10n.t('Write the name of the service. It goes into every document.')) : undefined,
  });
  return typeof said === 'object' ? { ...known, service: said.text } : said;
};

const askProvider: Question<Known> = async (known, turn) => {
  const said = await askText(turn, {
    prompt: vscode.l10n.t('Provider (company name); may be left empty and written later'),
    placeholder: vscode.l10n.t('Example Inc.'),
    value: known.provider,
  });
  return typeof said === 'object' ? { ...known, provider: said.text } : said;
};

async function askSheets(known: Known, turn: Turn, choices: readonly SheetChoice[]): Promise<Said<Known>> {
  const items = choices.map(({ id, label, description, purpose, isUsual }) => ({
    id,
    label,
    description,
    detail: purpose,
    isUsual,
  }));
  const { sheets } = known;
  const said = await askSeveral(turn, items, {
    picked: items.filter(({ id, isUsual }) => (sheets ? sheets.includes(id) : isUsual)),
    placeholder: vscode.l10n.t('Which documents? Others can be added later with "New Document…"'),
    atLeastOne: vscode.l10n.t('Choose at least one document'),
  });
  return typeof said === 'object' ? { ...known, sheets: said.map(({ id }) => id) } : said;
}

/** Of several folders, or of none: then any on the machine. */
const askParent: Question<Known> = async (known, turn) => {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const another = { label: `$(folder-opened) ${vscode.l10n.t('Another folder…')}`, uri: undefined };
  const items = [...folders.map(({ name, uri }) => ({ label: `$(folder) ${name}`, uri })), another];
  const said = await askOne(turn, items, vscode.l10n.t('Where is the package made?'));
  if (typeof said !== 'object') return said;
  if (said.uri) return { ...known, parent: said.uri };
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Where is the package made?'),
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: vscode.l10n.t('Make it here'),
    })) ?? [];
  return uri ? { ...known, parent: uri } : askParent(known, turn);
};

async function askFolder(
  known: Known,
  turn: Turn,
  filesAt: (known: Known) => Promise<NewPackageAnswer | null>,
): Promise<Said<Known>> {
  const { parent } = known;
  const made = await filesAt(known);
  if (!parent) return undefined;
  if (!made) {
    void sayError(vscode.l10n.t('A document that was chosen cannot be made any more. Begin again, and choose anew.'));
    return undefined;
  }
  const around = nameOf(parent);
  const isTaken = (await fileThere(parent, made)) !== undefined;
  const said = await askText(turn, {
    prompt: isTaken
      ? vscode.l10n.t('A new folder in "{0}" for the package', around)
      : vscode.l10n.t('A new folder in "{0}" for the package; left empty, it is made in "{0}" itself', around),
    placeholder: isTaken ? '' : vscode.l10n.t('(in "{0}" itself)', around),
    value: (await isEmpty(parent)) ? '' : await freeName(parent, folderNameOf(known.service)),
    validate: (text) => judgeFolder(parent, text, made),
  });
  if (typeof said !== 'object') return said;
  return { ...known, place: { folder: said.text === '' ? parent : vscode.Uri.joinPath(parent, said.text), made } };
}

async function judgeFolder(
  parent: vscode.Uri,
  name: string,
  made: NewPackageAnswer,
): Promise<vscode.InputBoxValidationMessage | undefined> {
  const bad = badFolderName(name);
  if (bad) return mistake(sayBadName(bad));
  const folder = name === '' ? parent : vscode.Uri.joinPath(parent, name);
  const called = name === '' ? nameOf(parent) : name;
  const found = await vscode.workspace.fs.stat(folder).then(
    ({ type }) => type,
    () => undefined,
  );
  if (found === undefined) return undefined;
  if (!(found & vscode.FileType.Directory)) return mistake(vscode.l10n.t('"{0}" is a file. Choose another name.', called));
  const path = await fileThere(folder, made);
  if (path !== undefined) return mistake(sayTaken(called, path, name === ''));
  if (name === '') return undefined;
  const message = vscode.l10n.t('"{0}" is there already. The package is made in it; what it holds stays as it is.', called);
  return { message, severity: vscode.InputBoxValidationSeverity.Info };
}

/** The first file of the package that the folder has already. */
async function fileThere(folder: vscode.Uri, { files }: NewPackageAnswer): Promise<string | undefined> {
  for (const { path } of files) if (await exists(vscode.Uri.joinPath(folder, path))) return path;
  return undefined;
}

/** @param isAround whether it is the folder the new one is to be in */
function sayTaken(folder: string, path: string, isAround: boolean): string {
  if (path === 'kaiji.yaml')
    return isAround
      ? vscode.l10n.t('"{0}" is a package already. Name a new folder in it.', folder)
      : vscode.l10n.t('"{0}" is a package already. Choose another name.', folder);
  return isAround
    ? vscode.l10n.t('"{0}" has a file {1} already. Name a new folder in it.', folder, path)
    : vscode.l10n.t('"{0}" has a file {1} already. Choose another name.', folder, path);
}

function sayBadName(bad: NonNullable<ReturnType<typeof badFolderName>>): string {
  switch (bad.why) {
    case 'character':
      return vscode.l10n.t('"{0}" cannot stand in the name of a folder.', bad.character);
    case 'ending':
      return vscode.l10n.t('The name of a folder cannot end in a dot or begin or end with a space.');
    case 'reserved':
      return vscode.l10n.t('Windows keeps this name for a device. Choose another name.');
    case 'length':
      return vscode.l10n.t('The name is too long. Shorten it.');
  }
}

async function write({ folder, made }: Place): Promise<boolean> {
  const files = made.files.map(({ path, text }) => ({ target: vscode.Uri.joinPath(folder, path), content: text }));
  // While the person was asked, somebody else may have written there.
  for (const { target } of files) {
    if (!(await exists(target))) continue;
    void sayError(
      vscode.l10n.t('{0} is there already and was left alone. Nothing was written.', vscode.workspace.asRelativePath(target)),
    );
    return false;
  }
  return writeTogether(folder, files);
}

/** The coverage view, the first place to write with the cursor in it, and what was made. */
async function showBeginning({ folder, made: { files, begin } }: Place): Promise<void> {
  await vscode.commands.executeCommand('kaiji.coverage.focus');
  const selection = new vscode.Range(begin.line, begin.start, begin.line, begin.end);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, begin.path), { selection, preview: false });
  const told = vscode.l10n.t(
    'The package "{0}" was made: {1} files. Write where ●● stands and where the findings point.',
    nameOf(folder),
    files.length,
  );
  // A message without a button is cut to one line.
  const isHere = vscode.workspace.getWorkspaceFolder(folder) !== undefined;
  const next = isHere ? vscode.l10n.t('Next Steps') : vscode.l10n.t('Open the Folder');
  void vscode.window.showInformationMessage(told, next).then((chosen) => {
    if (chosen !== next) return;
    if (isHere) void vscode.commands.executeCommand('kaiji.begin');
    else void vscode.commands.executeCommand('vscode.openFolder', folder);
  });
}

/** A file that will stand there says which catalogs count: of the folder's package, or of its workspace. */
function beside(parent: vscode.Uri | undefined): { readonly uri?: string } {
  return parent ? { uri: vscode.Uri.joinPath(parent, 'new.kaiji.yaml').toString() } : {};
}

/** Whether a person would call it so: what begins with a dot is not seen. */
async function isEmpty(folder: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.readDirectory(folder).then(
    (entries) => entries.every(([name]) => name.startsWith('.')),
    () => false,
  );
}

async function freeName(parent: vscode.Uri, name: string): Promise<string> {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}-${count}`;
    if (!(await exists(vscode.Uri.joinPath(parent, candidate)))) return candidate;
  }
}

/** What people call a folder. */
function nameOf(folder: vscode.Uri): string {
  return folder.path.split('/').filter(Boolean).at(-1) ?? folder.toString(true);
}

function mistake(message: string): vscode.InputBoxValidationMessage {
  return { message, severity: vscode.InputBoxValidationSeverity.Error };
}
