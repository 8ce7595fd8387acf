/** Runs `work` while nothing else of ours runs under the same name, in any page or worker. */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  // The lock manager's type gives the callback's promise inside another.
  return (await navigator.locks.request(`vouch/${name}`, work)) as T;
}
