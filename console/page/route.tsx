/** Which view is shown: its address is its name, so that it can be kept, sent and gone back to. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const changed = 'tributary-route';

export const go = (path: string): void => {
  history.pushState(undefined, '', path);
  dispatchEvent(new Event(changed));
};

/** @returns the parts of the path, decoded */
export const useRoute = (): readonly string[] => {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const look = (): void => setPath(location.pathname);
    addEventListener('popstate', look);
    addEventListener(changed, look);
    return () => {
      removeEventListener('popstate', look);
      removeEventListener(changed, look);
    };
  }, []);
  return path.split('/').slice(1).map(decoded);
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

export interface LinkProps {
  /** Parts of a path, each as it is. */
  readonly to: readonly string[];
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly current?: boolean;
  readonly label?: string;
}

export const hrefOf = (to: readonly string[]): string => `/${to.map(encodeURIComponent).join('/')}`;

export const follow = (event: MouseEvent, href: string): void => {
  // A new tab is the browser's business.
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(href);
};

export const Link = ({ to, children, current = false, label, class: name }: LinkProps) => {
  const href = hrefOf(to);
  return (
    <a
      href={href}
      class={name}
      aria-label={label}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => follow(event, href)}
    >
      {children}
    </a>
  );
};
