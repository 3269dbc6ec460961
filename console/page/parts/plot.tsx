/** A plot over time, by uPlot; a table of its last values says the same to who cannot see it. */
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

export interface PlotProps {
  readonly title: string;
  /** Seconds since 1970. */
  readonly at: readonly number[];
  readonly series: readonly Series[];
  readonly unit: string;
}

/** Told apart by those, too, who do not see all colours: Okabe and Ito's. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b8860b', '#56b4e9', '#7a4fbf', '#8a8a8a'];
const height = 180;

export const Plot = ({ title, at, series, unit }: PlotProps) => {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const names = series.map(({ name }) => name).join(' ');

  // Other lines are another plot; other values are not.
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const ink = getComputedStyle(element).color;
    const clock = (_plot: uPlot, splits: readonly number[]): string[] =>
      splits.map((second) => new Date(second * 1_000).toISOString().slice(11, 16));
    const axis = { stroke: ink, grid: { stroke: '#8884', width: 1 }, ticks: { stroke: '#8884' } };
    const made = new uPlot(
      {
        width: element.clientWidth || 300,
        height,
        legend: { show: false },
        cursor: { show: false },
        series: [
          {},
          ...series.map(({ name }, index) => ({
            label: name,
            stroke: colours[index % colours.length] ?? ink,
            width: 2,
            points: { show: false },
          })),
        ],
        axes: [
          { ...axis, values: clock },
          { ...axis, size: 56 },
        ],
        scales: { y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.1)] } },
      },
      dataOf(at, series),
      element,
    );
    plot.current = made;
    const sized = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    sized.observe(element);
    return () => {
      sized.disconnect();
      made.destroy();
    };
  }, [names]);
  useEffect(() => plot.current?.setData(dataOf(at, series)), [at, series]);

  return (
    <figure>
      <figcaption>{title}, UTC</figcaption>
      <div class="plot" ref={place} aria-hidden="true" />
      <dl class="legend">
        {series.map(({ name, values }, index) => (
          <div key={name}>
            <dt>
              <Swatch colour={colours[index % colours.length] ?? ''} />
              {name}
            </dt>
            <dd>
              {shown(values)} {unit}
            </dd>
          </div>
        ))}
      </dl>
    </figure>
  );
};

const Swatch = ({ colour }: { readonly colour: string }) => (
  <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
    <rect width="12" height="12" rx="2" fill={colour} />
  </svg>
);

const shown = (values: readonly (number | null)[]): string => {
  const last = values.findLast((value) => value !== null);
  if (last === undefined || last === null) return '–';
  return last.toLocaleString('en', { maximumFractionDigits: last < 10 ? 1 : 0 });
};

const dataOf = (at: readonly number[], series: readonly Series[]): uPlot.AlignedData =>
  [at, ...series.map(({ values }) => values)] as unknown as uPlot.AlignedData;
