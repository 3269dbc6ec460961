/** What every operator's command is: a summary, its usage, and what it does. */
import type { Connection } from './connection.ts';

export interface Command {
  /** In a few words, for the list of commands. */
  readonly summary: string;
  /** Its words and options, a line each; what it changes, and what it asks before. */
  readonly usage: string;
  /**
   * @param words what follows the command's name, `--env` taken out
   * @param say writes a line for people
   * @returns the exit code: 0 when all is well
   * @throws UsageError when the words are not understood
   */
  readonly run: (
    words: readonly string[],
    connection: Connection,
    say: (line: string) => void,
  ) => Promise<number>;
}

/** The words of a command were not understood: told with its usage, without a stack trace. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
