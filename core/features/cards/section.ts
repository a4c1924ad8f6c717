/** The card of an outline's section. */
import { categoryName } from '../../catalog/catalog.ts';
import type { Control } from '../../catalog/control.ts';
import { inLanguage } from '../../language.ts';
import { escaped, paragraphs, prose } from '../markdown.ts';
import { type CardContext, catalogsOf, linkOf, sayIn, section, titledFound } from './words.ts';

/** What the section is for, where it stands, and below a rule how it is written and what it must answer. */
export async function sectionCard(control: Control, context: CardContext): Promise<string> {
  const { language, whole } = context;
  const say = sayIn(language);
  const catalogs = catalogsOf(context);
  const { summary, guidance } = await catalogs.textOf(control);
  const required = {
    R: say('必須の節', 'required'),
    C: say('該当しない旨（not-applicable）を書かない限り必須の節', 'required unless marked not-applicable'),
    O: say('任意の節', 'optional'),
  };
  const answers = control.answers.map((id) => {
    const found = catalogs.resolve(id);
    return found ? titledFound(found, context) : escaped(id);
  });
  const sites = whole?.lookup('sections', control.id) ?? [];
  const place =
    whole &&
    (sites.length > 0
      ? section(
          say('この節のある場所', 'Where it stands'),
          sites.map((site) => linkOf(whole, site, context)),
          context,
        )
      : `*${say('このパッケージにはまだありません', 'Not in this package yet')}*`);
  const more = paragraphs([
    guidance && `**${say('書き方', 'How it is written')}**\n\n${prose(inLanguage(guidance, language))}`,
    section(say('この節で答える項目', 'Controls it must answer'), answers, context),
  ]);
  return paragraphs([
    `**${escaped(control.id)}**　${escaped(inLanguage(control.title, language))}`,
    [
      escaped(inLanguage(categoryName(control, catalogs.homeOf(control)), language)),
      control.required ? required[control.required] : '',
    ]
      .filter(Boolean)
      .join('  \n'),
    summary && prose(inLanguage(summary, language)),
    control.renders &&
      say(
        '本文がなければ、用語・主体・窓口などのデータから組み立てます。',
        'Without a body it is put together from data (terms, parties, contacts …).',
      ),
    place,
    more && `---\n\n${more}`,
  ]);
}
