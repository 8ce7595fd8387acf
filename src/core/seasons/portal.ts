import type { Service } from '../letter.ts';

/** Where a service takes its letters from: urology applies through ERAS, and is matched elsewhere. */
export function portalOf(service: Service): Service {
  return service === 'urology' ? 'eras' : service;
}

/** Whether letters of a service go through MyERAS. */
export function isInEras(service: Service): boolean {
  return portalOf(service) === 'eras';
}

/** Whether two services take their letters from one place, so that what is uploaded for the one serves in the other. */
export function sharesLetters(a: Service, b: Service): boolean {
  return portalOf(a) === portalOf(b);
}
