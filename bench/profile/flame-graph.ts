/**
 * A flame graph, as Brendan Gregg drew them first, hanging down: a call stands under its caller, as wide as its share of the time.
 * https://www.brendangregg.com/flamegraphs.html
 */
import type { Frame } from './frames.ts';

const [width, rowHeight, head] = [1_200, 17, 26];
/** Pixels: what is smaller says nothing. */
const [narrowest, letter] = [1.5, 6.3];

interface Box {
  readonly frame: Frame;
  readonly x: number;
  readonly width: number;
  readonly depth: number;
}

const boxesOf = (root: Frame): readonly Box[] => {
  const boxes: Box[] = [];
  const scale = width / Math.max(1, root.total);
  const place = (parent: Frame, from: number, depth: number): void => {
    let x = from;
    const widest = [...parent.children.values()].toSorted((a, b) => b.total - a.total);
    for (const frame of widest) {
      const box = { frame, x, width: frame.total * scale, depth };
      if (box.width < narrowest) return;
      boxes.push(box);
      place(frame, x, depth + 1);
      x += box.width;
    }
  };
  place(root, 0, 0);
  return boxes;
};

const own = /^(functions|schemas|lib)\//;

/** Ours is orange, the bench's own grey, Node and the engine blue; each package has a green of its own. */
const colourOf = (origin: string): string => {
  if (own.test(origin)) return 'hsl(28 90% 66%)';
  if (origin === 'node' || origin === 'engine') return 'hsl(210 45% 80%)';
  if (/\.(ts|mjs|js)$/.test(origin)) return 'hsl(0 0% 85%)';
  const hash = [...origin].reduce((sum, each) => (sum * 31 + (each.codePointAt(0) ?? 0)) % 997, 7);
  return `hsl(${80 + (hash % 90)} 45% 74%)`;
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const rounded = (value: number): string => value.toFixed(1).replace(/\.0$/, '');

const boxText = ({ frame, x, width: wide, depth }: Box, all: number): string => {
  const { name, origin, total } = frame;
  const [left, top] = [rounded(x), head + depth * rowHeight];
  const share = `${((100 * total) / all).toFixed(1)} %`;
  const letters = Math.floor((wide - 4) / letter);
  const label = letters < 3 ? '' : `${name} ${origin === 'engine' ? '' : origin}`.trim().slice(0, letters);
  const text = label === '' ? '' : `<text x="${rounded(x + 2)}" y="${top + 12}">${escaped(label)}</text>`;
  const rect = `<rect x="${left}" y="${top}" width="${rounded(wide - 0.5)}" height="${rowHeight - 1}" fill="${colourOf(origin)}"/>`;
  return `<g><title>${escaped(`${name}, ${origin}: ${share}`)}</title>${rect}${text}</g>`;
};

/** @param title what was measured; its time is added */
export const flameGraph = (title: string, root: Frame): string => {
  const boxes = boxesOf(root);
  const height = head + rowHeight * (1 + Math.max(0, ...boxes.map(({ depth }) => depth)));
  const caption = `${title}: ${Math.round(root.total / 1_000).toLocaleString('en')} ms of its process’s CPU`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="10.5">`,
    `<title>${escaped(caption)}</title>`,
    `<rect width="100%" height="100%" fill="white"/><text x="4" y="17" font-size="13">${escaped(caption)}</text>`,
    ...boxes.map((box) => boxText(box, Math.max(1, root.total))),
    '</svg>',
    '',
  ].join('\n');
};
