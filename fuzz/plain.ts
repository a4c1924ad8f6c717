/** Inputs as JSON, bytes included. */
import type { Plain } from './target.ts';

/** A string that says so of itself is not taken for bytes. */
const BYTES = 'base64:';
const TEXT = 'text:';

export function written(input: Plain): string {
  return `${JSON.stringify(asJson(input), null, 1)}\n`;
}

export function read(json: string): Plain {
  return fromJson(JSON.parse(json));
}

function asJson(value: Plain): unknown {
  if (typeof value === 'string') return value.startsWith(BYTES) || value.startsWith(TEXT) ? TEXT + value : value;
  if (value instanceof Uint8Array) return BYTES + Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asJson(one)]));
}

function fromJson(value: unknown): Plain {
  if (typeof value === 'string') {
    if (value.startsWith(TEXT)) return value.slice(TEXT.length);
    return value.startsWith(BYTES) ? new Uint8Array(Buffer.from(value.slice(BYTES.length), 'base64')) : value;
  }
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value !== 'object' || value === null) return value as Plain;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fromJson(one)]));
}
