/**
 * Answers as they are read: what they repeat (`same-as`), use, take over from a platform, and the statements that satisfy a control nobody else answers, put in
 * the place where they count. In each reply the order is same-as, use, the platform's statement, answer (docs: format, "checklist/v1"). What repeats itself
 * ends: of one answer each control is read once.
 */
import { type Control, idsOf, partIdsOf } from '../catalog/control.ts';
import { partKey } from '../catalog/id.ts';
import { type Answer, answerOf, inheritedFrom, type PartReply, type Reply } from '../model/checklist.ts';
import type { KaijiDocument } from '../model/document.ts';
import type { EvidenceUse } from '../model/evidence.ts';
import { type Field, mapField, textField } from '../model/field.ts';
import { statementOf } from '../model/statements.ts';
import { ownCatalog, type Site } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { asMap } from '../yaml/tree.ts';

/** A text and where it is written: its references are those of that document in that package. */
export interface SaidText {
  readonly field: Field<string>;
  readonly document: KaijiDocument;
  readonly home: Package;
}

/** Evidence and the package whose register has it. */
export interface SaidEvidence {
  readonly use: EvidenceUse;
  readonly document: KaijiDocument;
  readonly home: Package;
}

/** What is said of a control, of one of its parts, or of one target. */
export interface Said {
  /** The part as its catalog prints it, else as its key is written; undefined for the control as a whole. */
  readonly part: string | undefined;
  /** What is spoken of, where answers differ by target; '' for one of these that names none. */
  readonly target: string | undefined;
  /** The reply itself, for judgements and what else is not put together; undefined where only statements speak. */
  readonly reply: Reply | undefined;
  readonly document: KaijiDocument;
  /** English values; of what is repeated where the reply has none of its own. */
  readonly status: string | undefined;
  readonly responsibility: string | undefined;
  /** Of a platform: the party's name, the platform's service, or what is written. */
  readonly from: string | undefined;
  readonly reason: SaidText | undefined;
  readonly action: SaidText | undefined;
  /** As written. */
  readonly due: string | undefined;
  /** In the order they are read. What is repeated is an answer of its own, with its parts. */
  readonly pieces: readonly (SaidText | Said)[];
  readonly evidence: readonly SaidEvidence[];
  /** Parts in the order of the catalog, then what names no target, then targets. */
  readonly below: readonly Said[];
}

/** Whether a piece is an answer repeated. */
export function isRepeated(piece: SaidText | Said): piece is Said {
  return 'pieces' in piece;
}

/**
 * What a checklist says of a control of its catalog: one element for each of its entries, mostly one; those of its parts stand below. Where no entry answers,
 * the statements that satisfy it; empty where nothing does.
 */
export function expandedAnswers(whole: Package, document: KaijiDocument, control: Control): readonly Said[] {
  return new Expansion(whole).ofControl(document, control);
}

/** What one reply says, whatever it repeats and uses put in its place. @param document where it stands */
export function expandedReply(whole: Package, document: KaijiDocument, reply: Reply): Said {
  return new Expansion(whole).ofReply(document, reply, {});
}

interface Of {
  readonly part?: string;
  readonly target?: string;
}

/** One answer being put together. */
class Expansion {
  /** IDs read on the way. */
  private readonly seen = new Set<string>();

  constructor(private readonly whole: Package) {}

  ofControl(document: KaijiDocument, control: Control): readonly Said[] {
    this.seen.add(control.id);
    const entries = this.entriesIn(document, control.id);
    const parts = control.parts.flatMap((part) =>
      this.entriesIn(document, `${control.id}${part.id}`).map((answer) => this.ofReply(document, answer, { part: part.id })),
    );
    const said = entries.map((answer) => this.ofAnswer(document, answer, control));
    const [first = this.nothing(document), ...others] = said;
    const withParts = { ...first, below: this.completed([...first.below, ...parts], document, control) };
    const all = [withParts, ...others].filter((one) => one.reply || !isEmpty(one));
    if (all.some(speaks)) return all;
    const satisfying = this.satisfying(control.id);
    return satisfying.pieces.length === 0 ? all : [{ ...withParts, ...added(withParts, satisfying) }, ...others];
  }

