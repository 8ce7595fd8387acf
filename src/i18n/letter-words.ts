import type { LetterFact, Service } from '../core/letter.ts';
import { t } from './t.ts';

/** @param name - What the student calls a service of their own; empty for none. */
export function serviceWords(service: Service, name = ''): string {
  switch (service) {
    case 'eras':
      return t('serviceEras');
    case 'residencycas':
      return t('serviceResidencyCas');
    case 'sf-match':
      return t('serviceSfMatch');
    case 'urology':
      return t('serviceUrology');
    case 'military':
      return t('serviceMilitary');
    case 'carms':
      return t('serviceCarms');
    case 'other':
      return name === '' ? t('serviceOther') : name;
  }
}

/** A step of a letter, once it is done. */
export function letterStepWords(step: LetterFact): string {
  switch (step) {
    case 'askedOn':
      return t('letterStepAsked');
    case 'answeredOn':
      return t('letterStepAnswered');
    case 'packetSentOn':
      return t('letterStepPacket');
    case 'requestedOn':
      return t('letterStepRequested');
    case 'acceptedOn':
      return t('letterStepAccepted');
    case 'undeliverableOn':
      return t('letterStepUndeliverable');
    case 'receivedOn':
      return t('letterStepReceived');
    case 'visibleOn':
      return t('letterStepVisible');
    case 'thankedOn':
      return t('letterStepThanked');
    case 'outcomeToldOn':
      return t('letterStepOutcomeTold');
  }
}
