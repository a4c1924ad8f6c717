/** Code lenses: where they stand at once, what they say when they are shown. */
import type { CodeLens, Location } from 'vscode-languageserver-types';
import type { Language } from '../language.ts';
import type { KaijiFile } from '../model/document.ts';
import type { Package } from '../package/package.ts';
import { shown } from '../text/shown.ts';
import { lensProducers } from './lenses/list.ts';

/** Nobody looks through more places than this. */
const MOST_PLACES = 500;

/** What a lens carries from the request to its resolution. */
export interface LensData {
  readonly uri: string;
  readonly producer: string;
  readonly key: string;
}

export interface CodeLensOptions {
  readonly language: Language;
  /** The client's command that shows places: called with an address, a position there, and locations. Without it a lens only tells. */
  readonly showCommand?: string | undefined;
  /** An address as the client spells it. */
  readonly spelling?: (uri: string) => string;
}

/**
 * Lenses without their texts.
 * @param isOn whether a producer is, by its name
 * @param failed told of a producer that throws; it hides no other
 */
export function codeLenses(
  whole: Package,
  file: KaijiFile,
  isOn: (producer: string) => boolean,
  failed: (name: string, error: unknown) => void = () => {},
): CodeLens[] {
  return lensProducers.flatMap((producer) => {
    if (!isOn(producer.name)) return [];
    try {
      const places = file.documents.flatMap((document) =>
        document.kind === undefined || !producer.kinds.includes(document.kind) ? [] : [...producer.places(document, whole)],
      );
      // What an alias brings in once more stands where its anchor is.
      const distinct = new Map(places.map((place) => [place.at, place]));
      return [...distinct.values()].map(({ at, key }): CodeLens => {
        const { start, end } = file.tree.spanOf(at);
        const data: LensData = { uri: file.uri, producer: producer.name, key };
        return { range: file.text.rangeOf(start, end), data };
      });
    } catch (error) {
      failed(`code lens ${producer.name}`, error);
      return [];
    }
  });
}

/** The lens with its text; silent where there is nothing to say any more. */
export function resolveCodeLens(
  lens: CodeLens,
  whole: Package,
  { language, showCommand, spelling = (one) => one }: CodeLensOptions,
): CodeLens {
  const { uri, producer, key } = lens.data as LensData;
  const file = whole.files.get(uri);
  const text = file && lensProducers.find(({ name }) => name === producer)?.textOf(key, whole, file);
  if (!text) return { ...lens, command: { title: '', command: '' } };
  const locations = text.sites.slice(0, MOST_PLACES).map(({ document: { file }, node }): Location => {
    const { start, end } = file.tree.spanOf(node);
    return { uri: spelling(file.uri), range: file.text.rangeOf(start, end) };
  });
  const title = shown(text.title(language));
  const shows = showCommand !== undefined && locations.length > 0;
  return {
    ...lens,
    command: shows
      ? { title, command: showCommand, arguments: [spelling(uri), lens.range.start, locations] }
      : { title, command: '' },
  };
}
