/** XML of office documents, event by event. Entities a document declares itself are not known, so none can be made to grow. */
import { Parser } from 'saxen';

export interface Listener {
  /** @param name without its prefix. @param attribute its value by name without prefix; '' where it is absent */
  open?(name: string, attribute: (name: string) => string): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads a document. @returns false where it is not well-formed: what was told until then is not the whole */
export function readXml(bytes: Uint8Array, { open, text, close }: Listener): boolean {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const xml = new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
  if (xml.trim() === '') return false;
  let failed = false;
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  const parser = new Parser();
  parser.on('openTag', (name, attributes, decode) => {
    open?.(local(name), (wanted) => {
      const all = attributes();
      const plain = all[wanted];
      if (plain !== undefined) return decode(plain);
      const key = Object.keys(all).find((candidate) => local(candidate) === wanted);
      return key === undefined ? '' : decode(all[key] ?? '');
    });
  });
  if (text) {
    parser.on('text', (value, decode) => text(decode(value)));
    parser.on('cdata', (value) => text(value));
  }
  parser.on('closeTag', (name) => close?.(local(name)));
  parser.on('error', () => {
    failed = true;
  });
  parser.parse(xml);
  return !failed;
}

/** `_x000D_` stands for what XML cannot hold (ECMA-376 Part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
