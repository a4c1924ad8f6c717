/** What is said to a client with views of ours when what they show may be different. */

/**
 * Server → client, a notification, where {@link InitializationOptions.views} asks for it: packages changed, by an edit or on disk. It comes at once, and while
 * somebody types no more often than the eye follows; what is asked for after it is answered from the newest text.
 */
export const changedNotification = 'kaiji/changed';
export interface ChangedParams {
  /** URIs of their folders, in the server's spelling, of a file in no package its own; absent where everything may be different. */
  readonly packages?: readonly string[];
}
