import type { Feature } from './features.d.mts';

/** The commands of the manifest that a feature leads to. */
export function commandsOf(feature: Feature, manifest: unknown): readonly { readonly command: string; readonly title: string }[];
