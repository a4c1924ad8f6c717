/** What views of ours are made of: trees of plain data, asked for branch by branch. The client draws them and knows nothing more of them. */

import { shown } from '../../text/shown.ts';

/** How something is, the gravest first: what its icon says at a glance. Everything an icon says stands in `description` too. */
export const STATES = [
  'overdue',
  'expired',
  'missing',
  'absent',
  'unanswered',
  'expiring',
  'unbacked',
  'unused',
  'notApplicable',
  'judged',
  'done',
] as const;
export type ViewState = (typeof STATES)[number];

export type ViewNodeKind =
  | 'package'
  | 'checklist'
  | 'disclosure'
  | 'risks'
  | 'category'
  | 'control'
  | 'section'
  | 'scenario'
  | 'evidence'
  | 'citation';

export interface ViewNode {
  /** The same as long as it is the same thing, unique in its view. Starts with {@link packageOfNode}. */
  readonly id: string;
  readonly kind: ViewNodeKind;
  /** Of what is counted one by one; absent for what holds others. */
  readonly state?: ViewState;
  readonly label: string;
  /** How it is, in words and numbers. */
  readonly description: string;
  /** The whole of it, in lines of text. */
  readonly tooltip: string;
  /** Label and description as they are read aloud. */
  readonly spoken: string;
  readonly hasChildren: boolean;
  /** How many of what is counted one by one it holds, as far as they are shown; 1 for one of these. */
  readonly shown: number;
  /** The ID a person may want elsewhere: of a control, a section, evidence. */
  readonly copied?: string;
  /** A file or address it names, which can be opened. */
  readonly file?: string;
}

/** A node as a person may be shown it, whatever authors wrote into it. */
export function shownNode(node: ViewNode): ViewNode {
  const { label, description, tooltip, spoken } = node;
  return { ...node, label: shown(label), description: shown(description), tooltip: shown(tooltip), spoken: shown(spoken) };
}

/** No part of an id holds a line break: URIs, categories and IDs stand on one line. */
const BETWEEN = '\n';

/** @param parts from the URI of the package down; their line breaks are taken for spaces */
export function nodeId(...parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[\r\n]+/g, ' ')).join(BETWEEN);
}

/** What {@link nodeId} was made of. */
export function partsOfId(id: string): readonly string[] {
  return id.split(BETWEEN);
}

/** The URI of the package a node is in. */
export function packageOfNode(id: string): string {
  return partsOfId(id)[0] as string;
}
