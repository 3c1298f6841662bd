// Follows the box of a canvas and the pixel ratio of the screen it is on, which changes when a window is dragged to
// another screen.

export function followBox(canvas: HTMLCanvasElement, resized: (width: number, height: number, ratio: number) => void): () => void {
  const measure = () => resized(canvas.clientWidth, canvas.clientHeight, devicePixelRatio);
  const observer = new ResizeObserver(measure);
  let query: MediaQueryList | null = null;
  const ratioChanged = () => {
    measure();
    followRatio();
  };
  const followRatio = () => {
    query?.removeEventListener('change', ratioChanged);
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener('change', ratioChanged);
  };
  observer.observe(canvas);
  followRatio();
  measure();
  return () => {
    observer.disconnect();
    query?.removeEventListener('change', ratioChanged);
  };
}
