import { PDFiumLibrary } from '@hyzyla/pdfium';

/** A page of a PDF as it is seen and as it is read. */
export interface PdfPage {
  /** In points, 72 to an inch; one pixel of the picture each. */
  readonly width: number;
  readonly height: number;
  /** Its text in the order in which it is copied, a line each, without empty ones. */
  readonly lines: readonly string[];
  /** How bright each pixel is, row by row: 0 is black, 255 white. */
  readonly brightness: Uint8Array;
}

/** Turns the pages of a PDF into pictures and text, with what Chromium shows such files with. */
export async function readPdf(pdf: Uint8Array): Promise<PdfPage[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const pages: PdfPage[] = [];
  for (const page of document.pages()) {
    // Read before it is drawn: drawing closes the page.
    const text = page.getText();
    const { width, height, data } = await page.render({ scale: 1, colorSpace: 'Gray' });
    const lines = text
      .split(/[\r\n]+/)
      .map(line => line.trim())
      .filter(Boolean);
    pages.push({ width, height, lines, brightness: data });
  }
  document.destroy();
  library.destroy();
  return pages;
}

/** Where something stands on a page, in points from its left and upper edge; `null` for a page on which nothing does. */
export function inkOf({ width, height, brightness }: PdfPage, belowY = 0, aboveY = height) {
  let box: { left: number; top: number; right: number; bottom: number } | null = null;
  for (let y = belowY; y < aboveY; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((brightness[y * width + x] ?? 255) > 245) continue;
      box ??= { left: x, top: y, right: x, bottom: y };
      box = { left: Math.min(box.left, x), top: box.top, right: Math.max(box.right, x), bottom: y };
    }
  }
  return box;
}

/** The share of a page's pixels that are white, and how bright its darkest one is. */
export function paperOf({ brightness }: PdfPage) {
  let white = 0;
  let darkest = 255;
  for (const one of brightness) {
    if (one > 245) white += 1;
    if (one < darkest) darkest = one;
  }
  return { white: white / brightness.length, darkest };
}
