/** Dots that move along an arrow: one for an event that is shown. */

const svg = 'http://www.w3.org/2000/svg';
/** More at a time would be a blur, and work for nothing. */
const most = 60;
const lasts = 900;

/** @param layer of the map that they are drawn in */
export const moverOn = (layer: SVGGElement) => {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)');
  let moving = 0;
  /** @param delay milliseconds */
  return (path: string, kind: 'publishes' | 'listens', delay = 0): void => {
    if (isStill.matches || document.hidden || moving >= most || path === '') return;
    moving += 1;
    const dot = document.createElementNS(svg, 'circle');
    dot.setAttribute('r', '5');
    dot.setAttribute('class', `mover ${kind}`);
    dot.style.offsetPath = `path('${path}')`;
    layer.append(dot);
    const movement = dot.animate([{ offsetDistance: '0%' }, { offsetDistance: '100%' }], {
      duration: lasts,
      delay,
      easing: 'ease-in-out',
      fill: 'backwards',
    });
    const end = (): void => {
      moving -= 1;
      dot.remove();
    };
    movement.finished.then(end, end);
  };
};
