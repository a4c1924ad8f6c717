/** Hover: what the thing at an offset means. */
import { type Hover, MarkupKind } from 'vscode-languageserver-types';
import { assessedAsset, scaleFor } from '../assessment/assessed.ts';
import { controlCount } from '../catalog/catalog.ts';
import { ruleNamed } from '../check.ts';
import { inLanguage, type Language } from '../language.ts';
import type { Entry, KaijiDocument, KaijiFile } from '../model/document.ts';
import { entryOf } from '../model/entry-at.ts';
import { descriptionOf, kindTitle, referred, type Schema, schemaAt } from '../model/schema.ts';
import type { Package } from '../package/package.ts';
import { asMap, asScalar, asSeq, valueUnder } from '../yaml/tree.ts';
import { controlCard } from './cards/control.ts';
import { dateText } from './cards/date.ts';
import { evidenceCard } from './cards/evidence.ts';
import { factCard } from './cards/fact.ts';
import { guidelineCard } from './cards/guideline.ts';
import { levelsText, lineText, scaleCard, scenarioCard } from './cards/risk.ts';
import { assetCard, measureCard, threatCard, vulnerabilityCard } from './cards/risk-lists.ts';
import { ownScenarioCard } from './cards/scenario.ts';
import { sectionCard } from './cards/section.ts';
import { platformStatementCard, statementCard } from './cards/statement.ts';
import { type CardContext, kindName, termPair } from './cards/words.ts';
import { nameInComment } from './comment-at.ts';
import { bullets, escaped, linkTo, paragraphs } from './markdown.ts';
import { type Found, nodeAt } from './node-at.ts';
import { axisOf, roleOf } from './role.ts';
import { linkTarget, resolvedTarget, type Target, targetAt } from './target.ts';
import { targetTitle } from './target-title.ts';

export interface HoverOptions extends Pick<CardContext, 'language' | 'bundled' | 'clauseLink'> {
  /** `YYYY-MM-DD`, for how far off a date is. */
  readonly today?: string | undefined;
}

/** @param offset in `file`, UTF-16 */
export async function hoverAt(
  whole: Package,
  file: KaijiFile,
  offset: number,
  options: HoverOptions,
): Promise<Hover | undefined> {
  const found = nodeAt(file, offset);
  if (!found) return commentHover(whole, file, offset, options);
  const fact = roleOf(found.document.kind, found.path) === 'fact' ? factText(whole, found, options) : undefined;
  const value =
    fact ??
    (await targetText(whole, found, options)) ??
    riskText(whole, found, options) ??
    (found.link
      ? undefined
      : found.isKey
        ? ((await ruleText(found, options)) ?? keyText(found, options))
        : valueText(whole, found, options));
  if (!value) return undefined;
  const { start, end } = found.link ?? found.span;
  return { contents: { kind: MarkupKind.Markdown, value }, range: file.text.rangeOf(start, end) };
}

/** IDs and rules are spoken of in comments too. */
async function commentHover(whole: Package, file: KaijiFile, offset: number, options: HoverOptions): Promise<Hover | undefined> {
  const named = nameInComment(file, offset);
  if (!named) return undefined;
  const target = linkTarget(whole, named.name, undefined);
  const value = (await ruleCard(named.name, options)) ?? (await cardOf(whole, target, undefined, options));
  return value ? { contents: { kind: MarkupKind.Markdown, value }, range: file.text.rangeOf(named.start, named.end) } : undefined;
}

function targetText(whole: Package, found: Found, options: HoverOptions): Promise<string | undefined> {
  return cardOf(whole, targetAt(whole, found), found.document, options);
}

