/**
 * The only way anything outside enters core: asynchronous, by URI, so that a disk, an editor's virtual file system, a worker's fetch and a test's map all
 * fit. Nothing here writes.
 */
export interface Io {
  /** The text of a file; rejects where there is none or it cannot be read. */
  read(uri: string): Promise<string>;
  /**
   * Every kaiji file below a folder, at any depth, as URIs, in no certain order; ignored folders left out.
   * @param unreadable told of each folder that is there but cannot be looked into
   */
  list(folder: string, unreadable?: (uri: string, error: unknown) => void): Promise<readonly string[]>;
  exists(uri: string): Promise<boolean>;
  /**
   * The bytes of a file that is no text (a picture); rejects where there is none or it cannot be read.
   * @param within the folder it has to lie in, links followed: what leads out of it is not read
   */
  readBytes(uri: string, within: string): Promise<Uint8Array>;
}

/** Bundled catalogs: the index is one read, long texts are read when first shown. */
export interface CatalogSource {
  readIndex(): Promise<string>;
  /** @param name `ID@EDITION` of a catalog, `glossary`, or `rules` for the pages of the rules */
  readTexts(name: string): Promise<string>;
}
