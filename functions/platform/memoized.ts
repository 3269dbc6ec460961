/** Asks once per process, however many ask at the same time; a failure is not remembered. */

/**
 * @param ask a function of two values, whose answer never changes; `void` where one is enough
 * @returns the answer itself once it is known, so that who has to be quick need not wait
 */
export const memoized = <First, Second, Answer>(
  ask: (first: First, second: Second) => Promise<Answer>,
): ((first: First, second: Second) => Answer | Promise<Answer>) => {
  const answers = new Map<First, Map<Second, Answer | Promise<Answer>>>();
  return (first, second) => {
    const sameFirst = answers.get(first) ?? new Map<Second, Answer | Promise<Answer>>();
    const known = sameFirst.get(second);
    if (known !== undefined) return known;
    const answer = ask(first, second);
    answers.set(first, sameFirst.set(second, answer));
    answer.then(
      (value) => sameFirst.set(second, value),
      () => sameFirst.delete(second),
    );
    return answer;
  };
};
