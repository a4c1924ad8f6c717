/** What a code lens is: a line of text above something, told when it is shown. A producer is one file here and one line in list.ts. */
import type { Localized } from '../../language.ts';
import type { KaijiDocument, KaijiFile } from '../../model/document.ts';
import type { KindName } from '../../model/schema.ts';
import type { Site } from '../../package/index.ts';
import type { Package } from '../../package/package.ts';
import type { Node } from '../../yaml/tree.ts';

/** Where a lens stands. */
export interface LensPlace {
  readonly at: Node;
  /** What the producer needs to know to say what it says; without positions, so that edits elsewhere do not matter. */
  readonly key: string;
}

export interface LensText {
  readonly title: Localized;
  /** What it leads to. */
  readonly sites: readonly Pick<Site, 'document' | 'node'>[];
}

export interface LensProducer {
  /** Of its file; the setting `kaiji.codeLens.NAME` switches it off. */
  readonly name: string;
  readonly kinds: readonly KindName[];
  /** Asked at every edit: it reads the document and looks little up. */
  places(document: KaijiDocument, whole: Package): Iterable<LensPlace>;
  /**
   * Asked for what is visible. Undefined where there is nothing to say any more.
   * @param file the one the lens stands in
   */
  textOf(key: string, whole: Package, file: KaijiFile): LensText | undefined;
}
