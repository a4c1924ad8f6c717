/** The bytes of kaiji.vsix, of what is built. */
export function vsix(folder?: string): Uint8Array;

/** A zip of files that says nothing of the machine that made it. */
export function settled(files: Readonly<Record<string, Uint8Array>>): Uint8Array;