  ofReply(document: KaijiDocument, reply: Reply, of: Of): Said {
    const repeated = reply.sameAs.flatMap(({ text }) => this.repeated(document, text));
    const used = reply.use.flatMap(({ text }) =>
      this.whole
        .lookup('statements', text)
        .slice(0, 1)
        .map((site) => this.stated(site)),
    );
    const platform = inheritedFrom(reply);
    const inherited = platform
      ? this.whole.lookup('platforms', platform.value).map((site) => this.stated(site, platform.value))
      : [];
    const statements = [...used, ...inherited];
    const own = this.cited(reply.evidence, document, this.whole);
    const evidence = [...own, ...statements.flatMap((one) => one.evidence)];
    const [first] = repeated;
    const text = (field: Field<string> | undefined) => field && { field, document, home: this.whole };
    const settled = reply.status ?? (reply.reason || reply.plan ? { value: undefined } : undefined);
    return {
      part: of.part,
      target: of.target,
      reply,
      document,
      status: settled ? settled.value : first?.status,
      responsibility: reply.responsibility?.value ?? (reply.responsibility ? undefined : first?.responsibility),
      from: reply.from ? this.nameOfSource(reply.from.value) : first?.from,
      reason: settled ? text(reply.reason) : first?.reason,
      action: settled ? text(textField(reply.plan, 'action')) : first?.action,
      due: settled ? textField(reply.plan, 'due')?.value : first?.due,
      pieces: [...repeated, ...statements.flatMap((one) => one.texts), ...(reply.answer ? [text(reply.answer) as SaidText] : [])],
      evidence: evidence.length > 0 ? evidence : repeated.flatMap((one) => allEvidence(one)),
      below: [],
    };
  }

  private ofAnswer(document: KaijiDocument, answer: Answer, control: Control | undefined): Said {
    const below = [
      ...answer.parts.map((part) => this.ofPart(document, part, control)),
      ...answer.responses.map((one) => this.ofReply(document, one, { target: textField(one.map, 'target')?.value.trim() ?? '' })),
    ];
    return { ...this.ofReply(document, answer, {}), below };
  }

  private ofPart(document: KaijiDocument, part: PartReply, control: Control | undefined): Said {
    const known = control?.parts.find(({ id }) => partKey(id) === partKey(part.keyText));
    return this.ofReply(document, part, { part: known?.id ?? part.keyText });
  }

  /** The parts in the order of the catalog, with those that a statement alone satisfies; then what is no part of it, then targets. */
  private completed(below: readonly Said[], document: KaijiDocument, control: Control): readonly Said[] {
    const ids = control.parts.map(({ id }) => id);
    const stated = partIdsOf(control).flatMap((id, i): readonly Said[] => {
      const part = ids[i] as string;
      const own = below.find((one) => one.part === part);
      if (own && speaks(own)) return [];
      const satisfying = this.satisfying(id);
      const said = own ?? this.nothing(document);
      return satisfying.pieces.length > 0 ? [{ ...said, part, ...added(said, satisfying) }] : [];
    });
    const place = ({ part, target }: Said) => {
      // What names no target is said before those that do: behind one it would read as said of it.
      if (target !== undefined) return ids.length + (target === '' ? 1 : 2);
      const at = ids.indexOf(part ?? '');
      return at < 0 ? ids.length : at;
    };
    const replaced = new Set(stated.map(({ part }) => part));
    const kept = below.filter((one) => one.part === undefined || !replaced.has(one.part) || speaks(one));
    return [...kept, ...stated].sort((a, b) => place(a) - place(b));
  }

  /** What `same-as` names: of the same checklist, else of another of the package. */
  private repeated(document: KaijiDocument, written: string): readonly Said[] {
    const found = this.whole.catalogs.resolve(written, ownCatalog(document, this.whole.catalogs));
    if (!found || this.seen.has(found.id)) return [];
    const { control, part, id } = found;
    const home = this.documentAnswering(document, idsOf(control));
    if (!home) {
      this.seen.add(id);
      const satisfying = this.satisfying(id);
      return satisfying.pieces.length > 0 ? [{ ...this.nothing(document), ...satisfying }] : [];
    }
    if (!part) return this.ofControl(home, control);
    this.seen.add(id);
    const own = this.entriesIn(home, id).map((answer) => this.ofAnswer(home, answer, undefined));
    const within = this.entriesIn(home, control.id).flatMap((answer) =>
      answer.parts.filter(({ keyText }) => partKey(keyText) === partKey(part.id)).map((one) => this.ofPart(home, one, undefined)),
    );
    return [...own, ...within].map((one) => ({ ...one, part: undefined }));
  }

