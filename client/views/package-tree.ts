/** A view of packages as a tree, of which the server tells branch by branch what is unfolded. While it is hidden, nothing is asked. */
import * as vscode from 'vscode';
import { State } from 'vscode-languageclient';
import type { ChangedParams } from '../../server/protocol/changes.ts';
import {
  type CoverageFilter,
  type ViewName,
  type ViewNode,
  type ViewNodesAnswer,
  type ViewNodesParams,
  viewNodesRequest,
} from '../../server/protocol/coverage-view.ts';
import type { Server } from '../server.ts';
import { itemOf } from './item.ts';
import { Renewal, type Stale } from './renewal.ts';
import { type Asked, packageOf, type Redraw, Told } from './told.ts';

/** What alone is shown; everything where nothing is said. */
export interface Narrowed {
  readonly filters: readonly CoverageFilter[];
  readonly words: string;
}

export const EVERYTHING: Narrowed = { filters: [], words: '' };

/** What was told while only some, or everything, was asked for. */
interface Shown {
  readonly told: Told;
  readonly narrowed: Narrowed;
}

/** Of questions that are never given up. */
const WAITED_FOR = new vscode.CancellationTokenSource().token;

/** So many are unfolded at once where a person looks for some: all they look for is seen. */
const UNFOLDED = 200;

/** Elements are ids of nodes: what stands under one is looked up, and the same as long as it is the same thing. */
export class PackageTree implements vscode.TreeDataProvider<string>, vscode.Disposable {
  readonly view: vscode.TreeView<string>;
  private readonly redrawn = new vscode.EventEmitter<string[] | undefined>();
  readonly onDidChangeTreeData = this.redrawn.event;
  private shown: Shown = { told: new Told(), narrowed: EVERYTHING };
  /** What a person last asked for; shown as soon as it is there. */
  private wanted = EVERYTHING;
  /** Ends the questions for what a person no longer wants. */
  private narrowing = new vscode.CancellationTokenSource();
  private readonly answered = new vscode.EventEmitter<Told>();
  /** What is shown was told anew. */
  readonly onDidAnswer = this.answered.event;
  private readonly renewal: Renewal;
  /** Unfolded in the view of everything, for when it comes back: VS Code itself remembers only in later versions than 1.91. */
  private readonly unfolded = new Set<string>();
  private readonly subscriptions: readonly vscode.Disposable[];

