/**
 * What a risk assessment comes to: importance, levels in force, value, line, what remains. Rules, hovers, inlay hints and the report all read it here, so that
 * none of them reckons otherwise.
 *
 * Everything a scenario names is looked up in the package: its asset may stand in another assessment. Whatever rests on something unknown, unreadable or out
 * of the scale's range is undefined, never guessed: other rules speak of that.
 */
import type { Scale } from '../catalog/scale.ts';
import {
  type AssessmentScenario,
  type Asset,
  assessmentScenarioOf,
  assetOf,
  type Level,
  scaleOf,
  type Threat,
  threatOf,
  thresholdOf,
  type Vulnerability,
  vulnerabilityOf,
} from '../model/assessment.ts';
import type { Entry, KaijiDocument } from '../model/document.ts';
import type { Field } from '../model/field.ts';
import type { PackageView, Site } from '../package/index.ts';
import { asMap, type ScalarNode } from '../yaml/tree.ts';
import { type AssessedMeasure, measuresOf } from './measures.ts';

/**
 * Where a level stands: with the asset (its importance), in the list of threats or vulnerabilities, in the row of a vulnerability that repeats its threat's,
 * in the scenario in place of the list's, or in the scenario's `residual`.
 */
export type Origin = 'asset' | 'list' | 'row' | 'scenario' | 'residual';

/** One number of a product. */
export interface Factor {
  /** Name of an axis of the scale, or `importance`. */
  readonly axis: string;
  readonly level: number;
  readonly from: Origin;
}

/** A product and what it is made of, in the order of the scale. */
export interface Product {
  readonly factors: readonly Factor[];
  readonly value: number;
}

/** An asset with its importance. */
export interface AssessedAsset {
  readonly asset: Asset;
  readonly entry: Entry;
  /** The levels its importance is the highest of, in the order of the scale; undefined where one is not known. */
  readonly levels: readonly Factor[] | undefined;
  /** Computed from the levels; as written where no level is. */
  readonly importance: number | undefined;
}

/** What stands under an id of a scenario, and in the list it names. */
export interface Named<T> {
  readonly node: ScalarNode;
  readonly entry: Entry;
  readonly item: T;
}

/** The line from which a risk needs treatment. */
export interface Line {
  readonly value: number;
  /** Set by the document in place of the scale's. */
  readonly isOwn: boolean;
  /** The author's reason for a line of their own. */
  readonly reason: Field<string> | undefined;
}

export interface AssessedResidual {
  /** Undefined where the document gives no level of what remains, or one that cannot be used. */
  readonly product: Product | undefined;
  /** Computed; as written where nothing can be computed. */
  readonly value: number | undefined;
  /** Undefined where value or line is. */
  readonly meetsLine: boolean | undefined;
}

/** A scenario (asset × threat × vulnerability) with all that is computed for it. */
export interface AssessedScenario {
  readonly entry: Entry;
  readonly scenario: AssessmentScenario;
  readonly scale: Scale | undefined;
  readonly line: Line | undefined;
  /** Those of its assets that are found; mostly one. */
  readonly assets: readonly AssessedAsset[];
  readonly threat: Named<Threat> | undefined;
  readonly vulnerability: Named<Vulnerability> | undefined;
  /** The highest of its assets'; undefined where one of them is not known. */
  readonly importance: number | undefined;
  /** Before the measures: importance × threat × vulnerability. */
  readonly product: Product | undefined;
  /** Computed; as written where nothing can be computed because nothing is written to compute it from. */
  readonly value: number | undefined;
  /** Whether the value is at or above the line; undefined where either is not known. */
  readonly meetsLine: boolean | undefined;
  /** After the measures; undefined where the scenario says nothing of it. */
  readonly residual: AssessedResidual | undefined;
  /** Retained (保有) with a reason, or with the reason given for what remains. */
  readonly isAccepted: boolean;
  readonly measures: readonly AssessedMeasure[];
}

/** The scales of documents that name none: of an assessment that of the published one, of a risk annex impact × likelihood. */
const DEFAULT_SCALE = 'oq-2021';
const ANNEX_SCALE = 'mic-meti';