  private documentAnswering(near: KaijiDocument, ids: readonly string[]): KaijiDocument | undefined {
    if (ids.some((id) => this.whole.index.said(near, 'answers', id).length > 0)) return near;
    for (const id of ids) {
      const [site] = this.whole.lookup('answers', id);
      if (site) return site.document;
    }
    return undefined;
  }

  private entriesIn(document: KaijiDocument, id: string): readonly Answer[] {
    return this.whole.index.said(document, 'answers', id).flatMap(({ entry }) => {
      const map = asMap(entry.node);
      return map ? [answerOf(map)] : [];
    });
  }

  private satisfying(id: string): Pick<Said, 'pieces' | 'evidence'> {
    const stated = this.whole.lookup('satisfies', id).map((site) => this.stated(site));
    return { pieces: stated.flatMap(({ texts }) => texts), evidence: stated.flatMap(({ evidence }) => evidence) };
  }

  /** @param platform `PACKAGE#ID` of one that a platform publishes */
  private stated(
    { entry, document }: Site,
    platform?: string,
  ): { readonly texts: readonly SaidText[]; readonly evidence: readonly SaidEvidence[] } {
    const map = asMap(entry.node);
    const home = (platform && this.whole.platforms.get(platform.split('#')[0] ?? '')) || this.whole;
    if (!map) return { texts: [], evidence: [] };
    const { text, evidence } = statementOf(map);
    return {
      texts: text && text.value.trim() !== '' ? [{ field: text, document, home }] : [],
      evidence: this.cited(evidence, document, home),
    };
  }

  private cited(uses: readonly EvidenceUse[], document: KaijiDocument, home: Package): readonly SaidEvidence[] {
    return uses.map((use) => ({ use, document, home }));
  }

  private nameOfSource(from: string): string {
    const [name = '', statement] = from.split('#');
    const platform = statement === undefined ? undefined : this.whole.platforms.get(name);
    const service = platform && serviceOf(platform);
    return service ?? textField(asMap(this.whole.lookup('parties', from)[0]?.entry.node), 'name')?.value ?? name;
  }

  private nothing(document: KaijiDocument): Said {
    const none = {
      part: undefined,
      target: undefined,
      reply: undefined,
      status: undefined,
      responsibility: undefined,
      from: undefined,
    };
    return { ...none, document, reason: undefined, action: undefined, due: undefined, pieces: [], evidence: [], below: [] };
  }
}

function serviceOf({ manifest }: Package): string | undefined {
  return textField(mapField(manifest?.root, 'service'), 'name')?.value;
}

/** Whether there are words of an answer, or none are due. */
function speaks({ pieces, status, below }: Said): boolean {
  return pieces.length > 0 || status === 'not-applicable' || below.some(speaks);
}

function added({ evidence }: Said, satisfying: Pick<Said, 'pieces' | 'evidence'>): Pick<Said, 'pieces' | 'evidence'> {
  return { pieces: satisfying.pieces, evidence: [...evidence, ...satisfying.evidence] };
}

/** Whether nothing is said: no words, no status, nothing below. */
export function isEmpty({ pieces, status, reason, action, due, below }: Said): boolean {
  return pieces.length === 0 && !status && !reason && !action && !due && below.every(isEmpty);
}

/** The evidence of an answer with that of its parts and targets, in order. */
export function allEvidence(said: Said): readonly SaidEvidence[] {
  return [...said.evidence, ...said.below.flatMap(allEvidence)];
}

/** The words of an answer as they are written, one text below the other; parts behind their marks. */
export function wordsOf({ pieces, below }: Said): string {
  const texts = pieces.map((piece) => (isRepeated(piece) ? wordsOf(piece) : piece.field.value.trim()));
  const parts = below.map((one) => [one.part ?? (one.target ? `▼${one.target}` : ''), wordsOf(one)].filter(Boolean).join(' '));
  return [...texts, ...parts].filter((text) => text !== '').join('\n');
}
