/** Our own sources as TypeScript reads them. */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  isNoSubstitutionTemplateLiteral,
  isStringLiteral,
  isTemplateExpression,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Source {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly tree: SourceFile;
}

/** Stands for what a template is filled with. */
export const FILLED = '\ufffc';

/** The files of a folder with a tsconfig.json, without what they import. */
export function sourcesOf(folder: string): readonly Source[] {
  const api = new API({ cwd: root });
  try {
    const project = `${root}/${folder}/tsconfig.json`;
    const { program, rootFiles } = api.updateSnapshot({ openProjects: [project] }).getProject(project) ?? {};
    return (rootFiles ?? []).flatMap((file) => {
      const tree = program?.getSourceFile(file);
      const path = relative(root, file).replaceAll('\\', '/');
      return tree && path.startsWith(`${folder}/`) ? [{ path, tree }] : [];
    });
  } finally {
    api.close();
  }
}

/** The words of a literal, `FILLED` where a template is filled; undefined for anything else. */
export function literalText(node: Node): string | undefined {
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => FILLED + literal.text).join('');
}

/** A piece of the source as it is written. */
export function written(node: Node, { tree }: Source): string {
  return tree.text.slice(node.getStart(tree), node.end);
}

/** Where something is, `path:line`, 1-based. */
export function placeOf(node: Node, { path, tree }: Source): string {
  return `${path}:${tree.text.slice(0, node.getStart(tree)).split('\n').length}`;
}

/** Visits a node and what is in it; `visit` says false where it has seen enough. */
export function walk(node: Node, visit: (node: Node) => boolean | undefined): void {
  if (visit(node) === false) return;
  node.forEachChild((child) => walk(child, visit));
}
