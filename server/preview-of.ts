/** A preview as the server knows it: what it was sent, and what it is to be sent now. Loaded with what writes forms. */
import { base64Of } from '../convert/base64.ts';
import { pictureType } from '../convert/export/pictures.ts';
import { type ContentsEntry, contentsOf } from '../convert/form/contents.ts';
import type { Form } from '../convert/form/form.ts';
import { type FormOf, formKinds, formsOf, readTexts } from '../convert/form/list.ts';
import { blocksOf, wordsOf } from '../convert/form/words.ts';
import { findingsAbout, type Owned } from '../convert/preview/findings.ts';
import { type Piece, piecesOf } from '../convert/preview/pieces.ts';
import { Sent } from '../convert/preview/sent.ts';
import type { Check } from '../core/check.ts';
import { fixed } from '../core/language.ts';
import { fileName } from '../core/package/uri.ts';
import type {
  PreviewAnswer,
  PreviewEntry,
  PreviewFinding,
  PreviewForm,
  PreviewFrame,
  PreviewParams,
  PreviewPiece,
} from './protocol/preview.ts';
import type { Snapshot } from './snapshot.ts';

/** Findings about nothing that is shown, told at most. */
const MOST_ELSEWHERE = 100;
const PICTURE = 'picture:';
/** Bytes of a picture that is shown, at most: it goes through a message, a third larger, each time it is read. */
export const MOST_PICTURE = 8_000_000;
const tooLarge = fixed(
  `${MOST_PICTURE / 1_000_000}MBを超えるため、プレビューには表示しません`,
  `not shown in the preview: more than ${MOST_PICTURE / 1_000_000} MB`,
);

/** What a preview shows of a piece. */
interface Shown {
  readonly piece: Piece;
  readonly findings: readonly PreviewFinding[];
}

/** Has a life cycle: as long as the client shows it. */
export class PreviewOf {
  private readonly sent = new Sent<Shown>();
  /** The frame it was sent last, as JSON. */
  private frame = '';
  /** Pictures of the form, by URI: whether it was sent them. */
  private pictures = new Map<string, 'sent' | 'too-large' | 'none'>();

  /** @param readPicture rejects where there is no such file in a package */
  constructor(private readonly readPicture: (uri: string, home: string) => Promise<Uint8Array>) {}

  async answer(params: PreviewParams, snapshot: Snapshot): Promise<PreviewAnswer> {
    const { whole, file } = snapshot;
    const check = params.findings ? await snapshot.check() : undefined;
    await readTexts(whole);
    const options = {
      language: snapshot.language,
      audience: params.audience,
      date: snapshot.options.date,
      hasOrigins: true,
    };
    const all = formsOf(whole, options).filter(({ name }) => 'form' in formKinds[name]);
    const isOwn = ({ documents }: FormOf) => documents.some((document) => document.file === file);
    const ordered = [...all.filter(isOwn), ...all.filter((one) => !isOwn(one))];
    const chosen = ordered.find((one) => idOf(one) === params.form) ?? ordered[0];
    const form = chosen?.form()?.form;
    const fresh = params.revision !== this.sent.revision;
    const pictures = form ? await this.picturesOf(form, whole.uri, fresh || params.pictures === true) : {};
    const uris = [...new Set(chosen?.documents.map((document) => document.file.uri))];
    const pieces = form
      ? piecesOf(form, uris[0], {
          pictureAt: (uri) => (this.pictures.get(uri) === 'sent' ? PICTURE + uri : undefined),
          whyWords: (uri) => (this.pictures.get(uri) === 'too-large' ? tooLarge(form.language) : undefined),
        })
      : [];
    const { shown, elsewhere, unprinted } = withFindings(pieces, uris, check, snapshot);
    const frame: PreviewFrame = {
      title: form?.title ?? '',
      language: form?.language ?? snapshot.language,
      form: chosen ? idOf(chosen) : '',
      forms: ordered.map(formChoice),
      contents: form ? entriesOf(form, pieces) : [],
      elsewhere,
      unprinted,
      home: whole.uri,
      uris: [...new Set([...uris, ...pieces.flatMap(({ origins }) => origins.map(({ uri }) => uri))])],
    };
    const written = JSON.stringify(frame);
    const isSameFrame = !fresh && written === this.frame;
    this.frame = written;
    const { order, made } = this.sent.patch(shown, keyOf, params.revision);
    return {
      revision: this.sent.revision,
      order: order.map((number, i) => [number, shown[i]?.piece.line ?? -1]),
      made: made.map(([number, what]) => pieceOf(number, what)),
      ...(isSameFrame ? {} : { frame }),
      ...(Object.keys(pictures).length > 0 ? { pictures } : {}),
    };
  }

