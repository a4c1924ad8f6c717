/** Our views in the activity bar: how far the packages are, and the register of evidence. */
import * as vscode from 'vscode';
import { SHOW_CLAUSE } from '../clause-page.ts';
import type { Server } from '../server.ts';
import { follow } from './follow.ts';
import { goTo, type Wanted } from './go.ts';
import { OPEN } from './item.ts';
import { registerNarrowing } from './narrowing.ts';
import { PackageTree } from './package-tree.ts';
import { rowAtHand } from './row-at-hand.ts';

/** Makes the views and registers their commands. @returns what ends them */
export function registerViews(server: Server): vscode.Disposable[] {
  const coverage = new PackageTree(server, 'coverage');
  const evidence = new PackageTree(server, 'evidence');
  const nodeOf = (id: string) => coverage.node(id) ?? evidence.node(id);
  /** Called by a menu with a node, by a key for the row it was pressed on. */
  const onNode = (command: string, run: (id: string) => unknown) =>
    vscode.commands.registerCommand(command, async (named: unknown) => {
      const id = typeof named === 'string' ? named : await rowAtHand([coverage.view, evidence.view]);
      return id === undefined ? undefined : run(id);
    });
  const go = (id: string, how: Pick<Wanted, 'make' | 'toWrite'>) => {
    const node = evidence.node(id);
    return goTo(server, { view: node && node.kind !== 'package' ? 'evidence' : 'coverage', id, ...how });
  };
  const showClause = (id: string) => {
    const { kind = '', copied } = nodeOf(id) ?? {};
    const isClause = ['control', 'section', 'scenario'].includes(kind);
    return isClause ? vscode.commands.executeCommand(SHOW_CLAUSE, copied, documentOf(id)) : undefined;
  };
  return [
    coverage,
    evidence,
    follow(server, coverage, 'coverage'),
    follow(server, evidence, 'evidence'),
    ...registerNarrowing(coverage),
    tellEmpty(coverage),
    tellEmpty(evidence),
    // Looking changes no document: what has no entry shows what it asks.
    onNode(OPEN, async (id) => {
      const state = nodeOf(id)?.state;
      if (state === 'absent' || !(await go(id, { make: false, toWrite: state === 'unanswered' }))) await showClause(id);
    }),
    // Called so where there is an entry, and where one is made.
    ...['kaiji.view.write', 'kaiji.view.add'].map((command) => onNode(command, (id) => go(id, { make: true, toWrite: true }))),
    onNode('kaiji.view.clause', showClause),
    onNode('kaiji.view.copyId', (id) => {
      const copied = nodeOf(id)?.copied;
      return copied === undefined ? undefined : vscode.env.clipboard.writeText(copied);
    }),
    onNode('kaiji.evidence.openFile', (id) => {
      const file = evidence.node(id)?.file;
      return file === undefined ? undefined : vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(file));
    }),
  ];
}

/** The document a node is in, whose package a clause is told of. */
function documentOf(id: string): string | undefined {
  return /^[^\n]*\n([^\n]*)#\d+(?:\n|$)/.exec(id)?.[1];
}

/** A key for the view's welcome, `kaiji.coverage.empty` and the like: there are packages, and nothing in them for the view. */
function tellEmpty(tree: PackageTree): vscode.Disposable {
  return tree.onDidAnswer((told) => {
    void vscode.commands.executeCommand('setContext', `kaiji.${tree.name}.empty`, told.childrenOf()?.length === 0);
  });
}
