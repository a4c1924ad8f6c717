/** New documents: complete, valid, with the guidance an author needs as comments. `kaiji new` and the editor's commands write them. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Localized } from '../language.ts';
import { assessmentTemplate } from './documents/assessment.ts';
import { checklistTemplate } from './documents/checklist.ts';
import { disclosureTemplate } from './documents/disclosure.ts';
import { evidenceTemplate } from './documents/evidence.ts';
import { frameOf, type ScaffoldOptions, type Template } from './documents/frame.ts';
import { packageTemplate } from './documents/package.ts';
import { risksTemplate } from './documents/risks.ts';
import { statementsTemplate } from './documents/statements.ts';

export type { ScaffoldOptions } from './documents/frame.ts';

/** Kinds of document that can be made anew, in the order they are offered. */
const templates = {
  package: packageTemplate,
  disclosure: disclosureTemplate,
  checklist: checklistTemplate,
  evidence: evidenceTemplate,
  statements: statementsTemplate,
  risks: risksTemplate,
  assessment: assessmentTemplate,
} as const satisfies Readonly<Record<string, Template>>;

export type ScaffoldKind = keyof typeof templates;
export const scaffoldKinds = Object.keys(templates) as readonly ScaffoldKind[];

export interface Scaffold {
  /** File name, by which Kaiji knows the document. */
  readonly path: string;
  /** With `\n` line ends. */
  readonly text: string;
}

/** The scaffold of one document. Throws RangeError where `catalog` names none. */
export function scaffold(kind: ScaffoldKind, options: ScaffoldOptions): Scaffold {
  const lines = templates[kind].lines(frameOf(options));
  return { path: kind === 'package' ? 'kaiji.yaml' : `${kind}.kaiji.yaml`, text: `${lines.join('\n')}\n` };
}

/** What is known of a kind before one is made. */
export function templateOf(kind: ScaffoldKind): Template {
  return templates[kind];
}

/** What a person chooses a kind by. */
export function scaffoldLabel(kind: ScaffoldKind): Localized {
  return templates[kind].label;
}

/** Whether a new document of this kind can be about a catalog or outline. */
export function fitsCatalog(kind: ScaffoldKind, catalog: Catalog): boolean {
  const { fits }: Template = templates[kind];
  return fits?.(catalog) === true;
}

/** The catalogs a person is asked to choose among before a document of this kind is made; fewer than two leave nothing to ask. */
export function offeredCatalogs(kind: ScaffoldKind, catalogs: readonly Catalog[]): readonly Catalog[] {
  const { offers }: Template = templates[kind];
  return offers ? catalogs.filter(offers) : [];
}