  /** Pictures of the form that were not sent. @param again whether those that were are read again */
  private async picturesOf(form: Form, home: string, again: boolean): Promise<Readonly<Record<string, string>>> {
    const before = again ? undefined : this.pictures;
    const uris = new Set([...blocksOf(form)].flatMap((block) => (block.is === 'picture' ? [block.uri] : [])));
    this.pictures = new Map();
    const made: Record<string, string> = {};
    for (const uri of uris) {
      const known = before?.get(uri);
      const picture = known ?? (await this.pictureOf(uri, home));
      // What it was sent is not kept here, only that it was.
      this.pictures.set(uri, typeof picture === 'string' ? picture : 'sent');
      if (typeof picture !== 'string') made[PICTURE + uri] = picture.address;
    }
    return made;
  }

  /** 'none' for what cannot be read, and for what no browser shows: like what is too large to be sent, each is its words. */
  private async pictureOf(uri: string, home: string): Promise<{ readonly address: string } | 'too-large' | 'none'> {
    const type = pictureType(uri);
    const bytes = type === undefined ? undefined : await this.readPicture(uri, home).catch(() => undefined);
    if (!bytes) return 'none';
    return bytes.length > MOST_PICTURE ? 'too-large' : { address: `data:${type};base64,${base64Of(bytes)}` };
  }
}

/** All that is seen of a piece. */
function keyOf({ piece: { is, html, uri = '' }, findings }: Shown): string {
  return `${is ?? ''}\n${uri}\n${findings.length > 0 ? JSON.stringify(findings) : ''}\n${html}`;
}

function pieceOf(number: number, { piece: { is, html, count, uri }, findings }: Shown): PreviewPiece {
  return {
    piece: number,
    html,
    ...(is ? { is } : {}),
    ...(count === undefined ? {} : { count }),
    ...(uri === undefined ? {} : { uri }),
    ...(findings.length > 0 ? { findings } : {}),
  };
}

function idOf({ name, documents: [first] }: FormOf): string {
  return `${name} ${first?.file.uri ?? ''}`;
}

function formChoice(form: FormOf): PreviewForm {
  const uri = form.documents[0]?.file.uri ?? '';
  return { id: idOf(form), name: form.name, label: form.label, uri, detail: fileName(uri) };
}

function entriesOf(form: Form, pieces: readonly Piece[]): readonly PreviewEntry[] {
  // Blocks come one to one, long tables apart; headings are never in them.
  const ids = pieces.flatMap(({ id }) => id ?? []);
  const headings = form.blocks.filter((block) => block.is === 'heading');
  const idOfHeading = new Map(headings.map((heading, i) => [heading, ids[i] ?? '']));
  const flat = (entries: readonly ContentsEntry[], depth: number): readonly PreviewEntry[] =>
    entries.flatMap(({ heading, below }) => [
      ...(heading ? [{ depth, number: heading.number, text: wordsOf(heading.content), id: idOfHeading.get(heading) ?? '' }] : []),
      ...flat(below, depth + 1),
    ]);
  return flat(contentsOf(form.blocks), 0);
}

function withFindings(
  pieces: readonly Piece[],
  uris: readonly string[],
  check: Check | undefined,
  { language }: Snapshot,
): { readonly shown: readonly Shown[] } & Pick<PreviewFrame, 'elsewhere' | 'unprinted'> {
  if (!check) return { shown: pieces.map((piece) => ({ piece, findings: [] })), elsewhere: [], unprinted: 0 };
  const owned = pieces.flatMap((piece) => piece.origins.map((origin): Owned<Piece> => ({ origin, owner: piece })));
  const found = new Map<Piece, PreviewFinding[]>();
  const elsewhere: PreviewFrame['elsewhere'][number][] = [];
  let unprinted = 0;
  for (const { finding, uri, line, at } of findingsAbout(owned, uris, (one) => check.findingsOf(one))) {
    const told = { severity: finding.severity, message: finding.message(language), code: finding.rule };
    if (!at) {
      if (unprinted++ < MOST_ELSEWHERE) elsewhere.push({ ...told, uri, line });
      continue;
    }
    const { owner: piece, origin } = at;
    const isOwn = piece.uri === uri;
    const base = isOwn ? (piece.line ?? 0) : 0;
    const one = { ...told, ...(isOwn ? {} : { uri }), line: line - base, at: origin.line - base };
    const own = found.get(piece);
    if (own) own.push(one);
    else found.set(piece, [one]);
  }
  return { shown: pieces.map((piece) => ({ piece, findings: found.get(piece) ?? [] })), elsewhere, unprinted };
}
