/** Views as text: every node unfolded, one a line, with what is shown of it. */

import { type CoverageAsked, coverageChildren, coverageRoots } from '../../core/features/views/coverage.ts';
import { evidenceChildren, evidenceRoots } from '../../core/features/views/evidence.ts';
import type { ViewNode } from '../../core/features/views/node.ts';
import type { Language } from '../../core/language.ts';
import type { Package } from '../../core/package/package.ts';

export type Narrowed = Partial<Pick<CoverageAsked, 'filters' | 'found'>>;

export function coverageTree(whole: Package, language: Language, narrowed: Narrowed = {}): string {
  const asked: CoverageAsked = { language, date: DATE, filters: [], ...narrowed };
  return unfolded(coverageRoots(whole, asked), (id) => coverageChildren(whole, id, asked));
}

export function evidenceTree(whole: Package, language: Language): string {
  const asked = { language, date: DATE, checkFiles: true };
  return unfolded(evidenceRoots(whole, asked), (id) => evidenceChildren(whole, id, asked));
}

const DATE = '2026-10-01';

/** Throws where an id is not unique, or a node has no children though it says so. */
function unfolded(roots: readonly ViewNode[], childrenOf: (id: string) => readonly ViewNode[] | undefined): string {
  const ids = new Set<string>();
  const lines: string[] = [];
  const visit = (node: ViewNode, depth: number) => {
    if (ids.has(node.id)) throw new Error(`two nodes of one id: ${node.id}`);
    ids.add(node.id);
    const { kind, state, label, description, file } = node;
    const icon = state === undefined ? kind : `${kind}:${state}`;
    lines.push(`${'  '.repeat(depth)}[${icon}] ${label} | ${description}${file === undefined ? '' : ` → ${file}`}`);
    const children = node.hasChildren ? childrenOf(node.id) : [];
    if (!children || (node.hasChildren && children.length === 0)) throw new Error(`no children of ${node.id}`);
    for (const child of children) visit(child, depth + 1);
  };
  for (const root of roots) visit(root, 0);
  return lines.map((line) => `${line}\n`).join('');
}
