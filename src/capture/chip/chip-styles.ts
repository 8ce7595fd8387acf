/**
 * The chip's looks. Colours are those of `src/ui/styles/tokens.css`. Rules of the host are `!important`, since of those
 * the ones in here win over all that a page says. Nothing in here moves: an animation would hand the page the element it
 * belongs to. The host is a point: a page can measure it, and what the chip says changes how high that is. Above the bottom
 * there is room for what mail programs say there, as that a message was sent.
 */
export const CHIP_STYLES = `
:host {
  all: initial !important;
  position: fixed !important;
  inset: auto auto 0 0 !important;
  z-index: 2147483647 !important;
  display: block !important;
  inline-size: 0 !important;
  block-size: 0 !important;
  margin: 0 !important;
  padding: 0 !important;
  border: 0 !important;
  overflow: visible !important;
  background: transparent !important;
  visibility: visible !important;
  opacity: 1 !important;
  pointer-events: none !important;
  user-select: none !important;
  -webkit-user-select: none !important;
}
@media print { :host { display: none !important; } }

* { box-sizing: border-box; }
[hidden] { display: none !important; }
[data-text]::after { content: attr(data-text); }

.chip {
  color-scheme: light;
  --below: 76px;
  --beside: 16px;
  --surface: light-dark(#ffffff, #252b27);
  --ink: light-dark(#1d2421, #e9ece8);
  --muted: light-dark(#59625c, #a6b0a9);
  --accent: light-dark(#17694a, #6ecb9c);
  --accent-strong: light-dark(#0f5038, #8cdcb3);
  --accent-ink: light-dark(#135c40, #86d8ae);
  --accent-soft: light-dark(#e1efe7, #1e3a2d);
  --on-accent: light-dark(#ffffff, #0c2117);
  --amber: light-dark(#d9982f, #eab659);
  --due-ink: light-dark(#7b4a07, #f0c37b);
  --hover: light-dark(#edece7, #343b36);
  display: grid;
  grid-template-columns: 24px minmax(0, 1fr);
  column-gap: 10px;
  position: fixed;
  inset: auto auto var(--below) var(--beside);
  inline-size: 296px;
  max-inline-size: calc(100vw - 2 * var(--beside));
  max-block-size: calc(100vh - var(--below) - 8px);
  pointer-events: auto;
  padding: 12px 14px;
  overflow: auto;
  border-radius: 12px;
  background: var(--surface);
  color: var(--ink);
  box-shadow:
    0 0 0 1px light-dark(rgb(24 30 26 / 10%), rgb(255 255 255 / 14%)),
    0 6px 24px light-dark(rgb(24 30 26 / 18%), rgb(0 0 0 / 60%));
  font: 13px/1.4 -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Noto Sans', Ubuntu, Cantarell,
    'Helvetica Neue', system-ui, sans-serif;
  text-align: start;
  cursor: default;
}
.chip[data-theme='dark'] { color-scheme: dark; }
:host([dir='rtl']) .chip { inset: auto var(--beside) var(--below) auto; }
@media (width < 420px) { .chip { --beside: 8px; } }
@media (height < 360px) { .chip { --beside: 8px; --below: 8px; } }

.mark { inline-size: 24px; block-size: 24px; margin-block-start: -1px; }
.sheet { fill: var(--accent); }
.flap { fill: var(--amber); }

.text { min-inline-size: 0; }
h2 {
  margin: 0;
  padding-inline-end: 26px;
  font-size: 14px;
  font-weight: 600;
  line-height: 1.35;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  unicode-bidi: plaintext;
  text-align: start;
}
p { margin: 1px 0 0; color: var(--muted); overflow-wrap: anywhere; }
.due { position: relative; padding-inline-start: 14px; color: var(--due-ink); }
.due::before {
  content: '';
  position: absolute;
  inset-inline-start: 1px;
  inset-block-start: 6px;
  inline-size: 7px;
  block-size: 7px;
  border-radius: 50%;
  background: var(--amber);
}
.foot { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; margin-block-start: 8px; min-block-size: 28px; }
/* Alone, it begins where the lines above it do. */
.status[hidden] + .log[hidden] + .undo[hidden] + .open { margin-inline-start: -10px; }
.status { flex: 1 1 auto; font-weight: 500; }
.status:not(.is-problem)::before { content: '✓ ' / ''; color: var(--accent-ink); font-weight: 600; }
.status.is-problem { flex-basis: 100%; color: var(--ink); font-weight: 400; }

button {
  all: unset;
  box-sizing: border-box;
  min-block-size: 28px;
  padding: 4px 10px;
  border-radius: 7px;
  color: var(--accent-ink);
  font-weight: 600;
  text-align: center;
  cursor: pointer;
}
button:hover { background: var(--hover); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
button.log { background: var(--accent); color: var(--on-accent); padding-inline: 16px; }
button.log:hover { background: var(--accent-strong); }
button[aria-disabled='true'] { opacity: 0.6; cursor: progress; }
button.dismiss {
  display: grid;
  place-items: center;
  position: absolute;
  inset-block-start: 8px;
  inset-inline-end: 8px;
  inline-size: 28px;
  block-size: 28px;
  padding: 0;
  color: var(--muted);
}
.dismiss svg { inline-size: 14px; block-size: 14px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; }

@media (forced-colors: active) {
  .chip { border: 1px solid CanvasText; background: Canvas; color: CanvasText; }
  button { border: 1px solid ButtonText; background: ButtonFace; color: ButtonText; }
  button:focus-visible { outline-color: Highlight; }
  .due::before { background: CanvasText; forced-color-adjust: none; }
}
@media (prefers-contrast: more) {
  .chip { --muted: light-dark(#333a36, #d5dbd7); border: 1px solid currentColor; }
  button { outline: 1px solid currentColor; }
}
`;