  /** @param name of the view; its id in the manifest is `kaiji.` and this */
  constructor(
    private readonly server: Server,
    readonly name: ViewName,
  ) {
    const { client, onChanged } = server;
    const id = `kaiji.${name}`;
    this.view = vscode.window.createTreeView(id, { treeDataProvider: this, showCollapseAll: true });
    this.renewal = new Renewal(
      () => this.view.visible && client.isRunning(),
      (stale) => this.renew(stale),
    );
    this.subscriptions = [
      this.view,
      this.redrawn,
      this.answered,
      this.view.onDidChangeVisibility(() => this.renewal.renew()),
      this.view.onDidExpandElement(({ element }) => {
        if (!isNarrowed(this.shown.narrowed)) this.unfolded.add(element);
      }),
      this.view.onDidCollapseElement(({ element }) => {
        if (!isNarrowed(this.shown.narrowed)) this.unfolded.delete(element);
      }),
      onChanged(({ packages }: ChangedParams) => this.renewal.changed(packages)),
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) void this.renewal.changed();
      }),
    ];
  }

  get narrowed(): Narrowed {
    return this.wanted;
  }

  node(id: string): ViewNode | undefined {
    return this.shown.told.node(id);
  }

  getTreeItem(id: string): vscode.TreeItem {
    const { told, narrowed } = this.shown;
    const node = told.node(id);
    if (!node) return new vscode.TreeItem('');
    // VS Code remembers by id too: what is unfolded while looking for some stays out of the view of everything.
    const turn = isNarrowed(narrowed) ? JSON.stringify([narrowed, told.shown <= UNFOLDED]) : '';
    return itemOf(node, this.isOpen(node, this.shown), turn);
  }

  getParent(id: string): string | undefined {
    return this.shown.told.parentOf(id);
  }

  async getChildren(id?: string): Promise<string[]> {
    const { shown } = this;
    const known = shown.told.childrenOf(id);
    if (known) return [...known];
    // Where there is nothing to serve, nothing is started: the view is asked again when there is.
    if (this.server.client.state === State.Stopped) return [];
    const before = this.renewal.count;
    await this.ask(shown, id === undefined ? { roots: true, of: [] } : { of: [id] });
    if (this.renewal.count !== before) void this.renewal.changed(id === undefined ? undefined : [packageOf(id)]);
    return [...(shown.told.childrenOf(id) ?? [])];
  }

  /** Shows only some, or everything again. What is shown stays until all that takes its place is there. */
  async narrow(to: Narrowed): Promise<void> {
    this.wanted = to;
    this.narrowing.cancel();
    this.narrowing = new vscode.CancellationTokenSource();
    const before = this.renewal.count;
    const next: Shown = { told: new Told(), narrowed: to };
    await this.unfold(next, this.narrowing.token);
    if (this.wanted !== to || !next.told.childrenOf()) return;
    this.shown = next;
    this.redrawn.fire(undefined);
    this.answered.fire(next.told);
    if (this.renewal.count !== before) void this.renewal.changed();
    // What is found is read from its beginning.
    const first = next.told.childrenOf()?.[0];
    if (first !== undefined) await this.show(first, false);
  }

  /** Selects a node, without moving the keyboard. @param path ids from the top of the view down to it. @returns false where it is not shown */
  async reveal(path: readonly string[]): Promise<boolean> {
    const { shown, view } = this;
    for (const [i, id] of path.entries()) {
      const siblings = await this.getChildren(i === 0 ? undefined : path[i - 1]);
      if (!siblings.includes(id)) return false;
    }
    const id = path.at(-1);
    if (id !== undefined && this.shown === shown && view.selection[0] !== id) await this.show(id, true);
    return true;
  }

  dispose(): void {
    this.narrowing.dispose();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private async show(id: string, select: boolean): Promise<void> {
    // A hidden view would be shown by it; and what is redrawn meanwhile may hold it no more.
    if (this.view.visible) await this.view.reveal(id, { select, focus: false }).then(undefined, () => {});
  }

  /** Whether a node is unfolded when it comes into view. */
  private isOpen({ id, kind }: ViewNode, { told, narrowed }: Shown): boolean {
    const isAlone = kind === 'package' && told.childrenOf()?.length === 1;
    return isAlone || (isNarrowed(narrowed) ? told.shown <= UNFOLDED : this.unfolded.has(id));
  }

  /** Asks level by level for all that will be unfolded at once. */
  private async unfold(next: Shown, token: vscode.CancellationToken): Promise<void> {
    const { told } = next;
    await this.ask(next, { roots: true, of: [] }, token);
    let level = told.childrenOf() ?? [];
    while (!token.isCancellationRequested) {
      const nodes = level.flatMap((id) => told.node(id) ?? []);
      const of = nodes.flatMap((node) => (node.hasChildren && this.isOpen(node, next) ? [node.id] : []));
      if (of.length === 0) return;
      await this.ask(next, { of }, token);
      level = of.flatMap((id) => told.childrenOf(id) ?? []);
    }
  }

  /** Asks again for what is unfolded, and draws what is different. */
  private async renew(stale: Stale): Promise<'all' | undefined> {
    const { shown } = this;
    const packages = stale === 'all' ? undefined : stale;
    const of = shown.told.unfolded(packages);
    const redraw = await this.ask(shown, { roots: true, ...(packages ? { packages: [...packages] } : {}), of });
    if (this.shown !== shown) return undefined;
    if (redraw === undefined) return 'all';
    if (redraw === 'everything') this.redrawn.fire(undefined);
    else if (redraw.length > 0) this.redrawn.fire([...redraw]);
    return undefined;
  }

  private async ask(shown: Shown, asked: Asked, token = WAITED_FOR): Promise<Redraw | undefined> {
    const parameters: ViewNodesParams = { view: this.name, ...asked, ...shown.narrowed };
    const { client } = this.server;
    // A server that is gone is started again, and tells that it is.
    const answer = await client.sendRequest<ViewNodesAnswer>(viewNodesRequest, parameters, token).catch(() => undefined);
    if (!answer || (asked.roots && !answer.roots)) return [];
    const redraw = shown.told.take(asked, answer);
    if (this.shown === shown) this.answered.fire(shown.told);
    return redraw;
  }
}

/** Whether anything may be left out of what is shown. */
export function isNarrowed({ filters, words }: Narrowed): boolean {
  return filters.length > 0 || words !== '';
}