/** The scale the levels of an assessment or a risk annex are of; undefined where it names one nobody knows. */
export function scaleFor(document: KaijiDocument, { catalogs }: Pick<PackageView, 'catalogs'>): Scale | undefined {
  return catalogs.scales.of(document.kind === 'risks' ? ANNEX_SCALE : (scaleOf(document)?.value ?? DEFAULT_SCALE));
}

/** The line of a document: its own threshold, else its scale's; undefined where neither is readable. */
export function lineFor(document: KaijiDocument, scale: Scale | undefined): Line | undefined {
  const own = thresholdOf(document);
  if (own && own.level.node.text.trim() !== '')
    return own.level.value === undefined ? undefined : { value: own.level.value, isOwn: true, reason: own.reason };
  return scale?.data.line && { value: scale.data.line.value, isOwn: false, reason: undefined };
}

/**
 * An asset by the scale of the assessment that uses it.
 * @param entry an entry of `assets`
 */
export function assessedAsset(entry: Entry, scale: Scale | undefined): AssessedAsset | undefined {
  const map = asMap(entry.node);
  if (!map) return undefined;
  const asset = assetOf(map);
  const written = levelsBy(asset);
  const axes = scale?.data.importance?.of ?? [];
  const levels = axes.flatMap((axis): readonly Factor[] => {
    const level = usable(scale, axis, written[axis]);
    return level === undefined ? [] : [{ axis, level, from: 'asset' }];
  });
  const isComplete = axes.length > 0 && levels.length === axes.length;
  const importance = isComplete ? scale?.importance(levelsOf(levels)) : undefined;
  // Who gives the importance alone is taken at their word, as far as the scale goes.
  const alone = axes.every((axis) => written[axis] === undefined) ? importanceWithin(scale, asset.importance) : undefined;
  return { asset, entry, levels: isComplete ? levels : undefined, importance: importance ?? alone };
}

/**
 * A scenario with all that is computed for it.
 * @param entry an entry of `scenarios` of an assessment; undefined where it is no mapping
 * @param view reads the tables `assets`, `threats`, `vulnerabilities` and `measures`
 */
export function assessedScenario(entry: Entry, view: PackageView): AssessedScenario | undefined {
  const map = asMap(entry.node);
  if (!map) return undefined;
  const scenario = assessmentScenarioOf(map);
  const scale = scaleFor(entry.document, view);
  const line = lineFor(entry.document, scale);
  const assets = scenario.assets.flatMap(({ text }) => {
    const site = view.lookup('assets', text)[0];
    return (site && assessedAsset(site.entry, scale)) ?? [];
  });
  const threat = named(scenario.threat, view, 'threats', threatOf);
  const vulnerability = named(scenario.vulnerability, view, 'vulnerabilities', vulnerabilityOf);
  const importance = importanceOf(scenario, assets, scale);
  const levels: Readonly<Record<string, Factor | undefined>> = {
    importance: importance === undefined ? undefined : { axis: 'importance', level: importance, from: 'asset' },
    threat: threatFactor(scenario, threat?.item, vulnerability?.item, scale),
    vulnerability:
      scenario.vulnerabilityLevel === undefined
        ? factor(scale, 'vulnerability', vulnerability?.item.level, 'list')
        : factor(scale, 'vulnerability', scenario.vulnerabilityLevel, 'scenario'),
  };
  const product = productOf(scale, levels);
  const isDoubtful =
    assets.length < scenario.assets.length ||
    (scenario.threat !== undefined && !threat) ||
    (scenario.vulnerability !== undefined && !vulnerability) ||
    isUnusable(scale, 'threat', scenario.threatLevel ?? threat?.item.level) ||
    isUnusable(scale, 'vulnerability', scenario.vulnerabilityLevel ?? vulnerability?.item.level) ||
    assets.some(({ asset }) => Object.entries(levelsBy(asset)).some(([axis, level]) => isUnusable(scale, axis, level)));
  const value = product?.value ?? (isDoubtful ? undefined : scenario.value?.value);
  const meets = (number: number | undefined) => (number === undefined || !line ? undefined : number >= line.value);
  const residual = residualOf(scenario, levels, scale, meets);
  return {
    entry,
    scenario,
    scale,
    line,
    assets,
    threat,
    vulnerability,
    importance,
    product,
    value,
    meetsLine: meets(value),
    residual,
    isAccepted: (scenario.treatment === 'retain' && saysSomething(scenario.reason)) || saysSomething(scenario.residual?.reason),
    measures: measuresOf(scenario, entry.document, view),
  };
}

