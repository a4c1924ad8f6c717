/** A control: one requirement, scenario, measure or section of a guideline. */
import type { Bilingual } from '../language.ts';

export interface Part {
  /** As printed: `(1)`, `①`. */
  readonly id: string;
  readonly ja?: string;
  readonly en?: string;
  readonly disclose?: boolean;
}

/** Of two controls: what the first asks is the same as, less than, or more than what the second asks, or each asks something the other does not. */
export type Relation = 'equal' | 'subset' | 'superset' | 'intersects';

export interface Ref {
  readonly to: string;
  readonly relation: Relation;
}

/** One requirement, scenario, measure or section. */
export interface Control {
  readonly id: string;
  readonly catalog: string;
  readonly category: readonly string[];
  readonly title: Bilingual;
  readonly parts: readonly Part[];
  readonly obligation: 'must' | 'should';
  readonly disclose: boolean;
  readonly evidence: readonly string[];
  readonly refs: readonly Ref[];
  readonly unresolved: readonly { readonly printed: string; readonly why: 'recommended' | 'absent' }[];
  readonly aliases: readonly string[];
  readonly group?: string;
  /** Sections of an outline: required, conditional, optional. */
  readonly required?: 'R' | 'C' | 'O';
  /** Sections of an outline: the controls the section answers. */
  readonly answers: readonly string[];
  /** Sections that render their data where they have no body. */
  readonly renders: boolean;
}

/** What a control says at length; read when first shown. */
export interface ControlText {
  readonly summary?: Bilingual;
  readonly guidance?: Bilingual;
}

/** By canonical ID. */
export type CatalogTexts = Readonly<Record<string, ControlText>>;

/** A control found, perhaps one of its parts. */
export interface Resolved {
  readonly control: Control;
  readonly part?: Part;
  /** The canonical spelling, part included: `CL-22(3)`. */
  readonly id: string;
}

/** The category as one name: `サービス仕様 › 記録（ログ）`. */
export function categoryOf(control: Control): string {
  return control.category.join(' › ');
}

/** The canonical IDs of its parts: `CL-22(1)`, `CL-22(2)` … */
export function partIdsOf({ id, parts }: Pick<Control, 'id' | 'parts'>): readonly string[] {
  return parts.map((part) => `${id}${part.id}`);
}

/** The canonical IDs under which something may be said of a control: its own, then those of its parts. */
export function idsOf(control: Control): readonly string[] {
  return [control.id, ...partIdsOf(control)];
}
