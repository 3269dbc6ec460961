/** The context map as a drawing: contexts on a circle, an arrow from who publishes to who listens. */
import type { Catalog } from './catalog.ts';
import { type Edge, edgesOf } from './context-map.ts';
import { element, link, table, text } from './html.ts';

const [size, radius, node] = [640, 240, 60];

interface Point {
  readonly x: number;
  readonly y: number;
}

export const drawnMap = (catalog: Catalog): string => {
  const edges = edgesOf(catalog);
  const places = new Map(
    catalog.contexts.map(({ name }, index) => [name, placeOf(index, catalog.contexts.length)] as const),
  );
  const marker =
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L10 5L0 10z"/></marker></defs>';
  const drawing = [...edges.map((edge) => arrow(edge, places)), ...[...places].map(circle)].join('\n');
  const rows = edges.map(({ from, to, topics }) => [
    text(from),
    text(to),
    topics.map((topic) => link(`topics/${topic}.html`, topic)).join(', '),
  ]);
  return `<svg viewBox="0 0 ${size} ${size}" width="${size}" role="img" aria-label="Context map">${marker}
${drawing}
</svg>
${element('h2', 'Arrows')}
${table(['from', 'to', 'topics'], rows)}`;
};

const placeOf = (index: number, count: number): Point => {
  const angle = (2 * Math.PI * index) / count - Math.PI / 2;
  return {
    x: Math.round(size / 2 + radius * Math.cos(angle)),
    y: Math.round(size / 2 + radius * Math.sin(angle)),
  };
};

const circle = ([name, { x, y }]: readonly [string, Point]): string =>
  `<a href="contexts/${text(name)}.html"><circle cx="${x}" cy="${y}" r="${node}" fill="#e0ecff" stroke="#345"/><text x="${x}" y="${y + 5}" text-anchor="middle">${text(name)}</text></a>`;

/** Two arrows between the same contexts lie side by side, each a little to its right. */
const arrow = ({ from, to, topics }: Edge, places: ReadonlyMap<string, Point>): string => {
  const [a, b] = [places.get(from), places.get(to)];
  if (a === undefined || b === undefined) return '';
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const [dx, dy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const at = (distance: number): string =>
    `${Math.round(a.x + dx * distance - dy * 12)} ${Math.round(a.y + dy * distance + dx * 12)}`;
  return `<path d="M${at(node)}L${at(length - node)}" stroke="#345" fill="none" marker-end="url(#tip)"><title>${text(topics.join(', '))}</title></path>`;
};
