/** Where everything stands on the map, by dagre. */
import { Graph, layout } from '@dagrejs/dagre';
import type { Drawing, DrawnEdge, DrawnNode } from '../../../answers/drawing.ts';

export interface PlacedNode extends DrawnNode {
  /** Of its middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge extends DrawnEdge {
  /** For an SVG path. */
  readonly path: string;
}

export interface Placed {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

const heights = { context: 52, topic: 40 } as const;
/** Of a letter of a name, and of what stands around it. */
const letter = 8;
const around = 22;
/** As wide as what stands under a context's name. */
const contextWidth = 164;

const sizeOf = ({ kind, name }: DrawnNode) => ({
  width: kind === 'context' ? contextWidth : Math.max(110, name.length * letter + around),
  height: heights[kind],
});

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The contexts talk in circles: the fewest arrows lead upwards. */
export const placed = (drawing: Drawing): Placed => {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ acyclicer: 'greedy', nodesep: 16, ranksep: 48, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of drawing.nodes) graph.setNode(node.id, sizeOf(node));
  for (const { from, to, consumers } of drawing.edges) {
    // A topic stands near who publishes it.
    graph.setEdge(from, to, { weight: consumers.length === 0 ? 3 : 1 }, `${from}>${to}`);
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    nodes: drawing.nodes.map((node) => {
      const { x = 0, y = 0 } = graph.node(node.id);
      return { ...node, x, y, ...sizeOf(node) };
    }),
    edges: drawing.edges.map((edge) => {
      const { points = [] } = graph.edge(edge.from, edge.to, `${edge.from}>${edge.to}`);
      return { ...edge, path: curve(points) };
    }),
  };
};

/** Through the middles of the stretches between the points, so that it has no corners. */
export const curve = (points: readonly Point[]): string => {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return '';
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last;
    const end = index === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${n(point.x)} ${n(point.y)} ${n(end.x)} ${n(end.y)}`;
  });
  return `M${n(first.x)} ${n(first.y)}${bends.length === 0 ? `L${n(last.x)} ${n(last.y)}` : bends.join('')}`;
};

const n = (value: number): string => value.toFixed(1);
