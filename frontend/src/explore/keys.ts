/** The drawing by keyboard. */

export interface Keyed {
  move(dx: number, dy: number): void;
  expand(): void;
  leaveOut(): void;
  path(): void;
  fit(): void;
  zoom(by: number): void;
  none(): void;
}

export function keys(canvas: HTMLElement, keyed: Keyed): void {
  const acts: Record<string, () => void> = {
    ArrowLeft: () => keyed.move(-1, 0),
    ArrowRight: () => keyed.move(1, 0),
    ArrowUp: () => keyed.move(0, -1),
    ArrowDown: () => keyed.move(0, 1),
    Enter: () => keyed.expand(),
    Delete: () => keyed.leaveOut(),
    Backspace: () => keyed.leaveOut(),
    p: () => keyed.path(),
    "0": () => keyed.fit(),
    "+": () => keyed.zoom(1.25),
    "=": () => keyed.zoom(1.25),
    "-": () => keyed.zoom(0.8),
    Escape: () => keyed.none(),
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== canvas) return;
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
