/** Showing only some of the coverage view: by what is true of items, and by words. */
import * as vscode from 'vscode';
import type { CoverageFilter } from '../../server/protocol/coverage-view.ts';
import { EVERYTHING, isNarrowed, type Narrowed, type PackageTree } from './package-tree.ts';

/** True while not everything is shown. */
const NARROWED = 'kaiji.coverage.narrowed';

interface Row extends vscode.QuickPickItem {
  readonly filter: CoverageFilter;
}

/** What can be asked for, in the words of the view. */
function rows(): readonly Row[] {
  return [
    {
      filter: 'unanswered',
      label: vscode.l10n.t('Not answered'),
      detail: vscode.l10n.t('Without an answer, a text or a treatment, or with one that is still to be written'),
    },
    {
      filter: 'unbacked',
      label: vscode.l10n.t('No evidence'),
      detail: vscode.l10n.t('Said to be done, and nothing of the register is named for it'),
    },
    {
      filter: 'notApplicable',
      label: vscode.l10n.t('Not applicable'),
      detail: vscode.l10n.t('Items that do not concern the service'),
    },
    { filter: 'judged', label: vscode.l10n.t('Judged'), detail: vscode.l10n.t('Items an evaluator has judged') },
    {
      filter: 'overdue',
      label: vscode.l10n.t('Overdue'),
      detail: vscode.l10n.t('With a plan or an improvement whose day has passed'),
    },
  ];
}

/** Registers the commands that narrow a tree, and has the head of its view say by what. @returns what takes them away */
export function registerNarrowing(tree: PackageTree): vscode.Disposable[] {
  const { view } = tree;
  const narrow = (part: Partial<Narrowed>) => {
    const to = { ...tree.narrowed, ...part };
    void vscode.commands.executeCommand('setContext', NARROWED, isNarrowed(to));
    view.description = isNarrowed(to) ? said(to) : '';
    void tree.narrow(to);
  };
  return [
    tree.onDidAnswer(({ shown }) => {
      const isEmpty = shown === 0 && isNarrowed(tree.narrowed);
      view.message = isEmpty ? vscode.l10n.t('No item fits "{0}".', said(tree.narrowed)) : '';
    }),
    vscode.commands.registerCommand('kaiji.coverage.search', async () => search(await seen(tree), narrow)),
    vscode.commands.registerCommand('kaiji.coverage.filter', async () => filter(await seen(tree), narrow)),
    vscode.commands.registerCommand('kaiji.coverage.clear', () => narrow(EVERYTHING)),
  ];
}

/** What is narrowed is to be seen, wherever the command came from. */
async function seen(tree: PackageTree): Promise<PackageTree> {
  if (!tree.view.visible) await vscode.commands.executeCommand('kaiji.coverage.focus');
  return tree;
}

/** What is shown alone, as the head of the view says it. */
function said({ filters, words }: Narrowed): string {
  const labels = rows().flatMap((row) => (filters.includes(row.filter) ? [row.label] : []));
  return [labels.join(' / '), words].filter((part) => part !== '').join(' · ');
}

/** Narrows with every key. Enter keeps what is found, Escape gives back what was shown. */
function search(tree: PackageTree, narrow: (part: Partial<Narrowed>) => void): void {
  const before = tree.narrowed.words;
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Search the items');
  box.placeholder = vscode.l10n.t('Number or words, e.g. CL-94 or password');
  box.prompt = vscode.l10n.t('Empty shows everything again');
  box.value = before;
  let isKept = false;
  box.onDidChangeValue((value) => narrow({ words: value.trim() }));
  box.onDidAccept(() => {
    isKept = true;
    box.hide();
    void vscode.commands.executeCommand('kaiji.coverage.focus');
  });
  box.onDidHide(() => {
    box.dispose();
    if (!isKept && tree.narrowed.words !== before) narrow({ words: before });
  });
  box.show();
}

/** Narrows with every choice, as the search does. */
function filter(tree: PackageTree, narrow: (part: Partial<Narrowed>) => void): void {
  const before = tree.narrowed.filters;
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = vscode.l10n.t('Show only');
  pick.placeholder = vscode.l10n.t('Items of which one of these is true; none for everything');
  pick.canSelectMany = true;
  pick.items = rows();
  pick.selectedItems = pick.items.filter((row) => before.includes(row.filter));
  let isKept = false;
  pick.onDidChangeSelection((chosen) => {
    const filters = chosen.map((row) => row.filter);
    if (filters.join() !== tree.narrowed.filters.join()) narrow({ filters });
  });
  pick.onDidAccept(() => {
    isKept = true;
    pick.hide();
  });
  pick.onDidHide(() => {
    pick.dispose();
    if (!isKept && tree.narrowed.filters !== before) narrow({ filters: before });
  });
  pick.show();
}
