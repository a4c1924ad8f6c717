/** On the card of a control: the common answer that answers it, or what is said already to controls tied to it. */
import type { Resolved } from '../../catalog/control.ts';
import { isMissing, isProvisional } from '../../model/answer-state.ts';
import { answerOf, inheritedFrom, repliesOf } from '../../model/checklist.ts';
import { statementOf } from '../../model/statements.ts';
import type { Site } from '../../package/index.ts';
import type { Package } from '../../package/package.ts';
import { isSatisfied } from '../../package/satisfied.ts';
import { tiedAnswers } from '../../package/tied-answers.ts';
import { asMap } from '../../yaml/tree.ts';
import { escaped, headline, quoted } from '../markdown.ts';
import { type CardContext, relationWord, sayIn, section } from './words.ts';

/** How many common answers, and answers to other controls, a card shows. */
const SHOWN = 3;
/** How much of a common answer, in UTF-16 units, but for a page. */
const LENGTH = 600;

/** Paragraphs; none where the control is answered in words of its own, or nothing can be said. */
export function saidElsewhere(found: Resolved, context: CardContext): readonly string[] {
  const { whole } = context;
  if (!whole) return [];
  const entries = entriesFor(found, whole);
  const common = commonAnswers(found, entries, whole);
  if (common.length > 0) return common.slice(0, SHOWN).map((one) => commonAnswer(one, context));
  const answered = entries.some(({ entry }) => {
    const map = asMap(entry.node);
    const answer = map && answerOf(map);
    return answer && !isMissing(answer, false) && !isProvisional(answer);
  });
  return answered || isSatisfied(found, whole) ? [] : [tied(found, whole, context)];
}

function entriesFor({ id, control }: Resolved, whole: Package): readonly Site[] {
  return [...new Set([id, control.id])].flatMap((one) => whole.lookup('answers', one));
}

interface Named {
  readonly site: Site;
  /** Its id; of a platform's, `PACKAGE#ID`. */
  readonly name: string;
}

/** Those its entries use or inherit, then those that satisfy it; each once. */
function commonAnswers({ id, control }: Resolved, entries: readonly Site[], whole: Package): readonly Named[] {
  const used = entries.flatMap(({ entry }): readonly Named[] => {
    const map = asMap(entry.node);
    return (map ? repliesOf(answerOf(map)) : []).flatMap((reply) => {
      const from = inheritedFrom(reply)?.value ?? '';
      const platform = whole.lookup('platforms', from).map((site) => ({ site, name: from }));
      return [...reply.use.flatMap(({ text }) => whole.lookup('statements', text).slice(0, 1)).map(named), ...platform];
    });
  });
  const satisfying = [...new Set([id, control.id])].flatMap((one) => whole.lookup('satisfies', one)).map(named);
  return [...new Map([...used, ...satisfying].map((one) => [one.site.entry.node, one])).values()];
}

function named(site: Site): Named {
  const map = asMap(site.entry.node);
  return { site, name: (map && statementOf(map).id?.value) ?? '' };
}

function commonAnswer({ site, name }: Named, { language, page }: CardContext): string {
  const map = asMap(site.entry.node);
  const said = (map && statementOf(map).text?.value.trim()) ?? '';
  const shown = page || said.length <= LENGTH ? said : `${said.slice(0, LENGTH)}…`;
  const heading = sayIn(language)(`共通回答 ${name} による回答`, `Answered by ${name}`);
  return `**${escaped(heading)}**\n\n${quoted(shown)}`;
}

function tied(found: Resolved, whole: Package, context: CardContext): string {
  const { language } = context;
  const say = sayIn(language);
  const items = tiedAnswers(found, whole, SHOWN).map((one) => {
    const word = relationWord(one.tied.relation, language);
    const control = one.tied.found.id;
    const notes = [...(one.is === 'statement' ? [control] : []), ...(word === '' ? [] : [word])];
    const name = one.is === 'statement' ? say(`共通回答 ${one.id}`, `common answer ${one.id}`) : one.id;
    const bracketed = notes.length === 0 ? '' : say(`（${escaped(notes.join('・'))}）`, ` (${escaped(notes.join(', '))})`);
    return `${escaped(name)}${bracketed} ${escaped(headline(one.text, 60))}`;
  });
  return section(say('対応する項目の回答', 'Answers to related controls'), items, context);
}
