/** Files by way of the client. */

/** Server → client, where the server has no disk: the calls of core/io.ts. */
export const readRequest = 'kaiji/io/read';
export const listRequest = 'kaiji/io/list';
export const existsRequest = 'kaiji/io/exists';

/** Answered in base64. */
export const readBytesRequest = 'kaiji/io/readBytes';
export interface IoParams {
  readonly uri: string;
}
