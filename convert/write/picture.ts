/** The pictures of a form as files, for formats that hold them. */

export interface PictureFile {
  readonly bytes: Uint8Array;
  /** Media type: `image/png`. */
  readonly type: string;
}

/** By the URI a picture of the form names. */
export type PictureFiles = ReadonlyMap<string, PictureFile>;
