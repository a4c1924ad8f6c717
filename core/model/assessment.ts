/** assessment/v1: assets × threats × vulnerabilities, the measures against them, and the risk before and after (資産・脅威・脆弱性によるリスク評価). */
import { asScalar, type MapNode, type ScalarNode, valueUnder } from '../yaml/tree.ts';
import type { KaijiDocument } from './document.ts';
import { type EvidenceUse, evidenceUses } from './evidence.ts';
import { type Field, mapField, memoized, scalarsOf, termField, textField } from './field.ts';

/** A level or value as written, with the number it means. */
export interface Level {
  readonly node: ScalarNode;
  /** Undefined where no whole number is written: `wrong-type` says so. */
  readonly value: number | undefined;
}

export interface Asset {
  readonly node: MapNode;
  readonly id: Field<string> | undefined;
  readonly name: Field<string> | undefined;
  /** English value: in, partial, out; in where nothing is said. */
  readonly scope: string;
  readonly reason: Field<string> | undefined;
  readonly confidentiality: Level | undefined;
  readonly integrity: Level | undefined;
  readonly availability: Level | undefined;
  readonly importance: Level | undefined;
}

export interface Threat {
  readonly node: MapNode;
  readonly id: Field<string> | undefined;
  readonly name: Field<string> | undefined;
  readonly level: Level | undefined;
}

export interface Vulnerability {
  readonly node: MapNode;
  readonly id: Field<string> | undefined;
  readonly name: Field<string> | undefined;
  /** Ids of the threats it gives way to. */
  readonly threats: readonly ScalarNode[];
  readonly level: Level | undefined;
  /** The threat's level as a table repeats it. */
  readonly threatLevel: Level | undefined;
}

export interface AssessmentScenario {
  readonly node: MapNode;
  readonly id: Field<string> | undefined;
  readonly title: Field<string> | undefined;
  /** Mostly one. */
  readonly assets: readonly ScalarNode[];
  readonly threat: ScalarNode | undefined;
  readonly vulnerability: ScalarNode | undefined;
  /** In place of those of the lists. */
  readonly threatLevel: Level | undefined;
  readonly vulnerabilityLevel: Level | undefined;
  readonly importance: Level | undefined;
  readonly value: Level | undefined;
  readonly reason: Field<string> | undefined;
  /** English value. */
  readonly treatment: string | undefined;
  /** Canonical control IDs or ids of own measures, as written. */
  readonly measures: readonly ScalarNode[];
  readonly residual: Residual | undefined;
}

/** After the measures (対策実施後). */
export interface Residual {
  readonly node: MapNode;
  readonly threat: Level | undefined;
  readonly vulnerability: Level | undefined;
  readonly value: Level | undefined;
  readonly reason: Field<string> | undefined;
}

export interface Measure {
  readonly node: MapNode;
  readonly id: Field<string> | undefined;
  readonly control: Field<string> | undefined;
  readonly name: Field<string> | undefined;
  /** English values. */
  readonly status: Field<string> | undefined;
  readonly obligation: Field<string> | undefined;
  readonly evidence: readonly EvidenceUse[];
}

/** The scale an assessment uses; undefined where it names none. */
export function scaleOf(document: KaijiDocument): Field<string> | undefined {
  return textField(document.root, 'scale');
}

/** The line the author set in place of the scale's: a bare number, or `{ value, reason }`. */
export function thresholdOf(
  document: KaijiDocument,
): { readonly level: Level; readonly reason: Field<string> | undefined } | undefined {
  const bare = asScalar(valueUnder(document.root, 'threshold'));
  if (bare) return { level: numbered(bare), reason: undefined };
  const map = mapField(document.root, 'threshold');
  const level = levelField(map, 'value');
  return level && { level, reason: textField(map, 'reason') };
}

/** An entry of `assets`. */
export const assetOf = memoized(
  (node: MapNode): Asset => ({
    node,
    id: textField(node, 'id'),
    name: textField(node, 'name'),
    scope: termField(node, 'scope', 'scope')?.value ?? 'in',
    reason: textField(node, 'reason'),
    confidentiality: levelField(node, 'confidentiality'),
    integrity: levelField(node, 'integrity'),
    availability: levelField(node, 'availability'),
    importance: levelField(node, 'importance'),
  }),
);

/** An entry of `threats`. */
export const threatOf = memoized(
  (node: MapNode): Threat => ({
    node,
    id: textField(node, 'id'),
    name: textField(node, 'name'),
    level: levelField(node, 'level'),
  }),
);

/** An entry of `vulnerabilities`. */
export const vulnerabilityOf = memoized(
  (node: MapNode): Vulnerability => ({
    node,
    id: textField(node, 'id'),
    name: textField(node, 'name'),
    threats: scalarsOf(node, 'threat'),
    level: levelField(node, 'level'),
    threatLevel: levelField(node, 'threat-level'),
  }),
);

/** An entry of `scenarios`. */
export const assessmentScenarioOf = memoized((node: MapNode): AssessmentScenario => {
  const residual = mapField(node, 'residual');
  return {
    node,
    id: textField(node, 'id'),
    title: textField(node, 'title'),
    assets: scalarsOf(node, 'asset'),
    threat: asScalar(valueUnder(node, 'threat')),
    vulnerability: asScalar(valueUnder(node, 'vulnerability')),
    threatLevel: levelField(node, 'threat-level'),
    vulnerabilityLevel: levelField(node, 'vulnerability-level'),
    importance: levelField(node, 'importance'),
    value: levelField(node, 'value'),
    reason: textField(node, 'reason'),
    treatment: termField(node, 'treatment', 'treatment')?.value,
    measures: scalarsOf(node, 'measures'),
    residual: residual && {
      node: residual,
      threat: levelField(residual, 'threat'),
      vulnerability: levelField(residual, 'vulnerability'),
      value: levelField(residual, 'value'),
      reason: textField(residual, 'reason'),
    },
  };
});

/** An entry of `measures`. */
export const measureOf = memoized(
  (node: MapNode): Measure => ({
    node,
    id: textField(node, 'id'),
    control: textField(node, 'control'),
    name: textField(node, 'name'),
    status: termField(node, 'status', 'status'),
    obligation: termField(node, 'obligation', 'obligation'),
    evidence: evidenceUses(node),
  }),
);

/** A whole number under a key, full-width digits included. */
export function levelField(map: MapNode | undefined, key: string): Level | undefined {
  const node = asScalar(valueUnder(map, key));
  return node && numbered(node);
}

function numbered(node: ScalarNode): Level {
  const text = node.text.trim().normalize('NFKC');
  return { node, value: /^-?[0-9]{1,6}$/.test(text) ? Number(text) : undefined };
}
