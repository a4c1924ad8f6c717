/** Files in a map, for tests; counts its calls. */
import type { Io } from '../../core/io.ts';
import { isKaijiPath } from '../../core/package/files.ts';

/** Files are named as people write them; what is looked for may be an encoded URI. */
export class MemoryIo implements Io {
  reads = 0;

  constructor(readonly files: Map<string, string>) {}

  async read(uri: string): Promise<string> {
    this.reads++;
    const text = this.files.get(uri) ?? this.files.get(decodeURIComponent(uri));
    if (text === undefined) throw new Error(`no such file: ${uri}`);
    return text;
  }

  async list(folder: string): Promise<readonly string[]> {
    return [...this.files.keys()].filter((uri) => uri.startsWith(`${folder}/`) && isKaijiPath(uri));
  }

  async readBytes(uri: string): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.read(uri));
  }

  async exists(uri: string): Promise<boolean> {
    return this.files.has(uri) || this.files.has(decodeURIComponent(uri));
  }
}
