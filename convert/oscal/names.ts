/** How things are called in OSCAL that several models speak of. */
import type { Catalog } from '../../core/catalog/catalog.ts';
import { partKey } from '../../core/catalog/id.ts';
import { tokenOf } from './token.ts';
import { uuidOf } from './uuid.ts';

/** Where readers find the OSCAL catalog: in a file beside the one written. */
export function catalogHref({ data }: Catalog): string {
  return `${data.id}.catalog.json`;
}

/** What names a catalog in a property: `ID@EDITION`, or its ID. */
export function catalogName({ data }: Catalog): string {
  return data.edition === '' ? data.id : `${data.id}@${data.edition}`;
}

/** The service's component, the same in every model. */
export function serviceComponentUuid(identity: string): string {
  return uuidOf(identity, 'service');
}

/** The token of a control's statement, or of the item of it that a part is. */
export function statementId(controlId: string, part?: string): string {
  return part === undefined ? `${tokenOf(controlId)}_smt` : `${tokenOf(controlId)}_smt.${itemToken(part)}`;
}

/** The number of a part as the end of a token, where a digit may stand first. */
export function itemToken(part: string): string {
  return tokenOf(`n${partKey(part)}`).slice(1);
}
