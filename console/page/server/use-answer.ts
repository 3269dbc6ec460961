/** What the server answers, as part of a view. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ask } from './ask.ts';

export interface Answered<Answer> {
  readonly data: Answer | undefined;
  /** Why there is none, or none that is new. */
  readonly error: string | undefined;
  readonly isAsking: boolean;
  readonly again: () => void;
}

/**
 * What was there stays until something newer comes.
 *
 * @param path undefined for nothing; @param every asked again after so many milliseconds. @default once
 */
export const useAnswer = <Answer>(path: string | undefined, every?: number): Answered<Answer> => {
  const [state, setState] = useState<{ path?: string; data?: Answer; error?: string }>({});
  const [asked, setAsked] = useState(0);
  const [isAsking, setIsAsking] = useState(false);
  const shown = useRef(path);
  shown.current = path;

  useEffect(() => {
    if (path === undefined) return;
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    setIsAsking(true);
    ask<Answer>(path, { signal: gone.signal })
      .then(
        (data) => setState({ path, data }),
        (error: Error) => {
          if (gone.signal.aborted) return;
          setState((before) => ({
            path,
            error: error.message,
            ...(before.path === path && before.data !== undefined && { data: before.data }),
          }));
        },
      )
      .finally(() => {
        if (gone.signal.aborted) return;
        setIsAsking(false);
        if (every !== undefined) timer = setTimeout(() => setAsked((count) => count + 1), every);
      });
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [path, asked, every]);

  const again = useCallback(() => setAsked((count) => count + 1), []);
  const isMine = state.path === path;
  return {
    data: isMine ? state.data : undefined,
    error: isMine ? state.error : undefined,
    isAsking,
    again,
  };
};
