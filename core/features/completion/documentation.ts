/** What an item says at length: read and made when the client shows it, not with the list. */
import { type CompletionItem, MarkupKind } from 'vscode-languageserver-types';
import { ruleNamed } from '../../check.ts';
import { inLanguage } from '../../language.ts';
import type { Package } from '../../package/package.ts';
import { controlCard } from '../cards/control.ts';
import { evidenceCard } from '../cards/evidence.ts';
import { factCard } from '../cards/fact.ts';
import { guidelineCard } from '../cards/guideline.ts';
import { assetCard, threatCard, vulnerabilityCard } from '../cards/risk-lists.ts';
import { sectionCard } from '../cards/section.ts';
import { platformStatementCard, statementCard } from '../cards/statement.ts';
import { type CardContext, catalogsOf } from '../cards/words.ts';
import { paragraphs } from '../markdown.ts';
import type { CardData } from './place.ts';

/** Adds the documentation of an item the client shows; anything it does not know it gives back as it is. */
export async function resolveCompletion(item: CompletionItem, context: CardContext): Promise<CompletionItem> {
  const data = item.data as CardData | undefined;
  const value = data && (await documentationOf(data, context));
  return value ? { ...item, documentation: { kind: MarkupKind.Markdown, value } } : item;
}

async function documentationOf({ card, id, catalog: from }: CardData, context: CardContext): Promise<string | undefined> {
  const { whole, bundled, language } = context;
  const catalogs = catalogsOf(context);
  const catalog = from === undefined ? undefined : catalogs.of(from);
  switch (card) {
    case 'rule': {
      const rule = ruleNamed(id);
      const docs = await bundled.ruleDocs(id);
      return rule && paragraphs([rule.summary(language), docs && inLanguage(docs, language)]);
    }
    case 'section': {
      const section = catalog?.control(id);
      return section && sectionCard(section, context);
    }
    case 'control': {
      const resolved = catalogs.resolve(id, catalog);
      return resolved && controlCard(resolved, context);
    }
    case 'fact':
      return factCard(catalogs.facts.keyOf(id), context);
    case 'guideline':
      return guidelineCard(id, catalogs.guidelines, language);
    default:
      return whole && PACKAGE_CARDS[card](id, { ...context, whole });
  }
}

/** What the package itself says of its ids. */
const PACKAGE_CARDS: Readonly<
  Record<PackageCard, (id: string, context: CardContext & { readonly whole: Package }) => string | undefined>
> = {
  evidence: evidenceCard,
  statement: (id, context) => (id.includes('#') ? platformStatementCard : statementCard)(id, context),
  asset: assetCard,
  threat: threatCard,
  vulnerability: vulnerabilityCard,
};

type PackageCard = Exclude<CardData['card'], 'rule' | 'section' | 'control' | 'fact' | 'guideline'>;
