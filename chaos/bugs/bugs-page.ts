/** The page that says which planted bugs were found, and by which rule. */
import type { Hunted } from './hunt.ts';

/** @param command as it was typed; @param at when the last run ended */
export const bugsPage = (hunted: readonly Hunted[], command: string, at: Date): string => {
  const found = hunted.filter(({ violations }) => violations.length > 0);
  const rows = hunted.map(({ bug, orders, faults, violations }) => {
    const rules = [...new Set(violations.map(({ rule }) => rule))];
    const verdict = rules.length === 0 ? '**not found**' : rules.join('; ');
    return `| ${bug.name} | ${bug.what} | ${orders} | ${faults} | ${violations.length} | ${verdict} |`;
  });
  return `# Planted bugs

Written by \`${command}\` on ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC. Each bug was planted in a copy of the tree, the whole system was
started from that copy, and the checker judged it from outside: ${found.length} of ${hunted.length} were found.

| bug | what | orders | faults | violations | found by |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
};