/** A level as written, where it is a number the scale has on that axis. */
export function usable(scale: Scale | undefined, axis: string, level: Level | undefined): number | undefined {
  return level?.value !== undefined && scale?.axis(axis) && scale.has(axis, level.value) ? level.value : undefined;
}

function isUnusable(scale: Scale | undefined, axis: string, level: Level | undefined): boolean {
  return level !== undefined && usable(scale, axis, level) === undefined;
}

function levelsBy({ confidentiality, integrity, availability }: Asset): Readonly<Record<string, Level | undefined>> {
  return { confidentiality, integrity, availability };
}

/** The threat's level where it has one that can be used, else the row's: a table that stands for the list. */
function threatFactor(
  { threatLevel }: AssessmentScenario,
  threat: Threat | undefined,
  row: Vulnerability | undefined,
  scale: Scale | undefined,
): Factor | undefined {
  if (threatLevel) return factor(scale, 'threat', threatLevel, 'scenario');
  if (!threat) return undefined;
  return threat.level ? factor(scale, 'threat', threat.level, 'list') : factor(scale, 'threat', row?.threatLevel, 'row');
}

function importanceOf(
  { assets: named, importance }: AssessmentScenario,
  assets: readonly AssessedAsset[],
  scale: Scale | undefined,
): number | undefined {
  if (named.length === 0) return importanceWithin(scale, importance);
  const all = assets.flatMap((asset) => asset.importance ?? []);
  return all.length === named.length ? Math.max(...all) : undefined;
}

function importanceWithin(scale: Scale | undefined, level: Level | undefined): number | undefined {
  if (!scale || level?.value === undefined) return undefined;
  const { min, max } = scale.importanceRange;
  return level.value >= min && level.value <= max ? level.value : undefined;
}

/** What remains is reckoned with the levels given for it and those of before for the others; with none given there is nothing to reckon. */
function residualOf(
  { residual }: AssessmentScenario,
  before: Readonly<Record<string, Factor | undefined>>,
  scale: Scale | undefined,
  meets: (value: number | undefined) => boolean | undefined,
): AssessedResidual | undefined {
  if (!residual) return undefined;
  const { threat, vulnerability } = residual;
  const product =
    threat || vulnerability
      ? productOf(scale, {
          ...before,
          ...(threat ? { threat: factor(scale, 'threat', threat, 'residual') } : {}),
          ...(vulnerability ? { vulnerability: factor(scale, 'vulnerability', vulnerability, 'residual') } : {}),
        })
      : undefined;
  const value = product?.value ?? residual.value?.value;
  return { product, value, meetsLine: meets(value) };
}

function factor(scale: Scale | undefined, axis: string, level: Level | undefined, from: Origin): Factor | undefined {
  const number = usable(scale, axis, level);
  return number === undefined ? undefined : { axis, level: number, from };
}

function productOf(scale: Scale | undefined, levels: Readonly<Record<string, Factor | undefined>>): Product | undefined {
  const factors = (scale?.data.value?.of ?? []).map((axis) => levels[axis]);
  if (!factors.every((one) => one !== undefined)) return undefined;
  const value = scale?.value(levelsOf(factors));
  return value === undefined ? undefined : { factors, value };
}

function levelsOf(factors: readonly Factor[]): Readonly<Record<string, number>> {
  return Object.fromEntries(factors.map(({ axis, level }) => [axis, level]));
}

function named<T>(
  node: ScalarNode | undefined,
  view: PackageView,
  table: 'threats' | 'vulnerabilities',
  read: (map: NonNullable<ReturnType<typeof asMap>>) => T,
): Named<T> | undefined {
  const site: Site | undefined = node && view.lookup(table, node.text)[0];
  const map = asMap(site?.entry.node);
  return node && site && map && { node, entry: site.entry, item: read(map) };
}

function saysSomething(field: Field<string> | undefined): boolean {
  return field !== undefined && field.value.trim() !== '';
}
