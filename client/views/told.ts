/** What a view was told of its tree, and what of it an answer makes different. Knows nothing of VS Code. */
import type { ViewNode, ViewNodesAnswer, ViewNodesParams } from '../../server/protocol/coverage-view.ts';

/** The part of a request that says what its answer is about. */
export type Asked = Pick<ViewNodesParams, 'roots' | 'packages' | 'of'>;

/** What is to be drawn again: nodes with all below them, or everything. */
export type Redraw = readonly string[] | 'everything';

/** The nodes of one view, as far as they were told. Has a life cycle: until the view is narrowed otherwise. */
export class Told {
  private readonly nodes = new Map<string, ViewNode>();
  private readonly children = new Map<string, readonly string[]>();
  private readonly parents = new Map<string, string>();
  private top: readonly string[] | undefined;

  node(id: string): ViewNode | undefined {
    return this.nodes.get(id);
  }

  /** Of the top where no id is given; undefined where it was not told yet. */
  childrenOf(id?: string): readonly string[] | undefined {
    return id === undefined ? this.top : this.children.get(id);
  }

  parentOf(id: string): string | undefined {
    return this.parents.get(id);
  }

  /** How many are shown of what is counted one by one. */
  get shown(): number {
    return (this.top ?? []).reduce((sum, id) => sum + (this.nodes.get(id)?.shown ?? 0), 0);
  }

  /** All whose children are known, of these packages or of all, to be asked for again. */
  unfolded(packages?: ReadonlySet<string>): readonly string[] {
    return [...this.children.keys()].filter((id) => packages === undefined || packages.has(packageOf(id)));
  }

  /**
   * Notes what was answered.
   * @returns what looks different now; undefined where packages came, whose place among the others only a question about all tells
   */
  take({ packages, of }: Asked, { roots, children, failed = [] }: ViewNodesAnswer): Redraw | undefined {
    const isTold = (id: string) => !failed.includes(packageOf(id));
    const different = new Set<string>();
    let isTopDifferent = false;
    if (roots) {
      const asked = packages && new Set(packages);
      const had = (this.top ?? []).filter((id) => !asked || asked.has(packageOf(id)));
      const have = [...new Set([...roots.map(({ id }) => id), ...had.filter((id) => !isTold(id))])];
      const come = have.filter((id) => !had.includes(id));
      if (asked && this.top && come.length > 0) return undefined;
      const gone = had.filter((id) => !have.includes(id));
      isTopDifferent = this.top === undefined || come.length > 0 || gone.length > 0 || (!asked && !same(have, had));
      this.top = asked ? (this.top ?? have).filter((id) => !gone.includes(id)) : have;
      for (const node of roots) if (this.isOther(node)) different.add(node.id);
      for (const id of gone) this.forget(id);
    }
    for (const id of of.filter(isTold)) {
      const nodes = children[id];
      const had = this.children.get(id);
      if (!nodes) {
        this.forget(id);
        continue;
      }
      const have = nodes.map((node) => node.id);
      if (had && !same(have, had)) different.add(id);
      this.children.set(id, have);
      for (const node of nodes) {
        this.parents.set(node.id, id);
        if (this.isOther(node)) different.add(node.id);
      }
      for (const gone of had ?? []) if (!have.includes(gone)) this.forget(gone);
    }
    if (isTopDifferent) return 'everything';
    // What stands below what is drawn again is drawn with it.
    return [...different].filter((id) => this.nodes.has(id) && !this.ancestors(id).some((above) => different.has(above)));
  }

  /** Notes a node. @returns whether it was known and looked different */
  private isOther(node: ViewNode): boolean {
    const before = this.nodes.get(node.id);
    this.nodes.set(node.id, node);
    return before !== undefined && JSON.stringify(before) !== JSON.stringify(node);
  }

  private ancestors(id: string): readonly string[] {
    const above = this.parents.get(id);
    return above === undefined ? [] : [above, ...this.ancestors(above)];
  }

  private forget(id: string): void {
    const below = this.children.get(id) ?? [];
    this.children.delete(id);
    for (const child of below) if (this.parents.get(child) === id) this.forget(child);
    this.nodes.delete(id);
    this.parents.delete(id);
  }
}

/** The URI of the package a node is in: its id begins with it. */
export function packageOf(id: string): string {
  return id.split('\n', 1)[0] as string;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}
