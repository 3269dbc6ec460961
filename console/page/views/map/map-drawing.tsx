/** The map itself: contexts and topics, and events that move between them. */
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import type { Drawing } from '../../../answers/drawing.ts';
import type { Digest, Look } from '../../../answers/live.ts';
import { follow, hrefOf } from '../../route.tsx';
import { useDigests } from '../../server/live.ts';
import { type PlacedNode, placed } from './layout.ts';
import { moverOn } from './movers.ts';
import type { Sign } from './signs.ts';

export interface MapDrawingProps {
  readonly drawing: Drawing;
  readonly look: Look | undefined;
  /** By the id of a node. */
  readonly signs: ReadonlyMap<string, Sign>;
}

const none: Sign = { mood: 'quiet', says: '' };
/** Dots for what a group settled between two looks. */
const mostSettled = 5;

export const MapDrawing = ({ drawing, look, signs }: MapDrawingProps) => {
  const map = useMemo(() => placed(drawing), [drawing]);
  const layer = useRef<SVGGElement>(null);
  const move = useMemo(() => {
    let mover: ReturnType<typeof moverOn> | undefined;
    return (...[path, kind, delay]: Parameters<ReturnType<typeof moverOn>>): void => {
      if (layer.current === null) return;
      mover ??= moverOn(layer.current);
      mover(path, kind, delay);
    };
  }, []);

  useDigests(
    useCallback(
      ({ sample }: Digest) => {
        for (const [index, { topic }] of sample.entries()) {
          for (const edge of map.edges) {
            if (edge.topic === topic && edge.consumers.length === 0) move(edge.path, 'publishes', index * 15);
          }
        }
      },
      [map, move],
    ),
  );

  const before = useRef<Look | undefined>(undefined);
  useEffect(() => {
    const [old, now] = [before.current, look];
    before.current = look;
    if (old === undefined || now === undefined) return;
    for (const edge of map.edges) {
      for (const consumer of edge.consumers) {
        const settled = nextOf(now, consumer, edge.topic) - nextOf(old, consumer, edge.topic);
        const count = Math.min(mostSettled, Math.max(0, settled));
        for (let dot = 0; dot < count; dot += 1) move(edge.path, 'listens', dot * 400);
      }
    }
  }, [look, map, move]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: within a drawing there is no fieldset
    <svg class="map" viewBox={`0 0 ${map.width} ${map.height}`} role="group" aria-label="Contexts and topics">
      <defs>
        <marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0L10 5L0 10z" />
        </marker>
      </defs>
      {map.edges.map(({ from, to, path, consumers }) => (
        <path
          key={`${from}>${to}`}
          d={path}
          class={consumers.length === 0 ? 'edge publishes' : 'edge listens'}
          marker-end="url(#tip)"
        />
      ))}
      <g ref={layer} />
      {map.nodes.map((node) => (
        <MapNode key={node.id} node={node} sign={signs.get(node.id) ?? none} />
      ))}
    </svg>
  );
};

const nextOf = ({ groups }: Look, consumer: string, topic: string): number =>
  groups.find((group) => group.consumer === consumer && group.topic === topic)?.next ?? 0;

const MapNode = ({ node, sign }: { readonly node: PlacedNode; readonly sign: Sign }) => {
  const { kind, name, x, y, width, height } = node;
  const href = hrefOf(kind === 'context' ? ['map', name] : ['topics', name]);
  return (
    <a
      href={href}
      class={`node ${kind} ${sign.mood}`}
      data-node={node.id}
      onClick={(event) => follow(event, href)}
    >
      <rect
        x={x - width / 2}
        y={y - height / 2}
        width={width}
        height={height}
        rx={kind === 'context' ? 8 : height / 2}
      />
      <text x={x} y={y - 4} class="name">
        {name}
      </text>{' '}
      <text x={x} y={y + 12} class="says">
        {sign.says}
      </text>
    </a>
  );
};
