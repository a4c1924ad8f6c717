/** How a node of our views looks, and what it says. */
import * as vscode from 'vscode';
import type { ViewNode, ViewState } from '../../server/protocol/coverage-view.ts';

/** What a click or Enter does. */
export const OPEN = 'kaiji.view.open';

/** Each of a shape of its own: colour only helps. What they say stands in words beside them too. */
const OF_STATE: Readonly<Record<ViewState, vscode.ThemeIcon>> = {
  overdue: icon('watch', 'list.errorForeground'),
  expired: icon('error', 'list.errorForeground'),
  missing: icon('warning', 'list.errorForeground'),
  absent: icon('circle-large-outline', 'disabledForeground'),
  unanswered: icon('edit', 'list.warningForeground'),
  expiring: icon('watch', 'list.warningForeground'),
  unbacked: icon('unverified', 'list.warningForeground'),
  unused: icon('debug-disconnect', 'list.warningForeground'),
  notApplicable: icon('circle-slash', 'disabledForeground'),
  judged: icon('verified', 'testing.iconPassed'),
  done: icon('pass', 'testing.iconPassed'),
};

const OF_KIND: Readonly<Record<ViewNode['kind'], vscode.ThemeIcon>> = {
  package: icon('package'),
  checklist: icon('checklist'),
  disclosure: icon('book'),
  risks: icon('shield'),
  category: icon('list-tree'),
  control: icon('circle-outline'),
  section: icon('circle-outline'),
  scenario: icon('circle-outline'),
  evidence: icon('file'),
  citation: icon('references'),
};

function icon(name: string, color?: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** @param turn set before the id where the same node is to be another to VS Code */
export function itemOf(node: ViewNode, isUnfolded: boolean, turn: string): vscode.TreeItem {
  const { id, kind, state, label, description, tooltip, spoken, hasChildren, file } = node;
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, hasChildren ? (isUnfolded ? Expanded : Collapsed) : None);
  item.id = turn + id;
  item.description = description;
  item.tooltip = tooltip;
  item.accessibilityInformation = { label: spoken };
  item.iconPath = state === undefined ? OF_KIND[kind] : OF_STATE[state];
  // What menus ask for: `control.absent`, `evidence.expired.file`.
  item.contextValue = [kind, state, file === undefined ? undefined : 'file'].filter(Boolean).join('.');
  // What holds others is unfolded by a click.
  if (!hasChildren || kind === 'evidence') item.command = { command: OPEN, title: '', arguments: [id] };
  return item;
}
