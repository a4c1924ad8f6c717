import UPNG from 'upng-js';

/**
 * The same picture with few colours, which is a fraction of the bytes: what is drawn of flat colours and letters loses nothing anyone sees.
 * @param {Buffer} png  as a browser wrote it
 * @param {number} colours  2 to 256
 * @returns {Buffer}
 */
export function smallPng(png, colours) {
  const picture = UPNG.decode(png);
  return Buffer.from(UPNG.encode(UPNG.toRGBA8(picture), picture.width, picture.height, colours));
}
