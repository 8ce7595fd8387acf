/**
 * Whether what surrounds an element is dark: by the first background that is painted behind it, else by what the browser
 * paints where a page paints nothing.
 */
export function isDarkAround(view: Window, page: Document): boolean {
  // In the middle of the page is what the student reads; pictures behind a theme have no colour to be asked for.
  const middle = page.elementFromPoint(view.innerWidth / 2, view.innerHeight / 2) ?? page.body;
  for (let at: Element | null = middle; at !== null; at = at.parentElement) {
    const lightness = lightnessOf(view.getComputedStyle(at).backgroundColor);
    if (lightness !== null) return lightness < 0.5;
  }
  const scheme = view.getComputedStyle(page.documentElement).colorScheme;
  return (
    scheme.includes('dark') && (!scheme.includes('light') || view.matchMedia('(prefers-color-scheme: dark)').matches)
  );
}

/** From 0 for black to 1 for white, as the eye sees it; `null` for what is mostly transparent, or no colour we know. */
function lightnessOf(color: string): number | null {
  const numbers = /^rgba?\(\s*(\d+)[,\s]+(\d+)[,\s]+(\d+)(?:[,/\s]+([\d.]+))?/.exec(color);
  if (numbers === null) return null;
  const [red = 0, green = 0, blue = 0, alpha = 1] = numbers
    .slice(1)
    .filter(part => part !== undefined)
    .map(Number);
  return alpha < 0.5 ? null : (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}
