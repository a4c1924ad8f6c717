/** What an answer says to its reader: 同上 and common answers put in its place, in the order same-as, use, answer. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Resolved } from '../catalog/control.ts';
import { partKey } from '../catalog/id.ts';
import { type Answer, answerOf, inheritedFrom, type PartReply, type Reply } from '../model/checklist.ts';
import { textField } from '../model/field.ts';
import { statementOf } from '../model/statements.ts';
import { ownCatalog, type Site } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { asMap } from '../yaml/tree.ts';
import type { Piece } from './item.ts';

/** So many answers are put together for one that repeats others: without an end, lists of lists would double at each step. */
const MOST_REPEATED = 200;

/** The way from the answer that is read to those it repeats. */
interface Trail {
  /** The controls on it: a ring ends where it began. */
  readonly ids: ReadonlySet<string>;
  /** How many more may be put together, in all. */
  readonly budget: { left: number };
}

/** The answers of one package. */
export class EffectiveAnswers {
  constructor(private readonly whole: Package) {}

  /**
   * What a reply consists of. Texts are as written, without white space at their ends.
   * @param own catalog of the document it stands in
   * @param satisfied the control it answers, where a common answer may answer in its place
   */
  piecesOf(reply: Reply, own: Catalog | undefined, satisfied?: Resolved): readonly Piece[] {
    return this.pieces(reply, own, satisfied, { ids: new Set(), budget: { left: MOST_REPEATED } });
  }

  private pieces(reply: Reply, own: Catalog | undefined, satisfied: Resolved | undefined, trail: Trail): readonly Piece[] {
    const pieces = [
      ...reply.sameAs.flatMap(({ text }) => this.repeated(text, own, trail)),
      ...reply.use.flatMap(({ text }) => this.stated('statements', text.trim())),
      ...(inheritedFrom(reply) ? this.stated('platforms', inheritedFrom(reply)?.value.trim() ?? '') : []),
      ...(reply.answer ? [{ source: '', text: tidy(reply.answer.value) }] : []),
    ];
    return pieces.length > 0 || !satisfied ? pieces : this.satisfying(satisfied);
  }

  /** The common answers that satisfy a control. */
  satisfying({ id }: Resolved): readonly Piece[] {
    return this.whole.lookup('satisfies', id).flatMap((site) => {
      const statement = statementAt(site);
      return statement?.id ? [{ source: `statements ${statement.id.value}`, text: tidy(statement.text?.value ?? '') }] : [];
    });
  }

  private stated(table: 'statements' | 'platforms', id: string): readonly Piece[] {
    const site = this.whole.lookup(table, id)[0];
    const statement = site && statementAt(site);
    return [{ source: `statements ${id}`, text: tidy(statement?.text?.value ?? '') }];
  }

  private repeated(written: string, own: Catalog | undefined, trail: Trail): readonly Piece[] {
    const target = this.whole.catalogs.resolve(written, own);
    const source = `answers ${target?.id ?? written.trim()}`;
    const [site] = target ? [...this.whole.lookup('answers', target.id), ...this.whole.lookup('answers', target.control.id)] : [];
    const map = asMap(site?.entry.node);
    if (!target || trail.ids.has(target.id) || trail.budget.left === 0) return [{ source, text: '' }];
    if (!site || !map)
      return [
        {
          source,
          text: tidy(
            this.satisfying(target)
              .map(({ text }) => text)
              .join('\n'),
          ),
        },
      ];
    trail.budget.left--;
    const catalog = ownCatalog(site.document, this.whole.catalogs);
    return [{ source, text: this.textOf(answerOf(map), target, catalog, { ...trail, ids: new Set([...trail.ids, target.id]) }) }];
  }

  /** All an entry says, its parts under their numbers; of a part, what it says. */
  private textOf(answer: Answer, target: Resolved, own: Catalog | undefined, trail: Trail): string {
    const { part } = target;
    const only = part && answer.parts.find(({ keyText }) => partKey(keyText) === partKey(part.id));
    const say = (reply: Reply, mark = '') => {
      const text = joinedText(this.pieces(reply, own, mark === '' ? target : undefined, trail));
      return text === '' ? [] : [mark === '' ? text : `${mark} ${text}`];
    };
    if (only) return say(only).join('\n');
    const marked = (reply: PartReply) => say(reply, `(${partKey(reply.keyText)})`);
    const targeted = (reply: Reply) => say(reply, `${textField(reply.map, 'target')?.value.trim() ?? '・'}:`);
    return [...say(answer), ...answer.parts.flatMap(marked), ...answer.responses.flatMap(targeted)].join('\n');
  }
}

/** The pieces as one text. */
export function joinedText(pieces: readonly Piece[]): string {
  return pieces
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join('\n');
}

/** A text without what a reader does not see: blanks at the ends of lines and of the text, the kind of line break. */
export function tidy(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd();
}

function statementAt({ entry }: Site) {
  const map = asMap(entry.node);
  return map && statementOf(map);
}