/** @param document whose sections are meant first */
async function cardOf(
  whole: Package,
  target: Target | undefined,
  document: KaijiDocument | undefined,
  options: HoverOptions,
): Promise<string | undefined> {
  const context = { ...options, whole };
  switch (target?.is) {
    case 'control':
      return controlCard(target.resolved, context);
    case 'evidence':
      return evidenceCard(target.id, context);
    case 'statement':
      return statementCard(target.id, context);
    case 'platform':
      return platformStatementCard(target.id, context);
    case 'section': {
      const section = resolvedTarget(whole, target, document);
      return section ? sectionCard(section.control, context) : placeCard(whole, 'sections', target.key, options.language);
    }
    case 'asset':
      return assetCard(target.id, context);
    case 'threat':
      return threatCard(target.id, context);
    case 'vulnerability':
      return vulnerabilityCard(target.id, context);
    case 'measure':
      return measureCard(target.id, target.resolved, context);
    case 'other':
      return ownScenarioCard(target.id, context) ?? placeCard(whole, 'targets', target.id, options.language);
    default:
      return undefined;
  }
}

/** Keys of a scenario whose hover shows how its value is reckoned. */
const RECKONED: ReadonlySet<string | number | undefined> = new Set([
  'id',
  'value',
  'importance',
  'residual',
  'threat-level',
  'vulnerability-level',
]);

/** What a number of a risk assessment means and how it comes about: levels, values, the line. */
function riskText(whole: Package, found: Found, options: HoverOptions): string | undefined {
  const { document, path, isKey, node } = found;
  const context = { ...options, whole };
  const described = isKey ? keyText(found, options) : undefined;
  if (document.kind === 'assessment' && path[0] === 'threshold')
    return paragraphs([described, lineText(document, scaleFor(document, whole), context)]);
  const axis = axisOf(document.kind, path);
  const levels = axis !== undefined && !isKey && levelsText(axis, node.text, document, context);
  const entry = document.kind === 'assessment' ? entryOf(document, String(path[0]), Number(path[1])) : undefined;
  if (!entry) return levels || undefined;
  if (path[0] === 'scenarios' && RECKONED.has(path[2])) return paragraphs([described, levels, scenarioCard(entry, context)]);
  if (path[0] === 'assets' && (axis !== undefined || path[2] === 'importance')) {
    const id = assessedAsset(entry, scaleFor(document, whole))?.asset.id?.value;
    return paragraphs([described, levels, id === undefined ? undefined : assetCard(id, context)]);
  }
  return levels || undefined;
}

/** The card of the fact that is stated at a place, of its key as of its value. */
function factText(whole: Package, { path }: Found, options: HoverOptions): string | undefined {
  return factCard(whole.catalogs.facts.keyOf(String(path.at(-1))), { ...options, whole });
}

/** A table, a role, an own section: its title, what else is said of it in a word, and where it stands. */
function placeCard(whole: Package, table: 'sections' | 'targets', key: string, language: Language): string | undefined {
  const site = whole.lookup(table, key)[0];
  if (!site) return undefined;
  const { entry, document } = site;
  const { file } = document;
  const title = targetTitle(key, site, whole, language);
  return paragraphs([
    `**${escaped(key)}**${title === '' ? '' : `　${escaped(title)}`}`,
    entry.sequence === 'roles' || entry.sequence === 'parties' ? bullets(detailsOf(entry, language)) : undefined,
    linkTo(whole, file, file.tree.spanOf(site.node).start),
  ]);
}

/** What a role or a party is, key by key, as it is written. */
function detailsOf({ node, sequence, document: { kind } }: Entry, language: Language): readonly string[] {
  const map = asMap(node);
  return ['role', 'short', 'duties', 'post', 'under', 'variants'].flatMap((key) => {
    const schema = kind && schemaAt(kind, [sequence, 0, key]);
    const terms = schema?.['x-terms'] ?? (kind && schemaAt(kind, [sequence, 0, key, 0])?.['x-terms']) ?? {};
    const value = valueUnder(map, key);
    const texts = [...(asSeq(value)?.items ?? [value])].flatMap((item) => {
      const text = asScalar(item)?.text ?? '';
      return text === '' ? [] : (termPair(terms, text)?.[language] ?? text);
    });
    if (!schema || texts.length === 0) return [];
    return `${escaped(inLanguage(descriptionOf(schema), language))}: ${escaped(texts.join(language === 'ja' ? '、' : ', '))}`;
  });
}

