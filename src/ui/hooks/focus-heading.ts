/** Takes the focus to the head of the page, where reading it begins; while it loads, to where it will be. */
export function focusHeading(): void {
  const main = document.getElementById('main');
  (main?.querySelector('h1') ?? main)?.focus();
}
