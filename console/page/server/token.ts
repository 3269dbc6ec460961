/** The token of this run: it comes in the address's fragment, which is sent to nobody, and is taken out of it. */

const name = 'tributary-console-token';

export const keepToken = (): void => {
  const [, token] = /^#token=([\w-]+)$/.exec(location.hash) ?? [];
  if (token === undefined) return;
  localStorage.setItem(name, token);
  history.replaceState(undefined, '', location.pathname + location.search);
};

export const token = (): string => localStorage.getItem(name) ?? '';
