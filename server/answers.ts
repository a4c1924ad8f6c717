/** What requests are answered with. On Node a program part of its own, loaded with the first of them (`Host.loadAnswers`): a server starts, and tells what it finds, without. */
export { codeActionsAt, resolveCodeAction, toWorkspaceEdit } from '../core/features/code-actions.ts';
export { codeLenses, resolveCodeLens, silentLens } from '../core/features/code-lens.ts';
export { completionAt, resolveCompletion } from '../core/features/completion.ts';
export { definitionAt } from '../core/features/definition.ts';
export { fixAllEdits } from '../core/features/fix-all.ts';
export { foldingRanges } from '../core/features/folding.ts';
export { hoverAt } from '../core/features/hover.ts';
export { inlayHintsIn, resolveInlayHint } from '../core/features/inlay-hints.ts';
export { highlightsAt, referencesAt } from '../core/features/references.ts';
export { prepareRename, rename } from '../core/features/rename.ts';
export { documentSymbols } from '../core/features/symbols.ts';
export { findingsTouching } from '../core/features/touching.ts';
export { offeredCatalogs, scaffold, scaffoldKinds, scaffoldLabel } from '../core/scaffold/document.ts';
export { readOutlineTexts, readScaffoldTexts } from '../core/scaffold/texts.ts';
export { clause, search } from './clauses.ts';
export { outwardEdit } from './outward.ts';
