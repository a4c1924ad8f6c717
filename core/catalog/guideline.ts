/** Guidelines and their editions (catalogs/guidelines.yaml): what a package says it conforms to, and how texts name it. */
import type { Bilingual } from '../language.ts';

export interface Guideline {
  readonly id: string;
  readonly title: Bilingual;
  readonly issuer: Bilingual;
  /** What texts call it; no name is part of another guideline's. */
  readonly names: readonly string[];
  /** Oldest first. */
  readonly editions: readonly Edition[];
}

export interface Edition {
  /** As in `mhlw@6.0`. */
  readonly edition: string;
  /** Other ways texts print it: 第1版 is 2018. */
  readonly printed?: readonly string[];
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date: string;
  /** `ID@EDITION` of what took its place; absent where it is in force. */
  readonly successor?: string;
  /** Known at second hand only. */
  readonly unconfirmed?: boolean;
}

/** An edition with the guideline it is of. */
export interface Found {
  readonly guideline: Guideline;
  readonly edition: Edition;
}

/** An edition named in a text. */
export interface Mention extends Found {
  /** Half-open, UTF-16, in the text. */
  readonly start: number;
  readonly end: number;
}

/** `第5.1版`, `第５．１版`, `2.0版`, `（第2版）` behind a name. */
const EDITION = /[\s「」『』()（）[\]、,:：]{0,3}(?:第|Ver\.?|ver\.?)?\s?([0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2})?)\s?版/y;

export class Guidelines {
  private readonly byId: ReadonlyMap<string, Guideline>;

  constructor(readonly all: readonly Guideline[]) {
    this.byId = new Map(all.map((guideline) => [guideline.id, guideline]));
  }

  guideline(id: string): Guideline | undefined {
    return this.byId.get(id.normalize('NFKC').trim().toLowerCase());
  }

  /** The edition an `ID@EDITION` names; undefined for an unknown one, and for an ID alone. */
  of(reference: string): Found | undefined {
    const [id = '', written] = reference.trim().split('@');
    const guideline = this.guideline(id);
    const edition = guideline && written !== undefined ? editionOf(guideline, written) : undefined;
    return guideline && edition && { guideline, edition };
  }

  /** What is in force in place of an edition: the end of its line of successors; the edition itself where it has none. */
  current(found: Found): Found {
    let at = found;
    for (let steps = 0; at.edition.successor !== undefined && steps < this.all.length * 10; steps++) {
      const next = this.of(at.edition.successor);
      if (!next) break;
      at = next;
    }
    return at;
  }

  /** Editions a text names, in order. A name without an edition names one only where all editions of the guideline were replaced by another: then the last. */
  mentionsIn(text: string): readonly Mention[] {
    const mentions: Mention[] = [];
    for (const guideline of this.all) {
      for (const name of guideline.names) {
        for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + name.length)) {
          EDITION.lastIndex = start + name.length;
          const written = EDITION.exec(text);
          const end = written ? EDITION.lastIndex : start + name.length;
          const edition = written ? editionOf(guideline, written[1] ?? '') : lastOfAll(guideline);
          if (edition) mentions.push({ guideline, edition, start, end });
        }
      }
    }
    return mentions.sort((a, b) => a.start - b.start);
  }
}

/** @param written as printed: `5.1`, `第2版` */
function editionOf({ editions }: Guideline, written: string): Edition | undefined {
  const plain = written.normalize('NFKC').replace(/^第|版$|\s/g, '');
  return (
    editions.find(({ edition, printed }) => edition === plain || printed?.includes(plain)) ??
    // 第6版 is 6.0.
    editions.find(({ edition }) => edition === `${plain}.0`)
  );
}

/** The last edition of a guideline that was replaced by another guideline; undefined where one of its own is in force. */
function lastOfAll({ id, editions }: Guideline): Edition | undefined {
  const last = editions.at(-1);
  return last?.successor === undefined || last.successor.split('@')[0] === id ? undefined : last;
}
