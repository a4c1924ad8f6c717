/** UUIDs made of names (RFC 9562, version 5), so that what did not change keeps its UUID from one export to the next. */
import { v5 } from 'uuid';

/** Version 5, below the namespace for URLs, of the URI of our OSCAL properties (model.ts). */
const NAMESPACE = '64300b50-1d5f-588b-8b2e-c91fec4d4dbd';

/**
 * @param name what the thing is, from the outside in: the service, the kind of thing, its IDs
 * @returns in lower case
 */
export function uuidOf(...name: readonly string[]): string {
  // As bytes: a text need not be well-formed to have a name.
  return v5(new TextEncoder().encode(JSON.stringify(name)), NAMESPACE);
}
