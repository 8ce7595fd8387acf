/** Goes to a place of the dashboard, `/mentors`, so that the browser's back button leads back. */
export function goTo(path: string): void {
  location.hash = path;
}
