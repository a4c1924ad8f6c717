/** What a language feature is. One is a file here and a line in list.ts; what it answers is made by a pure function of core, reached through server/answers.ts. */
import { type CancellationToken, LSPErrorCodes, ResponseError, type ServerCapabilities } from 'vscode-languageserver';
import type { Bundled } from '../../core/catalog/bundled.ts';
import type { KaijiFile } from '../../core/model/document.ts';
import { Cancelled, type Signal, Slices } from '../../core/slices.ts';
import type { Position } from '../../core/text/text.ts';
import type * as Answers from '../answers.ts';
import type { Session, Snapshot } from '../session.ts';

export interface Feature {
  /** What the client is told the server can do; a function where that depends on what the client can. */
  readonly capabilities: ServerCapabilities | ((session: Session) => ServerCapabilities);
  register(session: Session, answer: Answering): void;
}

/** A request about a document. */
export interface Asked {
  readonly textDocument: { readonly uri: string };
}

/** What a feature works with: one that takes long in a long document goes by slices, which end when its answer is of no use any more. */
export interface Working extends Snapshot {
  readonly slices: Slices;
}

/**
 * Runs a feature on the snapshot a request is about. One overtaken by an edit, or cancelled, is told so; one that throws is noted once by name, and answered
 * with the fallback, as is one about a file that is not there.
 */
export type Answering = <T>(
  name: string,
  asked: Asked,
  token: CancellationToken,
  fallback: T,
  feature: (answers: typeof Answers, snapshot: Working, bundled: Bundled) => T | Promise<T>,
) => Promise<T>;

export function answering(session: Session): Answering {
  const { documents, host } = session;
  return (name, { textDocument: { uri } }, token, fallback, feature) => {
    const asked = documents.get(uri)?.version;
    const isOther = () => documents.get(uri)?.version !== asked;
    const mustBeCurrent = () => {
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      if (isOther()) throw new ResponseError(LSPErrorCodes.ContentModified, 'the document changed');
    };
    const signal: Signal = {
      get isCancellationRequested() {
        return token.isCancellationRequested || isOther();
      },
    };
    return session.guarded(
      name,
      () => fallback,
      async () => {
        const [{ bundled }, answers] = await Promise.all([session.ready(), host.loadAnswers()]);
        const snapshot = await session.snapshot(uri);
        mustBeCurrent();
        if (!snapshot) return fallback;
        try {
          const result = await feature(answers, { ...snapshot, slices: new Slices(signal) }, bundled);
          // A feature may read something first: what it then says of an older version would stand in the wrong places.
          mustBeCurrent();
          return result;
        } catch (error) {
          if (error instanceof Cancelled) mustBeCurrent();
          throw error;
        }
      },
      uri,
    );
  };
}

/**
 * Completes what the client was told of a file before, on the file as it stands now.
 * @param told its `data` names the file (`uri`); it is the answer itself where that is gone, and where the feature throws, which is noted once by name
 */
export function resolved<T extends { readonly data?: unknown }>(
  session: Session,
  name: string,
  told: T,
  feature: (answers: typeof Answers, snapshot: Snapshot, bundled: Bundled) => T | Promise<T>,
): Promise<T> {
  const { uri } = (told.data ?? {}) as { readonly uri?: string };
  return session.guarded(
    name,
    () => told,
    async () => {
      if (uri === undefined) return told;
      const [{ bundled }, answers] = await Promise.all([session.ready(), session.host.loadAnswers()]);
      const snapshot = await session.snapshot(uri);
      return snapshot ? feature(answers, snapshot, bundled) : told;
    },
  );
}

/** The offset a request is about. */
export function offsetOf({ file }: { readonly file: KaijiFile }, { position }: { readonly position: Position }): number {
  return file.text.offsetAt(position);
}
