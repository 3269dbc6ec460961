/** Asks once per process, however many ask at the same time; a failure is not remembered. */

/** @param ask a function of strings, whose answer never changes */
export const memoized = <Names extends readonly string[], Answer>(
  ask: (...names: Names) => Promise<Answer>,
): ((...names: Names) => Promise<Answer>) => {
  const answers = new Map<string, Promise<Answer>>();
  return (...names) => {
    const key = names.join('\n');
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(...names);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };
};
