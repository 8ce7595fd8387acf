import { useEffect } from 'preact/hooks';

/** While there is work that would be lost, the browser asks before the page is left. */
export function useLeaveWarning(hasWork: boolean): void {
  useEffect(() => {
    if (!hasWork) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [hasWork]);
}
