import type { Packet } from '../../core/packet/packet.ts';
import { needsLetterId } from '../../core/packet/upload.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../components/Banner.tsx';
import { Button } from '../components/Button.tsx';
import type { PacketRecords } from './read-packet.ts';

export interface PacketNoticesProps {
  readonly packet: Packet;
  readonly records: PacketRecords;
  onAskFeedback(): void;
}

/** What is missing, and the way to it. */
export function PacketNotices({ packet, records: { facts, isPart }, onAskFeedback }: PacketNoticesProps) {
  const { mentor, profile, letter, track } = facts;
  const hasTogether = packet.sections.some(({ id }) => id === 'us');
  const hasMoments = isPart || packet.sections.some(({ id }) => id === 'saw');
  const lacksLetterId = letter.letterIdNumber === '' && needsLetterId(letter, track);
  return (
    <>
      {!hasMoments && (
        <Banner
          tone="warning"
          title={t('packetNoMoments', { name: mentor.name })}
          actions={
            <>
              <a class="button secondary size-s" href={`#/work/moments/new:${mentor.id}`}>
                {t('packetAddMoment')}
              </a>
              <Button size="s" variant="quiet" onClick={onAskFeedback}>
                {t('packetAskFeedback')}
              </Button>
            </>
          }
        >
          {t('packetNoMomentsText')}
        </Banner>
      )}
      {!hasTogether && (
        <Banner
          compact
          actions={
            <a class="button secondary size-s" href={`#/work/rotations/new:${mentor.id}`}>
              {t('packetAddRotation')}
            </a>
          }
        >
          {t('packetNoRotation', { name: mentor.name })}
        </Banner>
      )}
      {profile.name === '' && (
        <Banner
          compact
          actions={
            <a class="button secondary size-s" href="#/profile">
              {t('packetToProfile')}
            </a>
          }
        >
          {t('packetNameMissing')}
        </Banner>
      )}
      {lacksLetterId && (
        <Banner
          compact
          actions={
            <a class="button secondary size-s" href={`#/letters/${letter.id}`}>
              {t('packetToLetterId')}
            </a>
          }
        >
          {t('packetNoLetterId')}
        </Banner>
      )}
      {packet.targetOn === null && (
        <Banner
          compact
          actions={
            <a class="button secondary size-s" href={`#/letters/${letter.id}`}>
              {t('packetToLetter')}
            </a>
          }
        >
          {t('packetNoTarget')}
        </Banner>
      )}
      {packet.isTargetEstimated && (
        <Banner
          compact
          actions={
            <a class="button secondary size-s" href="#/plan">
              {t('packetToPlan')}
            </a>
          }
        >
          {t('packetTargetEstimated')}
        </Banner>
      )}
    </>
  );
}
