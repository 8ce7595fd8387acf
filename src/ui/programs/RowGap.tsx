/** The room of rows that are not drawn, in a table whose style says in `--row-pixels` how high each is. */
export function RowGap({ rows }: { readonly rows: number }) {
  if (rows <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus.
    <tr class="row-gap" aria-hidden="true">
      <td style={{ '--rows': rows }} />
    </tr>
  );
}