function keyText({ document, path, node }: Found, { language }: HoverOptions): string | undefined {
  // The first key means the same in every kind, and what kind it is may not be known yet.
  const kind = document.kind ?? (path.length === 1 && path[0] === 'kaiji' ? 'package' : undefined);
  if (!kind) return undefined;
  const schema = schemaAt(kind, path);
  if (!schema?.description) return undefined;
  const terms = Object.entries(schema['x-terms'] ?? {}).map(([en, [ja = en]]) => `\`${ja}\` (\`${en}\`)`);
  const plain = terms.length > 0 ? terms : (schema.enum ?? []).map((value) => `\`${value}\``);
  return paragraphs([
    `**${escaped(node.text)}**　${escaped(inLanguage(descriptionOf(schema), language))}`,
    plain.join(language === 'ja' ? '・' : ', '),
  ]);
}

function valueText(
  whole: Package,
  { document, path, node }: Found,
  { language, bundled, today }: HoverOptions,
): string | undefined {
  const { kind } = document;
  const role = roleOf(kind, path);
  if (role === 'kind') return kind && `**${escaped(node.text)}**　${escaped(kindTitle(kind))}`;
  if (role === 'catalog' || role === 'outline') {
    const data = whole.catalogs.of(node.text)?.data;
    const count = data && controlCount(data, language);
    return (
      data &&
      paragraphs([
        `**${escaped(data.id)}${data.edition === '' ? '' : `@${escaped(data.edition)}`}**　${escaped(inLanguage(data.title, language))}`,
        escaped(count ?? ''),
      ])
    );
  }
  const scale = role === 'scale' ? whole.catalogs.scales.of(node.text) : undefined;
  if (scale) return scaleCard(scale, { language, bundled });
  if (role === 'guideline') return guidelineCard(node.text, whole.catalogs.guidelines, language);
  if (role === 'evidence-kind')
    return `**${escaped(node.text)}**　${escaped(kindName(node.text, bundled.evidenceKinds, language))}`;
  const schema = kind && schemaAt(kind, path);
  if (!schema) return undefined;
  const meaning = escaped(inLanguage(descriptionOf(schema), language));
  const pair = schema['x-terms'] && termPair(schema['x-terms'], node.text);
  if (pair) return `**${pair.ja}** = \`${pair.en}\`　${meaning}`;
  const isOneOf = schema.enum?.includes(node.text) || (schema.type === 'boolean' && /^(?:true|false)$/.test(node.text));
  if (isOneOf) return `**${escaped(node.text)}**　${meaning}`;
  if (!isDate(schema)) return undefined;
  const date = dateText(node.text, language, DEADLINES.has(path.at(-1)) ? today : undefined);
  return date && `**${date}**　${meaning}`;
}

/** Dates of which it matters how far off they are. */
const DEADLINES: ReadonlySet<string | number | undefined> = new Set(['due', 'expires', 'submitted']);

function isDate({ pattern }: Schema): boolean {
  return pattern !== undefined && pattern === referred('common.schema.json#/$defs/date', 'common').schema.pattern;
}

/** A rule named in a manifest. */
async function ruleText({ document, path, node }: Found, options: HoverOptions): Promise<string | undefined> {
  return document.kind === 'package' && path[0] === 'rules' && path.length === 2 ? ruleCard(node.text, options) : undefined;
}

/** What a rule reports, and its page; undefined for what is none. */
async function ruleCard(code: string, { language, bundled }: HoverOptions): Promise<string | undefined> {
  const rule = ruleNamed(code);
  if (!rule) return undefined;
  const docs = await bundled.ruleDocs(rule.code);
  return paragraphs([`**${rule.code}**　${rule.summary(language)}`, docs && inLanguage(docs, language)]);
}
