/** The size of a picture, from the first bytes of its file. */

/** What Word shows everywhere. */
export type PictureType = 'png' | 'jpg' | 'gif';

/** In pixels. */
export interface PictureSize {
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
}

/**
 * Type and size of a PNG, GIF or JPEG file, by its content whatever it is called; undefined where it is none of these, or too damaged to tell.
 * PNG 3rd edition 11.2.1; GIF89a 18; ITU-T T.81 B.2.2.
 */
export function pictureSize(bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begins = (...magic: number[]) => magic.every((byte, i) => bytes[i] === byte);
  const found =
    begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) && view.byteLength >= 24
      ? ({ type: 'png', width: view.getUint32(16), height: view.getUint32(20) } as const)
      : begins(0x47, 0x49, 0x46, 0x38) && view.byteLength >= 10
        ? ({ type: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) } as const)
        : begins(0xff, 0xd8)
          ? jpegSize(view)
          : undefined;
  return found && found.width > 0 && found.height > 0 ? found : undefined;
}

/** Segments up to the frame header (SOFn; C4, C8 and CC are others). */
function jpegSize(view: DataView): PictureSize | undefined {
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    // Bytes of filling in front of a marker.
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { type: 'jpg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
}

/** Scaled down, never up, to fit; pixels, at least 1. */
export function fitted({ width, height }: PictureSize, room: { readonly width: number; readonly height: number }) {
  const scale = Math.min(1, room.width / width, room.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
