/** The room of rows that are not drawn, in a table. */
export function RowGap({ rows, height }: { readonly rows: number; readonly height: number }) {
  if (rows <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus.
    <tr class="row-gap" aria-hidden="true">
      <td style={{ blockSize: `${rows * height}px` }} />
    </tr>
  );
}
